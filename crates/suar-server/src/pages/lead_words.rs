//! How leads are spoken of, on every page that shows one.

use axum::http::{HeaderValue, header};
use axum::response::Response;
use jiff::{SignedDuration, Timestamp};
use suar_signal::{Band, DecisionId, LeadId, OfficerId, Strength};
use suar_store::{CountedSign, Lead, Officer, UnitContent};

use crate::office::OfficerVisit;
use crate::pages::query::AskedPairs;
use crate::pages::words_of_strangers::clean_line;
use crate::texts::Words;
use crate::trouble::Trouble;
use suar_app::Locale;

/// Names and values of strangers beyond this are cut where they are shown.
pub(crate) const MOST_SHOWN: usize = 120;
/// Signs that a line names.
const NAMED_SIGNS: usize = 4;
/// Growth is told only of leads that had a post within so many hours: it is counted back from the last post.
const LIVE_HOURS: i64 = 48;

/// How soon a person should look: a word, and the name of a shape.
pub(crate) struct BandView {
    pub(crate) name: &'static str,
    pub(crate) word: String,
}

impl BandView {
    pub(crate) fn new(band: Band, words: &Words) -> Self {
        Self { name: band.name(), word: words.say(&format!("band-{}", band.name())) }
    }
}

/// A value of strangers on one line, cut where it is too long.
pub(crate) fn line(value: &str) -> String {
    let line = clean_line(value, MOST_SHOWN);
    if value.chars().count() > MOST_SHOWN { format!("{line}…") } else { line }
}

pub(crate) fn sign_name(id: &str, words: &Words) -> String {
    words.find(&format!("sign-{id}")).unwrap_or_else(|| line(&id.replace('_', " ")))
}

/// The signs in the order in which they are numbered: the strongest first, claims of the offer itself last.
pub(crate) fn ordered_signs(signs: &[CountedSign]) -> Vec<&CountedSign> {
    let rank = |strength: Strength| match strength {
        Strength::Strong => 0,
        Strength::Medium => 1,
        Strength::Weak => 2,
        Strength::Protective => 3,
    };
    let mut ordered: Vec<&CountedSign> = signs.iter().collect();
    ordered.sort_by_key(|sign| (rank(sign.strength), std::cmp::Reverse(sign.posts)));
    ordered
}

/// "4 tanda: gaji jauh di atas kewajaran, …".
pub(crate) fn reason(signs: &[CountedSign], words: &Words) -> String {
    let dangers: Vec<&CountedSign> =
        ordered_signs(signs).into_iter().filter(|sign| sign.strength != Strength::Protective).collect();
    if dangers.is_empty() {
        return words.say("lead-no-signs");
    }
    let first: Vec<String> =
        dangers.iter().take(NAMED_SIGNS).map(|sign| lower_first(&sign_name(&sign.id, words))).collect();
    let rest = dangers.len().saturating_sub(NAMED_SIGNS);
    let mut named = first.join(" · ");
    if rest > 0 {
        named = words.count_all("lead-and-more", rest, &[("names", &named)]);
    }
    words.count_all("lead-signs", dangers.len(), &[("names", &named)])
}

/// A name within a sentence. Names of papers and programmes (KTP, CS) keep their capitals.
fn lower_first(name: &str) -> String {
    let mut characters = name.chars();
    let Some(first) = characters.next() else { return String::new() };
    let is_acronym = characters.clone().next().is_some_and(char::is_uppercase);
    if is_acronym { name.to_owned() } else { first.to_lowercase().chain(characters).collect() }
}

/// Whether posts come faster than before; the direction is told by a shape and a word.
pub(crate) struct Growth {
    pub(crate) shape: &'static str,
    pub(crate) text: String,
}

