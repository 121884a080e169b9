//! What a build needs beside Rust, and how to get it.

use anyhow::Result;

use crate::{debian, process, screen};

/// A program of a C compiler that also finds the C library's headers.
const PROBE: &str = "#include <stdlib.h>\n#include <string.h>\nint main(void) { return 0; }\n";

/// Looks for what is needed and installs it where that is possible; whether all is there now.
pub(crate) fn install() -> Result<bool> {
    if !process::answers("cargo", &["--version"]) {
        screen::warn("      cargo is missing from the PATH; see https://www.rust-lang.org/tools/install");
        return Ok(false);
    }
    if missing_packages().is_empty() {
        screen::say("      nothing: cc, git and cargo are here");
        return Ok(true);
    }
    debian::provide(&[], missing_packages)
}

/// Debian's packages for what is not here.
fn missing_packages() -> Vec<&'static str> {
    let mut packages = Vec::new();
    if !process::accepts("cc", &["-x", "c", "-fsyntax-only", "-"], PROBE) {
        packages.push("build-essential");
    }
    if !process::answers("git", &["--version"]) {
        packages.push("git");
    }
    packages
}
