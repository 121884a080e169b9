//! Programs from Debian's packages: installed where that is possible, named where it is not.

use std::process::Command;

use anyhow::Result;

use crate::{process, screen};

/// Installs packages as root with apt-get; else says what to run. `missing` lists what is needed
/// and not here. Whether all is here now.
pub(crate) fn provide(options: &[&str], missing: impl Fn() -> Vec<&'static str>) -> Result<bool> {
    let packages = missing();
    if packages.is_empty() {
        return Ok(true);
    }
    let has_apt = process::answers("apt-get", &["--version"]);
    if !(has_apt && is_root()) {
        let advice = if has_apt { apt_advice(options, &packages) } else { general_advice(&packages) };
        screen::warn(&format!("      missing: {advice}"));
        return Ok(false);
    }
    screen::say(&format!("      installing {}", packages.join(", ")));
    let updated = process::run(Command::new("apt-get").args(["update", "-q"]))?;
    let mut install = Command::new("apt-get");
    install.args(["install", "-y", "-q"]).args(options).args(&packages).env("DEBIAN_FRONTEND", "noninteractive");
    let installed = process::run(&mut install)?;
    if !installed && !updated {
        screen::warn("      apt-get could not reach its servers");
    }
    let missing = missing();
    if installed && !missing.is_empty() {
        screen::warn(&format!("      installed, and yet not as needed: {}", missing.join(", ")));
    }
    Ok(installed && missing.is_empty())
}

/// The one command to run.
fn apt_advice(options: &[&str], packages: &[&str]) -> String {
    let words: Vec<&str> = options.iter().chain(packages).copied().collect();
    format!("run `sudo apt-get update && sudo apt-get install -y {}`, then this again", words.join(" "))
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
        let advice = apt_advice(&[], &["build-essential", "git"]);
        assert!(advice.contains("apt-get install -y build-essential git"));
        assert!(apt_advice(&["--no-install-recommends"], &["npm"]).contains("-y --no-install-recommends npm"));
    }

    #[test]
    fn without_apt_the_packages_are_still_named() {
        assert!(general_advice(&["git"]).contains("git"));
    }

    #[test]
    fn where_nothing_is_missing_nothing_is_done() {
        assert!(provide(&[], Vec::new).is_ok_and(|here| here));
    }
}
