//! The pages of the demonstration.

use anyhow::{Context, Result, bail};

use crate::http::{Client, Request};
use crate::served::{Build, Served, fresh_folder, run_demo};
use crate::session::sign_in;
use crate::workspace::Workspace;
use crate::{Outcome, screen};

/// What the public and officers begin with, and a word that stands on each.
const PUBLIC: [(&str, &str); 4] =
    [("/", "Cek tawaran kerja"), ("/lapor", "Laporkan"), ("/bantuan", "Kontak"), ("/masuk", "Kata sandi")];
const OFFICERS: [(&str, &str); 3] = [("/temuan", "Temuan"), ("/impor", "Impor"), ("/laporan", "Laporan")];

/// Serves until it is stopped.
pub(super) fn serve(workspace: &Workspace) -> Result<Outcome> {
    let data = fresh_folder(workspace, "demo")?;
    screen::say("Pages to look around in; end with Ctrl-C.\n");
    Ok(run_demo(workspace, &data)?.into())
}

/// Serves on a free port, fetches the main pages and stops.
pub(super) fn check(workspace: &Workspace) -> Result<bool> {
    let served = Served::start(workspace, Build::Shipped)?;
    let mut client = Client::new(&served.base_url)?;
    look_at(&mut client, "", &PUBLIC)?;
    let words = served.sign_in.as_deref().context("nobody said how officers sign in")?;
    let cookie = sign_in(&mut client, words)?;
    look_at(&mut client, &cookie, &OFFICERS)?;
    Ok(true)
}

fn look_at(client: &mut Client, cookie: &str, pages: &[(&str, &str)]) -> Result<()> {
    for (path, word) in pages {
        let response = client.send(&Request { cookie: cookie.to_owned(), ..Request::get(path) })?;
        let page = String::from_utf8_lossy(&response.body);
        if response.status != 200 || !page.contains(word) {
            bail!("{path} answered {} and says nothing of \"{word}\"", response.status);
        }
        screen::say(&format!("      {path}: {} bytes", response.body.len()));
    }
    Ok(())
}
