//! Functions and files that one person can hold in mind.

use super::{Finding, TextFile};
use crate::rust_source::{blank_literals, functions, test_modules};

pub(super) const FUNCTION_AIM: usize = 40;
pub(super) const FILE_AIM: usize = 400;
const FUNCTION_LIMIT: usize = 60;
const FILE_LIMIT: usize = 600;

/// What is over the limit, and how much is over the aim.
#[derive(Default)]
pub(super) struct Lengths {
    pub(super) findings: Vec<Finding>,
    pub(super) long_functions: usize,
    pub(super) long_files: usize,
}

/// Measures all source; modules for tests do not count.
pub(super) fn check(files: &[TextFile]) -> Lengths {
    let mut lengths = Lengths::default();
    for file in files.iter().filter(|file| file.is_source()) {
        lengths.measure(file);
    }
    lengths
}

impl Lengths {
    fn measure(&mut self, file: &TextFile) {
        let blanked = blank_literals(&file.text);
        let for_tests = test_modules(&blanked);
        let test_lines: usize = for_tests.iter().map(|lines| lines.clone().count()).sum();
        let file_lines = file.text.lines().count().saturating_sub(test_lines);
        self.long_files += usize::from(file_lines > FILE_AIM);
        if file_lines > FILE_LIMIT {
            self.findings.push(Finding {
                path: file.path.clone(),
                line: 1,
                fault: format!("{file_lines} lines, the limit is {FILE_LIMIT}"),
                mend: "split it along an idea into a folder of the same name".to_owned(),
            });
        }
        for function in functions(&blanked) {
            let start = *function.lines.start();
            let length = function.lines.count();
            if for_tests.iter().any(|lines| lines.contains(&start)) {
                continue;
            }
            self.long_functions += usize::from(length > FUNCTION_AIM);
            if length > FUNCTION_LIMIT {
                self.findings.push(Finding {
                    path: file.path.clone(),
                    line: start,
                    fault: format!("`{}` has {length} lines, the limit is {FUNCTION_LIMIT}", function.name),
                    mend: "give its steps names".to_owned(),
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

    use super::*;
    use crate::tidy::file;

    fn function_of(lines: usize) -> String {
        format!("fn long() {{\n{}}}\n", "    step();\n".repeat(lines - 2))
    }

    fn measure(text: &str) -> Lengths {
        check(&[file("crates/suar/src/a.rs", text)])
    }

    #[test]
    fn functions_up_to_the_aim_are_fine() {
        let lengths = measure(&function_of(FUNCTION_AIM));
        assert_eq!((lengths.long_functions, lengths.findings.len()), (0, 0));
    }

    #[test]
    fn functions_over_the_aim_are_counted_and_over_the_limit_found() {
        let lengths = measure(&function_of(FUNCTION_LIMIT));
        assert_eq!((lengths.long_functions, lengths.findings.len()), (1, 0));
        let lengths = measure(&format!("\n{}", function_of(FUNCTION_LIMIT + 1)));
        assert_eq!(lengths.findings.first().unwrap().line, 2);
    }

    #[test]
    fn files_over_the_limit_are_found() {
        assert!(measure(&"const A: u8 = 1;\n".repeat(FILE_LIMIT)).findings.is_empty());
        assert_eq!(measure(&"const A: u8 = 1;\n".repeat(FILE_LIMIT + 1)).findings.len(), 1);
    }

    #[test]
    fn tests_do_not_count() {
        let text = format!("#[cfg(test)]\nmod tests {{\n{}}}\n", function_of(FILE_LIMIT));
        let lengths = measure(&text);
        assert_eq!((lengths.long_functions, lengths.long_files, lengths.findings.len()), (0, 0, 0));
    }
}
