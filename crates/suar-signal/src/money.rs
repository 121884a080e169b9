use serde::{Deserialize, Serialize};

/// An ISO 4217 code, or `USDT` / `USDC`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency {
    bytes: [u8; 4],
    length: u8,
}

impl Currency {
    /// The currency of a code of three or four capital letters; `None` for anything else.
    pub fn from_code(code: &str) -> Option<Self> {
        let source = code.as_bytes();
        if !(3..=4).contains(&source.len()) || !source.iter().all(u8::is_ascii_uppercase) {
            return None;
        }
        let mut bytes = [0; 4];
        for (target, byte) in bytes.iter_mut().zip(source) {
            *target = *byte;
        }
        Some(Self { bytes, length: source.len() as u8 })
    }

    /// The code as text.
    pub fn code(&self) -> &str {
        self.bytes.get(..self.length as usize).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("")
    }
}

impl Serialize for Currency {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Currency::from_code(&code).ok_or_else(|| serde::de::Error::custom(format!("`{code}` is not a currency code")))
    }
}

/// What a sum of pay is paid for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// A week.
    Week,
    /// A month; the default where a text names none.
    Month,
    /// A year.
    Year,
}

/// Pay that a text names for a job. One figure gives `min == max`; an open end is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pay {
    /// The lower end.
    #[serde(serialize_with = "write_amount")]
    pub min: Option<f64>,
    /// The upper end.
    #[serde(serialize_with = "write_amount")]
    pub max: Option<f64>,
    /// Its currency.
    pub currency: Currency,
    /// What it is paid for.
    pub period: Period,
}

#[expect(clippy::ref_option, reason = "serde hands fields over by reference")]
fn write_amount<S: serde::Serializer>(amount: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    match amount {
        None => serializer.serialize_none(),
        Some(value) if value.fract() == 0.0 && value.abs() < 9e15 => serializer.serialize_i64(*value as i64),
        Some(value) => serializer.serialize_f64(*value),
    }
}
