use std::io::BufRead;

use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use suar_app::NewOfficer;
use suar_policy::Role;

use crate::cli::{CommonArguments, Outcome};
use crate::data_folder::DataArguments;
use crate::pipeline::say;

/// What `suar officer` takes.
#[derive(Args, Clone, Debug)]
pub(crate) struct OfficerArguments {
    #[command(subcommand)]
    command: OfficerCommand,
}

#[derive(Clone, Debug, Subcommand)]
enum OfficerCommand {
    /// Add an account; the password is read from standard input, one line
    #[command(after_help = "Example: suar officer add sari --role administrator --data data < password.txt")]
    Add(AddArguments),
}

#[derive(Args, Clone, Debug)]
struct AddArguments {
    /// The name typed at sign-in
    name: String,
    #[command(flatten)]
    data: DataArguments,
    /// analyst, manager, administrator or auditor
    #[arg(long, value_name = "ROLE", value_parser = parse_role)]
    role: Role,
    /// The name that colleagues read [default: the sign-in name]
    #[arg(long, value_name = "NAME")]
    shown: Option<String>,
    /// The region that they work for [default: the whole country]
    #[arg(long, value_name = "REGION")]
    region: Option<String>,
}

fn parse_role(name: &str) -> Result<Role, String> {
    match Role::from_name(name) {
        Some(role) if role != Role::Public => Ok(role),
        _ => Err("analyst, manager, administrator or auditor".to_owned()),
    }
}

/// Runs `suar officer`.
pub(crate) fn run(arguments: &OfficerArguments, common: &CommonArguments) -> Result<Outcome> {
    let OfficerCommand::Add(arguments) = &arguments.command;
    let mut password = String::new();
    std::io::stdin().lock().read_line(&mut password).context("cannot read the password from standard input")?;
    arguments.data.run(common, |app| async move {
        let officer = NewOfficer {
            name: &arguments.name,
            display_name: arguments.shown.as_deref().unwrap_or(&arguments.name),
            role: arguments.role,
            region: arguments.region.as_deref(),
            password: password.trim_end_matches(['\r', '\n']),
        };
        let id = app.add_officer_from_console(officer).await?;
        say(&format!("added {} as {} ({id})", arguments.name, arguments.role.name()));
        Ok(Outcome::Done)
    })
}
