use suar_detect::Reading;
use suar_signal::{Band, Kind, Pay};

/// What is written of one post.
#[derive(Clone, Debug, PartialEq)]
pub struct OutputRow {
    /// The source's id.
    pub id: String,
    /// What the post is.
    pub kind: Kind,
    /// How likely each kind is, in the order of [`Kind::ALL`].
    pub kind_probability: [f64; 5],
    /// Unsafe recruitment, calibrated.
    pub risk: f64,
    /// How soon a person should look.
    pub band: Band,
    /// The axis of unsafe recruitment.
    pub unsafe_recruitment: f64,
    /// The axis of trafficking elements.
    pub trafficking_elements: f64,
    /// The language code.
    pub language: String,
    /// The ids of the indicators.
    pub indicators: Vec<String>,
    /// Phone numbers.
    pub phones: Vec<String>,
    /// Handles.
    pub handles: Vec<String>,
    /// Addresses of pages.
    pub urls: Vec<String>,
    /// Addresses of mail.
    pub emails: Vec<String>,
    /// Wallets.
    pub wallets: Vec<String>,
    /// The lower end of the pay.
    pub pay_min: Option<f64>,
    /// The upper end of the pay.
    pub pay_max: Option<f64>,
    /// Its currency.
    pub pay_currency: Option<String>,
    /// What it is paid for.
    pub pay_period: Option<String>,
    /// Places.
    pub places: Vec<String>,
    /// The template, if the post belongs to one.
    pub template: Option<String>,
    /// The network, if the post belongs to one.
    pub network: Option<String>,
    /// The whole object on one line, without a line break at the end.
    pub json: String,
}

/// The flat columns, in order.
pub(crate) const COLUMNS: [&str; 25] = [
    "id",
    "kind",
    "probability_offer",
    "probability_warning",
    "probability_news",
    "probability_other_scam",
    "probability_chat",
    "risk",
    "band",
    "unsafe_recruitment",
    "trafficking_elements",
    "language",
    "indicators",
    "phones",
    "handles",
    "urls",
    "emails",
    "wallets",
    "pay_min",
    "pay_max",
    "pay_currency",
    "pay_period",
    "places",
    "template",
    "network",
];

/// One flat value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum FlatValue {
    Text(Option<String>),
    Number(Option<f64>),
}

impl OutputRow {
    /// A reading with its flat columns; `json` is the same reading on one line.
    pub fn new(reading: &Reading, json: String) -> Self {
        let entities = &reading.entities;
        let probability = &reading.kind_probability;
        let period = |pay: &Pay| serde_json::to_value(pay.period).ok()?.as_str().map(str::to_owned);
        Self {
            kind_probability: [
                probability.offer,
                probability.warning,
                probability.news,
                probability.other_scam,
                probability.chat,
            ],
            unsafe_recruitment: reading.axes.unsafe_recruitment,
            trafficking_elements: reading.axes.trafficking_elements,
            language: reading.language.code().to_owned(),
            indicators: reading.indicators.iter().map(|indicator| indicator.id.clone()).collect(),
            phones: entities.phones.clone(),
            handles: entities.handles.clone(),
            urls: entities.urls.clone(),
            emails: entities.emails.clone(),
            wallets: entities.wallets.clone(),
            pay_min: entities.pay.and_then(|pay| pay.min),
            pay_max: entities.pay.and_then(|pay| pay.max),
            pay_currency: entities.pay.map(|pay| pay.currency.code().to_owned()),
            pay_period: entities.pay.as_ref().and_then(period),
            places: entities.places.clone(),
            template: reading.template.clone(),
            network: reading.network.clone(),
            ..Self::only_json(reading, json)
        }
    }

    /// A reading of which only the JSON object is written: the flat columns stay empty.
    pub fn only_json(reading: &Reading, json: String) -> Self {
        Self {
            id: reading.id.0.clone(),
            kind: reading.kind,
            kind_probability: [0.0; 5],
            risk: reading.risk,
            band: reading.band,
            unsafe_recruitment: 0.0,
            trafficking_elements: 0.0,
            language: String::new(),
            indicators: Vec::new(),
            phones: Vec::new(),
            handles: Vec::new(),
            urls: Vec::new(),
            emails: Vec::new(),
            wallets: Vec::new(),
            pay_min: None,
            pay_max: None,
            pay_currency: None,
            pay_period: None,
            places: Vec::new(),
            template: None,
            network: None,
            json,
        }
    }

    /// The values of [`COLUMNS`], in order.
    pub(crate) fn flat(&self) -> [FlatValue; COLUMNS.len()] {
        let text = |value: &str| FlatValue::Text(Some(value.to_owned()));
        let optional = |value: &Option<String>| FlatValue::Text(value.clone());
        let list = |values: &[String]| FlatValue::Text(Some(join(values)));
        let number = |value: f64| FlatValue::Number(Some(value));
        let [offer, warning, news, other_scam, chat] = self.kind_probability;
        [
            text(&self.id),
            text(self.kind.name()),
            number(offer),
            number(warning),
            number(news),
            number(other_scam),
            number(chat),
            number(self.risk),
            text(self.band.name()),
            number(self.unsafe_recruitment),
            number(self.trafficking_elements),
            text(&self.language),
            list(&self.indicators),
            list(&self.phones),
            list(&self.handles),
            list(&self.urls),
            list(&self.emails),
            list(&self.wallets),
            FlatValue::Number(self.pay_min),
            FlatValue::Number(self.pay_max),
            optional(&self.pay_currency),
            optional(&self.pay_period),
            list(&self.places),
            optional(&self.template),
            optional(&self.network),
        ]
    }
}

fn join(values: &[String]) -> String {
    let mut joined = String::new();
    for (place, value) in values.iter().enumerate() {
        if place > 0 {
            joined.push(';');
        }
        joined.push_str(&value.replace(';', "%3B"));
    }
    joined
}

/// A figure without the noise of binary fractions.
pub(crate) fn rounded(value: f64) -> f64 {
    if value.abs() < 1e9 { (value * 1e6).round() / 1e6 } else { value }
}
