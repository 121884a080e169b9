use serde::{Deserialize, Serialize};

/// What a post does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Offers work, or seeks people for it.
    Offer,
    /// Warns or testifies, also when it quotes a lure.
    Warning,
    /// Reports.
    News,
    /// A fraud that recruits nobody.
    OtherScam,
    /// Anything else.
    Chat,
}

impl Kind {
    /// Every kind, in the order that models and tables use.
    pub const ALL: [Kind; 5] = [Kind::Offer, Kind::Warning, Kind::News, Kind::OtherScam, Kind::Chat];

    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Offer => "offer",
            Kind::Warning => "warning",
            Kind::News => "news",
            Kind::OtherScam => "other_scam",
            Kind::Chat => "chat",
        }
    }
}

/// How soon a person should look; `Medium` and above go to people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Band {
    /// No need to look; never the same as safe.
    Low,
    /// Look when there is time.
    Medium,
    /// Look today.
    High,
    /// Look first.
    Urgent,
}

impl Band {
    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Band::Low => "low",
            Band::Medium => "medium",
            Band::High => "high",
            Band::Urgent => "urgent",
        }
    }
}

/// How much one sign says by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// Says little.
    Weak,
    /// Says something together with others.
    Medium,
    /// Says much.
    Strong,
    /// Speaks for an honest offer.
    Protective,
}

impl Strength {
    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Strength::Weak => "weak",
            Strength::Medium => "medium",
            Strength::Strong => "strong",
            Strength::Protective => "protective",
        }
    }
}

/// An ISO 639 code of two or three small letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language([u8; 3]);

impl Language {
    /// The code for a language that nobody could tell.
    pub const UNDETERMINED: Language = Language(*b"und");

    /// The language of a code; a region after `-` or `_` is dropped. `None` for anything else.
    pub fn from_code(code: &str) -> Option<Self> {
        let primary = code.split(['-', '_']).next()?;
        let mut bytes = [b' '; 3];
        if !(2..=3).contains(&primary.len()) {
            return None;
        }
        for (target, byte) in bytes.iter_mut().zip(primary.bytes()) {
            *target = byte.to_ascii_lowercase();
        }
        primary.bytes().all(|byte| byte.is_ascii_alphabetic()).then_some(Self(bytes))
    }

    /// The code as text.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("und").trim_end()
    }
}

impl Serialize for Language {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Language::from_code(&code).ok_or_else(|| serde::de::Error::custom(format!("`{code}` is not a language code")))
    }
}
