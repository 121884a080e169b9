use std::io::Write;

use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use serde::Serialize;
use suar_app::{App, LeadSearch};
use suar_store::Lead;

use crate::cli::{CommonArguments, Outcome};
use crate::data_folder::DataArguments;
use crate::output::{Destination, OutputFile};

/// What `suar list` takes.
#[derive(Args, Clone, Debug)]
pub(crate) struct ListArguments {
    #[command(subcommand)]
    what: ListCommand,
}

#[derive(Clone, Debug, Subcommand)]
enum ListCommand {
    /// The leads, the most urgent first
    #[command(after_help = "Example: suar list leads --data data --json")]
    Leads(LeadsArguments),
}

#[derive(Args, Clone, Debug)]
struct LeadsArguments {
    #[command(flatten)]
    data: DataArguments,
    /// An array of objects
    #[arg(long)]
    json: bool,
}

/// A lead as other programs read it.
#[derive(Serialize)]
struct LeadLine<'a> {
    id: String,
    title: &'a str,
    band: &'static str,
    state: &'static str,
    posts: u64,
    updated: String,
}

const LEADS_AT_ONCE: u32 = 200;

/// Runs `suar list`.
pub(crate) fn run(arguments: &ListArguments, common: &CommonArguments) -> Result<Outcome> {
    let ListCommand::Leads(arguments) = &arguments.what;
    let leads = arguments.data.run(common, async |app| all_leads(&app).await)?;
    let mut out = OutputFile::create(&Destination::Stdout)?;
    let written = if arguments.json { write_json(&mut out, &leads) } else { write_lines(&mut out, &leads) };
    written.context("cannot write to standard output")?;
    out.commit()?;
    Ok(Outcome::Done)
}

async fn all_leads(app: &App) -> Result<Vec<Lead>> {
    let mut leads = Vec::new();
    loop {
        let search = LeadSearch { offset: leads.len() as u64, most: LEADS_AT_ONCE, ..LeadSearch::default() };
        let page = app.list_leads(&App::console(), &search).await?;
        if page.leads.is_empty() {
            return Ok(leads);
        }
        leads.extend(page.leads);
    }
}

fn write_json(out: &mut impl Write, leads: &[Lead]) -> std::io::Result<()> {
    let lines: Vec<LeadLine<'_>> = leads
        .iter()
        .map(|lead| LeadLine {
            id: lead.id.to_string(),
            title: &lead.title,
            band: lead.band.name(),
            state: lead.state.name(),
            posts: lead.posts,
            updated: lead.updated_at.to_string(),
        })
        .collect();
    serde_json::to_writer_pretty(&mut *out, &lines)?;
    writeln!(out)
}

fn write_lines(out: &mut impl Write, leads: &[Lead]) -> std::io::Result<()> {
    for lead in leads {
        let title = suar_text::clean_line(&lead.title);
        writeln!(out, "{}  {:6}  {:8}  {:5} posts  {title}", lead.id, lead.band.name(), lead.state.name(), lead.posts)?;
    }
    Ok(())
}