impl Growth {
    pub(crate) fn new(lead: &Lead, now: Timestamp, words: &Words) -> Self {
        let is_live = |last: Timestamp| now.duration_since(last) <= SignedDuration::from_hours(LIVE_HOURS);
        let (latest, before) = (lead.summary.posts_48_hours as usize, lead.summary.posts_48_hours_before as usize);
        let (shape, text) = match lead.last_seen {
            None => ("", words.say("growth-undated")),
            Some(last) if !is_live(last) => ("", words.say("growth-quiet")),
            _ if before == 0 => ("●", words.count("growth-new", latest)),
            _ if latest * 2 >= before * 3 => ("▲", words.fill("growth-up", "times", &times(latest, before, words))),
            _ if latest * 3 <= before * 2 => {
                ("▼", words.count_all("growth-down", latest, &[("before", &words.number(before))]))
            }
            _ => ("■", words.count("growth-even", latest)),
        };
        Self { shape, text }
    }
}

/// "3", "2,5": one place behind the comma up to three.
fn times(latest: usize, before: usize, words: &Words) -> String {
    let tenths = latest * 10 / before.max(1);
    let comma = match words.locale() {
        Locale::Indonesian => ',',
        Locale::English => '.',
    };
    if tenths >= 30 || tenths.is_multiple_of(10) {
        words.number(tenths / 10)
    } else {
        format!("{}{comma}{}", tenths / 10, tenths % 10)
    }
}

/// The mark of a slot in words: `place_2` is "tempat 2"; nothing for what is no slot.
pub(crate) fn slot_name(mark: &str, words: &Words) -> Option<String> {
    let (kind, number) = mark.rsplit_once('_').map_or((mark, ""), |(kind, number)| (kind, number));
    let is_fit = |text: &str| text.bytes().all(|byte| byte.is_ascii_lowercase());
    let kind = Some(kind).filter(|kind| is_fit(kind) && number.bytes().all(|byte| byte.is_ascii_digit()))?;
    let kind = words.find(&format!("slot-{kind}"))?;
    Some(if number.is_empty() { kind } else { format!("{kind} {number}") })
}

/// A shared text on one line, the marks of its slots in words.
pub(crate) fn with_slots(text: &str, words: &Words) -> String {
    let mut written = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('{') {
        written.push_str(before);
        let named = behind.split_once('}').and_then(|(mark, after)| Some((slot_name(mark, words)?, after)));
        rest = if let Some((name, after)) = named {
            written.extend(["‹", &name, "›"]);
            after
        } else {
            written.push('{');
            behind
        };
    }
    written.push_str(rest);
    line(&written)
}

/// The text of a unit on one line. Of reports of the public the words stand in the posts alone.
pub(crate) fn unit_text(unit: &UnitContent, words: &Words) -> String {
    if unit.is_only_reported() { words.say("unit-only-reports") } else { with_slots(&unit.text, words) }
}

/// How many posts of a lead nobody stands for: the public handed them in.
pub(crate) struct ReportsView {
    pub(crate) text: String,
    /// Said where there is nothing else.
    pub(crate) only: Option<String>,
}

impl ReportsView {
    /// Nothing where there is no report.
    pub(crate) fn new(lead: &Lead, words: &Words) -> Option<Self> {
        let reports = lead.summary.reports;
        if reports == 0 {
            return None;
        }
        let total = words.number(lead.posts as usize);
        Some(Self {
            text: words.count_all("lead-reports", reports as usize, &[("total", &total)]),
            only: (u64::from(reports) >= lead.posts).then(|| words.say("lead-reports-only")),
        })
    }
}

/// The name of an officer among some, or that nobody knows it.
pub(crate) fn officer_name(id: OfficerId, officers: &[Officer], words: &Words) -> String {
    let known = officers.iter().find(|officer| officer.id == id);
    known.map_or_else(|| words.say("officer-unknown"), |officer| line(&officer.display_name))
}

