use std::io::{BufRead, Write};

use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use suar_app::{App, LeadSearch, NewOfficer, NewToken};
use suar_policy::{Action, Role};
use suar_store::FacetKind;

use crate::cli::{CommonArguments, Outcome};
use crate::data_folder::DataArguments;
use crate::output::{Destination, OutputFile};
use crate::pipeline::say;

/// The most regions that are shown.
const MOST_REGIONS: u32 = 50;

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
    /// Give an officer a new password, read as `add` does; ends their sessions and opens a locked account
    #[command(after_help = "Example: suar officer password manajer --data data < password.txt")]
    Password(PasswordArguments),
    /// Make a token for a program that acts for an officer; its secret is printed this once
    #[command(after_help = "Example: suar officer token manajer --name skrip --action read_lead --days 30 --data data")]
    Token(TokenArguments),
}

#[derive(Args, Clone, Debug)]
struct PasswordArguments {
    /// The sign-in name of the officer
    officer: String,
    #[command(flatten)]
    data: DataArguments,
}

#[derive(Args, Clone, Debug)]
struct TokenArguments {
    /// The sign-in name of the officer
    officer: String,
    #[command(flatten)]
    data: DataArguments,
    /// What the token is called
    #[arg(long, value_name = "NAME")]
    name: String,
    /// What it may be used for, as the table of rules calls it; may be given more than once
    #[arg(long = "action", value_name = "ACTION", required = true, value_parser = parse_action)]
    actions: Vec<Action>,
    /// After how many days it is over
    #[arg(long, value_name = "DAYS", default_value_t = 30)]
    days: u16,
}

fn parse_action(name: &str) -> Result<Action, String> {
    Action::from_name(name).ok_or_else(|| {
        let names: Vec<&str> = Action::ALL.into_iter().map(Action::name).collect();
        format!("one of {}", names.join(", "))
    })
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
    /// The region that they work for, written as the posts name it [default: the whole country]
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
    match &arguments.command {
        OfficerCommand::Add(arguments) => add(arguments, common),
        OfficerCommand::Password(arguments) => reset_password(arguments, common),
        OfficerCommand::Token(arguments) => make_token(arguments, common),
    }
}

fn make_token(arguments: &TokenArguments, common: &CommonArguments) -> Result<Outcome> {
    let secret = arguments.data.run(common, async |app| {
        let new = NewToken { name: &arguments.name, actions: &arguments.actions, days: arguments.days };
        let made = app.make_token_from_console(&arguments.officer, new).await;
        let (_, secret) = made.with_context(|| format!("cannot make a token for {}", arguments.officer))?;
        Ok(secret)
    })?;
    let mut out = OutputFile::create(&Destination::Stdout)?;
    writeln!(out, "{}", secret.reveal()).context("cannot write to standard output")?;
    out.commit()?;
    Ok(Outcome::Done)
}

/// The password from standard input: its first line.
fn read_password() -> Result<String> {
    let mut password = String::new();
    std::io::stdin().lock().read_line(&mut password).context("cannot read the password from standard input")?;
    Ok(password.trim_end_matches(['\r', '\n']).to_owned())
}

fn reset_password(arguments: &PasswordArguments, common: &CommonArguments) -> Result<Outcome> {
    let password = read_password()?;
    let name = &arguments.officer;
    arguments.data.run(common, async |app| {
        let reset = app.reset_password_from_console(name, &password).await;
        reset.with_context(|| format!("cannot give {name} a new password"))
    })?;
    say(&format!("{name} has a new password; all their sessions are over"));
    Ok(Outcome::Done)
}

fn add(arguments: &AddArguments, common: &CommonArguments) -> Result<Outcome> {
    let password = read_password()?;
    arguments.data.run_or_make(common, async |app| {
        let officer = NewOfficer {
            name: &arguments.name,
            display_name: arguments.shown.as_deref().unwrap_or(&arguments.name),
            role: arguments.role,
            region: arguments.region.as_deref(),
            password: &password,
        };
        let id = app.add_officer_from_console(officer).await?;
        say(&format!("added {} as {} ({id})", arguments.name, arguments.role.name()));
        if let Some(region) = &arguments.region {
            warn_of_unknown_region(&app, region.trim()).await?;
        }
        Ok(Outcome::Done)
    })
}

/// Regions are what the posts say they are, and no list is right for all sources: what no lead names may be a
/// slip, or the first of its region.
async fn warn_of_unknown_region(app: &App, region: &str) -> Result<()> {
    let search = LeadSearch { facets: vec![(FacetKind::Region, region.to_owned())], most: 1, ..LeadSearch::default() };
    if region.is_empty() || !app.list_leads(&App::console(), &search).await?.leads.is_empty() {
        return Ok(());
    }
    say(&format!("warning: no lead is of the region {region} so far; it has to be written as the posts name it"));
    let known = app.list_facets(&App::console(), FacetKind::Region, MOST_REGIONS).await?;
    if !known.is_empty() {
        let known: Vec<&str> = known.iter().map(|facet| facet.value.as_str()).collect();
        say(&format!("regions that leads are of: {}", known.join(", ")));
    }
    Ok(())
}
