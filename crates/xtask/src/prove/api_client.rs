//! The acts of a program that works for an officer, as far as the proof needs them.

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::http::{Client, Request, Response};

/// The API, with tokens that take turns: each has a budget of calls of its own.
pub(super) struct ApiClient {
    pub(super) client: Client,
    pub(super) tokens: Vec<String>,
    pub(super) calls: usize,
}

/// A decision that was acknowledged.
#[derive(Clone, Debug)]
pub(super) struct Decided {
    pub(super) id: String,
    pub(super) lead: String,
    pub(super) is_undone: bool,
}

impl ApiClient {
    /// Brings a file in; its id.
    pub(super) fn import(&mut self, name: &str, posts: &str) -> Result<String> {
        let path = format!("/api/v1/imports?file_name={name}.jsonl");
        let made = self.post(&path, ("application/octet-stream", posts.to_owned()))?;
        id_of(&made)
    }

    /// One import.
    pub(super) fn get_import(&mut self, id: &str) -> Result<Value> {
        self.get(&format!("/api/v1/imports/{id}"))
    }

    /// The ids of open leads.
    pub(super) fn list_leads(&mut self) -> Result<Vec<String>> {
        let listed = self.get("/api/v1/leads?limit=20")?;
        let leads = listed.get("leads").and_then(Value::as_array).context("no list of leads")?;
        leads.iter().map(id_of).collect()
    }

    /// Decides on the first unit of a lead; none where the lead has changed meanwhile.
    pub(super) fn decide(&mut self, lead: &str, number: usize) -> Result<Option<Decided>> {
        let view = self.get(&format!("/api/v1/leads/{lead}"))?;
        let unit = view.pointer("/units/0/unit").and_then(Value::as_str).context("a lead without units")?;
        let seen = view.get("seen").and_then(Value::as_str).context("a lead without what was seen")?;
        let (choice, reason) = if number.is_multiple_of(2) { ("confirm", "signs") } else { ("dismiss", "duplicate") };
        let decision = json!({ "choice": choice, "reasons": [reason], "note": "", "units": [unit], "seen": seen });
        let path = format!("/api/v1/leads/{lead}/decisions");
        let response = self.send(&path, Some(("application/json", decision.to_string())))?;
        match response.status {
            404 | 409 => Ok(None),
            _ => {
                let id = id_of(&read(&response, &path)?)?;
                Ok(Some(Decided { id, lead: lead.to_owned(), is_undone: false }))
            }
        }
    }

    /// Undoes a decision.
    pub(super) fn undo(&mut self, decided: &Decided) -> Result<()> {
        let path = format!("/api/v1/decisions/{}/undo", decided.id);
        let response = self.send(&path, Some(("application/json", "{}".to_owned())))?;
        if response.status >= 300 {
            bail!("{path} answered {}", response.status);
        }
        Ok(())
    }

    /// A decision, as the history of its lead has it; leads that became one are followed.
    pub(super) fn find_decision(&mut self, decided: &Decided) -> Result<Option<Decided>> {
        let history = self.get(&format!("/api/v1/leads/{}/history", decided.lead))?;
        let text = history.to_string();
        if !text.contains(&decided.id) {
            return Ok(None);
        }
        let is_undone = text.contains(&format!("\"undone\":\"{}\"", decided.id));
        Ok(Some(Decided { is_undone, ..decided.clone() }))
    }

    fn get(&mut self, path: &str) -> Result<Value> {
        let response = self.send(path, None)?;
        read(&response, path)
    }

    fn post(&mut self, path: &str, content: (&'static str, String)) -> Result<Value> {
        let response = self.send(path, Some(content))?;
        read(&response, path)
    }

    fn send(&mut self, path: &str, content: Option<(&'static str, String)>) -> Result<Response> {
        let token = self.tokens.get(self.calls % self.tokens.len().max(1)).cloned().unwrap_or_default();
        self.calls += 1;
        let request = Request { token, content, ..Request::get(path) };
        self.client.send(&request)
    }
}

fn read(response: &Response, path: &str) -> Result<Value> {
    let body = String::from_utf8_lossy(&response.body);
    if response.status >= 300 {
        bail!("{path} answered {}: {body}", response.status);
    }
    serde_json::from_slice(&response.body).with_context(|| format!("{path} gave no JSON: {body}"))
}

fn id_of(value: &Value) -> Result<String> {
    Ok(value.get("id").and_then(Value::as_str).context("no id")?.to_owned())
}
