//! What the pages say: Fluent files of `locales/`, built into the program.

use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rust_embed::RustEmbed;
use unic_langid::LanguageIdentifier;

use suar_app::Locale;

#[derive(RustEmbed)]
#[folder = "../../locales"]
#[include = "*.ftl"]
struct LocaleFiles;

/// A file of texts that does not hold.
#[derive(Debug, thiserror::Error)]
#[error("the texts of {file} do not hold: {fault}")]
pub struct TextsFault {
    file: String,
    fault: String,
}

/// The texts of all languages.
pub(crate) struct Texts {
    indonesian: Words,
    english: Words,
}

impl Texts {
    pub(crate) fn load() -> Result<Self, TextsFault> {
        Ok(Self { indonesian: Words::load(Locale::Indonesian)?, english: Words::load(Locale::English)? })
    }

    pub(crate) fn of(&self, locale: Locale) -> Words {
        match locale {
            Locale::Indonesian => self.indonesian.clone(),
            Locale::English => self.english.clone(),
        }
    }
}

/// The texts of one language.
#[derive(Clone)]
pub(crate) struct Words {
    locale: Locale,
    bundle: Arc<FluentBundle<FluentResource>>,
}

impl Words {
    fn load(locale: Locale) -> Result<Self, TextsFault> {
        let fault = |file: &str, fault: String| TextsFault { file: file.to_owned(), fault };
        let identifier: LanguageIdentifier =
            locale.code().parse().map_err(|error| fault(locale.code(), format!("{error}")))?;
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        // Marks around values would only swell the page; strangers' words are isolated in the markup.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match locale {
            Locale::Indonesian => |value, _| number_with(value, INDONESIAN_GROUPS),
            Locale::English => |value, _| number_with(value, ENGLISH_GROUPS),
        }));
        let folder = format!("{}/", locale.code());
        for path in LocaleFiles::iter().filter(|path| path.starts_with(&folder)) {
            let file = LocaleFiles::get(&path).ok_or_else(|| fault(&path, "is not in the program".to_owned()))?;
            let source = String::from_utf8(file.data.into_owned()).map_err(|error| fault(&path, error.to_string()))?;
            let resource = FluentResource::try_new(source)
                .map_err(|(_, errors)| fault(&path, errors.iter().map(ToString::to_string).collect()))?;
            bundle
                .add_resource(resource)
                .map_err(|errors| fault(&path, errors.iter().map(ToString::to_string).collect()))?;
        }
        Ok(Self { locale, bundle: Arc::new(bundle) })
    }

    pub(crate) fn locale(&self) -> Locale {
        self.locale
    }

    /// A text without gaps. A key that is missing shows itself, so that tests find it.
    pub(crate) fn say(&self, key: &str) -> String {
        self.find(key).unwrap_or_else(|| format!("⟦{key}⟧"))
    }

    /// A text that need not exist.
    pub(crate) fn find(&self, key: &str) -> Option<String> {
        self.format(key, None)
    }

    /// Whether there is a text, with gaps or without.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// A text with a count in it, which also chooses its form.
    pub(crate) fn count(&self, key: &str, count: usize) -> String {
        let mut arguments = FluentArgs::new();
        arguments.set("count", FluentValue::from(count));
        self.format(key, Some(&arguments)).unwrap_or_else(|| format!("⟦{key}⟧"))
    }

    /// A text with a count and other gaps in it.
    pub(crate) fn count_all(&self, key: &str, count: usize, values: &[(&'static str, &str)]) -> String {
        let mut arguments = FluentArgs::new();
        arguments.set("count", FluentValue::from(count));
        for (name, value) in values {
            arguments.set(*name, FluentValue::from(*value));
        }
        self.format(key, Some(&arguments)).unwrap_or_else(|| format!("⟦{key}⟧"))
    }

    /// A text with one gap.
    pub(crate) fn fill(&self, key: &str, name: &'static str, value: &str) -> String {
        self.fill_all(key, &[(name, value)])
    }

    /// A text with several gaps.
    pub(crate) fn fill_all(&self, key: &str, values: &[(&'static str, &str)]) -> String {
        let mut arguments = FluentArgs::new();
        for (name, value) in values {
            arguments.set(*name, FluentValue::from(*value));
        }
        self.format(key, Some(&arguments)).unwrap_or_else(|| format!("⟦{key}⟧"))
    }

    /// A number with its thousands parted as the language does.
    pub(crate) fn number(&self, number: usize) -> String {
        grouped(
            number,
            match self.locale {
                Locale::Indonesian => INDONESIAN_GROUPS,
                Locale::English => ENGLISH_GROUPS,
            },
        )
    }

    fn format(&self, key: &str, arguments: Option<&FluentArgs<'_>>) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut faults = Vec::new();
        let text = self.bundle.format_pattern(pattern, arguments, &mut faults);
        // A gap that nothing filled is as bad as a missing text, and shows itself the same way.
        faults.is_empty().then(|| text.into_owned())
    }
}

const INDONESIAN_GROUPS: char = '.';
const ENGLISH_GROUPS: char = ',';

/// A count within a text; other values are written as they are.
fn number_with(value: &FluentValue<'_>, separator: char) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    Some(grouped(number.value as usize, separator))
}

fn grouped(number: usize, separator: char) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(separator);
        }
        grouped.push(digit);
    }
    grouped
}
