//! What the caller hands in: a post as folded words and typed slots.

/// The type of a value that stands in the text but is not part of its wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SlotKind {
    /// A telephone number.
    Phone,
    /// An account name.
    Handle,
    /// A web address.
    Url,
    /// A mail address.
    Email,
    /// A wallet of a crypto currency.
    Wallet,
    /// A country, region, city or town.
    Place,
    /// A pay figure.
    Pay,
    /// A date or time.
    Date,
    /// Any other number.
    Number,
    /// Words that change between the members of a template.
    Free,
}

impl SlotKind {
    /// Every kind, in the order of its code.
    pub const ALL: [Self; 10] = [
        Self::Phone,
        Self::Handle,
        Self::Url,
        Self::Email,
        Self::Wallet,
        Self::Place,
        Self::Pay,
        Self::Date,
        Self::Number,
        Self::Free,
    ];

    /// The lower-case name that stands in consensus texts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Handle => "handle",
            Self::Url => "url",
            Self::Email => "email",
            Self::Wallet => "wallet",
            Self::Place => "place",
            Self::Pay => "pay",
            Self::Date => "date",
            Self::Number => "number",
            Self::Free => "free",
        }
    }
}

/// One step of a post, in reading order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item<'a> {
    /// A folded, lower-case word.
    Word(&'a str),
    /// A number that is no entity: short for a slot of kind [`SlotKind::Number`].
    Number(&'a str),
    /// An entity with its normalised value. It never counts as wording.
    Slot(SlotKind, &'a str),
    /// The end of a sentence or line.
    Break,
}

/// The type of an identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum IdentifierKind {
    /// A telephone number.
    Phone,
    /// An account name.
    Handle,
    /// A web address.
    Url,
    /// A mail address.
    Email,
    /// A wallet of a crypto currency.
    Wallet,
}

impl IdentifierKind {
    /// Every kind, in the order of its code.
    pub const ALL: [Self; 5] = [Self::Phone, Self::Handle, Self::Url, Self::Email, Self::Wallet];

    /// The lower-case name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Handle => "handle",
            Self::Url => "url",
            Self::Email => "email",
            Self::Wallet => "wallet",
        }
    }
}

/// Something that can be shared by posts of one hand.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Identifier {
    /// What it is.
    pub kind: IdentifierKind,
    /// Its normalised value.
    pub value: String,
}

/// One post.
#[derive(Debug, Clone, Copy, Default)]
pub struct Document<'a> {
    /// Its words, slots and line ends.
    pub items: &'a [Item<'a>],
    /// The identifiers it gives.
    pub identifiers: &'a [Identifier],
    /// When it was posted, in seconds since 1970.
    pub time: Option<i64>,
    /// Where it was posted.
    pub channel: Option<&'a str>,
    /// How unsafe the reading says it is, in [0, 1].
    pub risk: Option<f32>,
}
