//! The `suar` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    suar::cli::run(std::env::args_os())
}
