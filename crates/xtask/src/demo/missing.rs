//! What a build needs beside Rust, and how to get it.

use std::process::Command;

use anyhow::Result;

use crate::{process, screen};

/// A program of a C compiler that also finds the C library's headers.
const PROBE: &str = "#include <stdlib.h>\n#include <string.h>\nint main(void) { return 0; }\n";

/// Looks for what is needed and installs it where that is possible; whether all is there now.
pub(crate) fn install() -> Result<bool> {
    let packages = missing_packages();
    if !process::answers("cargo", &["--version"]) {
        screen::warn("      cargo is missing from the PATH; see https://www.rust-lang.org/tools/install");
        return Ok(false);
    }
    if packages.is_empty() {
        screen::say("      nothing: cc, git and cargo are here");
        return Ok(true);
    }
    let has_apt = process::answers("apt-get", &["--version"]);
    if !(has_apt && is_root()) {
        let advice = if has_apt { apt_advice(&packages) } else { general_advice(&packages) };
        screen::warn(&format!("      missing: {advice}"));
        return Ok(false);
    }
    screen::say(&format!("      installing {}", packages.join(", ")));
    let updated = process::run(Command::new("apt-get").args(["update", "-q"]))?;
    let installed = process::run(
        Command::new("apt-get").args(["install", "-y", "-q"]).args(&packages).env("DEBIAN_FRONTEND", "noninteractive"),
    )?;
    if !installed && !updated {
        screen::warn("      apt-get could not reach its servers");
    }
    Ok(installed && missing_packages().is_empty())
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

/// The one command to run.
fn apt_advice(packages: &[&str]) -> String {
    format!("run `sudo apt-get update && sudo apt-get install -y {}`, then this again", packages.join(" "))
}

fn general_advice(packages: &[&str]) -> String {
    let packages = packages.join(" ");
    format!("install with your system's package manager what Debian calls {packages}, then run this again")
}

fn is_root() -> bool {
    process::read(Command::new("id").arg("-u")).is_ok_and(|user| user.trim() == "0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_advice_is_one_command_that_names_every_package() {
        let advice = apt_advice(&["build-essential", "git"]);
        assert!(advice.contains("apt-get install -y build-essential git"));
    }

    #[test]
    fn without_apt_the_packages_are_still_named() {
        assert!(general_advice(&["git"]).contains("git"));
    }
}