/// What was just done, told on the page that comes next.
pub(crate) struct Notice {
    /// Whether it was done, or not all of it.
    pub(crate) mark: &'static str,
    pub(crate) text: String,
    /// The lead that it was done to.
    pub(crate) lead: Option<LeadId>,
    /// The decision that can be undone.
    pub(crate) decision: Option<DecisionId>,
}

/// What an address says was done, and to what.
pub(crate) struct Told {
    code: &'static str,
    lead: Option<LeadId>,
    decision: Option<DecisionId>,
}

/// What can be told; nothing else from an address is shown.
const NOTICES: [&str; 9] = [
    "decided",
    "undone",
    "taken",
    "given-back",
    "handed-over",
    "taken-many",
    "taken-some",
    "taken-none",
    "none-chosen",
];
/// Those among them that say what was not done.
const NOT_DONE: [&str; 3] = ["taken-some", "taken-none", "none-chosen"];

impl Told {
    /// What is left of an address when everything else was taken.
    pub(crate) fn of(mut pairs: AskedPairs) -> Result<Option<Self>, Trouble> {
        let code = pairs.take_named("pesan", &NOTICES)?;
        let (lead, decision) = (pairs.take_parsed("temuan")?, pairs.take_parsed("putusan")?);
        pairs.end()?;
        Ok(code.map(|code| Self { code, lead, decision }))
    }

    pub(crate) fn say(&self, words: &Words) -> Notice {
        let mark = if NOT_DONE.contains(&self.code) { "!" } else { "✓" };
        let text = words.say(&format!("notice-{}", self.code));
        Notice { mark, text, lead: self.lead, decision: self.decision }
    }
}

/// The officer who asks.
pub(crate) fn own_id(visit: &OfficerVisit) -> OfficerId {
    visit.who.officer.id
}

const KEYS_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; \
     form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Lets a page load the script for keys: from this site alone, and none within the page.
pub(crate) fn with_keys(mut response: Response) -> Response {
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(KEYS_POLICY));
    response
}

/// The value of a field of a form or address.
pub(crate) fn first<'pairs>(pairs: &'pairs [(String, String)], name: &str) -> &'pairs str {
    pairs.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str())
}

/// All values of a field that comes more than once.
pub(crate) fn all<'pairs>(pairs: &'pairs [(String, String)], name: &str) -> Vec<&'pairs str> {
    pairs.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str()).collect()
}

/// A value within an address.
pub(crate) fn encoded(value: &str) -> String {
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(byte);
    let written = |byte: u8| if is_plain(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    value.bytes().map(written).collect()
}

/// Parts of a long list: where one is, and the addresses of the parts beside it.
pub(crate) struct Pager {
    pub(crate) text: String,
    pub(crate) previous: Option<String>,
    pub(crate) next: Option<String>,
}

impl Pager {
    /// The part of `page`, from 1, of `total` things.
    pub(crate) fn new(
        (page, size): (u64, u64),
        total: u64,
        words: &Words,
        address: impl Fn(u64) -> String,
    ) -> Option<Self> {
        if total <= size && page == 1 {
            return None;
        }
        let number = |number: u64| words.number(number as usize);
        let from = (page - 1) * size + 1;
        let values = [number(from), number((from + size - 1).min(total)), number(total)];
        let [from_text, to, all] = &values;
        let text = words.fill_all("pager-here", &[("from", from_text), ("to", to), ("total", all)]);
        let next = (page * size < total).then(|| address(page + 1));
        Some(Self { text, previous: (page > 1).then(|| address(page - 1)), next })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_in_addresses_are_encoded() {
        assert_eq!(encoded("+62 a&b=é"), "%2B62%20a%26b%3D%C3%A9");
    }

    #[test]
    fn names_within_a_sentence_begin_small() {
        assert_eq!(lower_first("Gaji jauh"), "gaji jauh");
        assert_eq!(lower_first("KTP diminta"), "KTP diminta");
        assert_eq!(lower_first(""), "");
    }
}
