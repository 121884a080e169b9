//! Help contacts as a list, with where each was read and whether it is confirmed.

use crate::contacts::{HelpContact, HelpContacts};
use crate::texts::Words;
use crate::time;

pub(crate) struct ContactView {
    pub(crate) name: String,
    pub(crate) for_whom: String,
    pub(crate) link: String,
    pub(crate) link_words: String,
    pub(crate) hours: String,
    pub(crate) state: String,
    pub(crate) source: Option<SourceView>,
}

pub(crate) struct SourceView {
    pub(crate) address: String,
    pub(crate) words: String,
}

/// Those that fit most people in a hurry; any others of the list where these are not on it.
const FIRST: [&str; 4] = ["polri110", "sapa129", "mission", "kp2mi"];

pub(crate) fn all(contacts: &HelpContacts, words: &Words) -> Vec<ContactView> {
    contacts.all().iter().map(|contact| view(contact, words)).collect()
}

pub(crate) fn first(contacts: &HelpContacts, words: &Words) -> Vec<ContactView> {
    let known = FIRST.iter().filter_map(|id| contacts.all().iter().find(|contact| contact.id == *id));
    let chosen: Vec<ContactView> = known.map(|contact| view(contact, words)).collect();
    if chosen.is_empty() { all(contacts, words).into_iter().take(FIRST.len()).collect() } else { chosen }
}

fn view(contact: &HelpContact, words: &Words) -> ContactView {
    let own_words = |part: &str, otherwise: &str| {
        words.find(&format!("contact-{}-{part}", contact.id)).unwrap_or_else(|| otherwise.to_owned())
    };
    let number = contact.number().unwrap_or_default();
    let (link, link_words) = match (contact.channel.as_str(), number.is_empty()) {
        (_, true) => (String::new(), String::new()),
        ("whatsapp", false) => {
            let address = format!("https://wa.me/{}", number.trim_start_matches('+'));
            (address, words.fill("contact-whatsapp", "number", &spaced(number)))
        }
        (_, false) => (format!("tel:{number}"), words.fill("contact-call", "number", &spaced(number))),
    };
    ContactView {
        name: own_words("name", &contact.institution),
        for_whom: own_words("for", &contact.for_whom),
        hours: own_words("hours", &contact.hours),
        state: match contact.confirmed {
            Some(day) => words.fill("contact-confirmed", "date", &time::plain_day(day, words)),
            None => words.say("contact-not-confirmed"),
        },
        source: source(contact, words),
        link,
        link_words,
    }
}

fn source(contact: &HelpContact, words: &Words) -> Option<SourceView> {
    let host = contact.source_host()?;
    let date = time::partial_day(&contact.source_date, words);
    let words = words.fill_all("contact-source", &[("host", host), ("date", &date)]);
    Some(SourceView { address: contact.source.clone(), words })
}

/// A long number in groups that the eye can hold: "+62 811 1129 129".
fn spaced(number: &str) -> String {
    let Some(rest) = number.strip_prefix("+62") else { return number.to_owned() };
    let mut groups = vec!["+62".to_owned()];
    let digits: Vec<char> = rest.chars().collect();
    let (first, others) = digits.split_at(digits.len().min(3));
    groups.push(first.iter().collect());
    groups.extend(others.chunks(4).map(|group| group.iter().collect()));
    groups.join(" ")
}

#[cfg(test)]
mod tests {
    use super::spaced;

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(spaced("+628111129129"), "+62 811 1129 129");
        assert_eq!(spaced("110"), "110");
    }
}
