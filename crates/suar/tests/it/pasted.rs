//! Commands of the README and of the help, as somebody pastes them.
#![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

use crate::program::{Folder, program, repository, suar};

/// The `suar` commands in the code blocks of a page, without comments, continued lines joined.
fn commands_of(page: &str) -> Vec<String> {
    let blocks = page.split("```").skip(1).step_by(2).filter(|block| block.starts_with("sh\n"));
    let joined = blocks.map(|block| block.replace("\\\n", " ")).collect::<String>();
    let lines = joined.lines().map(|line| line.split("  # ").next().unwrap_or(line).trim().to_owned());
    lines.filter(|line| line.starts_with("suar ")).collect()
}

/// The words of a command; quotes hold words together.
fn words_of(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (place, part) in command.split('"').enumerate() {
        if place % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

/// Runs a command as in the folder of the repository, so that nothing there is written; one that
/// learns or measures for minutes is only held to the files that it names.
fn run(command: &str) {
    let words = words_of(command);
    let takes_minutes = words.iter().any(|word| word == "train" || word == "eval");
    if takes_minutes {
        let named = words.iter().filter(|word| word.contains('/') || word.contains('.'));
        for path in named {
            assert!(repository(path).metadata().is_ok(), "{command}: there is no {path}");
        }
        return;
    }
    let folder = Folder::new();
    if words.iter().any(|word| word == "--data") {
        return run_on_data(command, &words, &folder);
    }
    for name in ["samples", "packs", "models", "corpus"] {
        std::os::unix::fs::symlink(repository(name).canonicalize().unwrap(), folder.path().join(name)).unwrap();
    }
    std::fs::create_dir(folder.path().join("target")).unwrap();
    let output = program().args(words.iter().skip(1)).current_dir(folder.path()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{command}: {said}");
}

/// Runs a command on a data folder that the demonstration has filled. What serves until it is stopped is
/// held to its arguments elsewhere.
fn run_on_data(command: &str, words: &[String], folder: &Folder) {
    let data = |arguments: &[&str]| program().args(arguments).current_dir(folder.path()).output().unwrap();
    if words.iter().any(|word| word == "serve" || word == "demo") {
        return;
    }
    assert!(data(&["demo", "--no-serve", "--data", "data"]).status.success());
    std::fs::write(folder.path().join("password.txt"), "kopi tubruk pagi\n").unwrap();
    std::os::unix::fs::symlink(repository("samples").canonicalize().unwrap(), folder.path().join("samples")).unwrap();
    let leads: serde_json::Value =
        serde_json::from_slice(&data(&["list", "leads", "--json", "--data", "data"]).stdout).unwrap();
    let first = leads.pointer("/0/id").unwrap().as_str().unwrap();
    // The page goes on with the officer that it has added, and each command has a folder of its own.
    let shown = |word| match word {
        "ID" => first,
        "sari" if words.iter().any(|word| word == "password") => "manajer",
        word => word,
    };
    let own = words.iter().skip(1).take_while(|word| *word != "<").map(|word| shown(word));
    let password = std::fs::File::open(folder.path().join("password.txt")).unwrap();
    let output = program().args(own).stdin(password).current_dir(folder.path()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{command}: {said}");
}

#[test]
fn commands_of_the_readme_named_files_that_are_not_there() {
    for page in ["README.md", "packs/README.md", "CONTRIBUTING.md"] {
        let text = std::fs::read_to_string(repository(page)).unwrap();
        let commands = commands_of(&text);
        assert!(!commands.is_empty() || page == "CONTRIBUTING.md", "{page} has no commands");
        for command in commands {
            run(&command);
        }
        assert!(!text.contains("ADDRESS"), "{page} has something to fill in");
    }
}

#[test]
fn examples_of_the_help_named_files_that_are_not_there() {
    let subcommands = [
        "",
        "scan",
        "weave",
        "check",
        "fold",
        "report",
        "packs check",
        "train",
        "eval",
        "serve",
        "demo",
        "import",
        "list leads",
        "export lead",
        "audit verify",
        "officer add",
        "officer password",
        "officer token",
    ];
    for subcommand in subcommands {
        let arguments: Vec<&str> = subcommand.split_whitespace().chain(["--help"]).collect();
        let help = suar(&arguments);
        // Help is wrapped, and words may follow the example on a line of their own.
        let (_, example) = help.out().split_once("Example: ").unwrap();
        run(&example.split("\nWhat").next().unwrap().replace('\n', " "));
    }
}
