use serde::{Deserialize, Serialize};

use super::features::BUCKETS;
use super::joined::JoinedFile;
use super::text::{HEADS, TextModel};

/// A trained model, as it is shipped: a line of JSON that a person can read, then the weights of words.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    pub(crate) text: TextModel,
    pub(crate) joined: JoinedFile,
    pub(crate) about: About,
}

/// What a model says of itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct About {
    /// The packs it was trained with.
    pub packs: String,
    /// How many posts it learned from.
    pub examples: usize,
    /// How many of them are unsafe recruitment.
    pub unsafe_examples: usize,
}

#[derive(Serialize, Deserialize)]
struct Header {
    format: u32,
    about: About,
    joined: JoinedFile,
    steps: [f32; HEADS],
    bias: [f32; HEADS],
}

/// Why a model file can't be used.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// The first line is no model header.
    #[error("not a model file: the first line must be its description")]
    NoHeader(#[source] serde_json::Error),
    /// The file was written by another version.
    #[error("model format {0} is not known; this program reads format {FORMAT}: run `suar train`")]
    OtherFormat(u32),
    /// Weights are missing or too many.
    #[error("the model has {found} bytes of weights, not {expected}: the file was cut or changed")]
    WrongLength {
        /// Bytes found behind the first line.
        found: usize,
        /// Bytes that the format has.
        expected: usize,
    },
}

const FORMAT: u32 = 1;

impl Model {
    /// The file, the same bytes for the same model.
    pub fn to_bytes(&self) -> Vec<u8> {
        let header = Header {
            format: FORMAT,
            about: self.about.clone(),
            joined: self.joined.clone(),
            steps: self.text.steps,
            bias: self.text.bias,
        };
        let mut bytes = serde_json::to_vec(&header).unwrap_or_default();
        bytes.push(b'\n');
        bytes.extend(self.text.weights.iter().map(|weight| weight.cast_unsigned()));
        bytes
    }

    /// Reads a file.
    pub fn from_bytes(bytes: &[u8]) -> Result<Model, ModelError> {
        let line = bytes.iter().position(|&byte| byte == b'\n').unwrap_or(bytes.len());
        let (head, rest) = bytes.split_at_checked(line).unwrap_or((bytes, &[]));
        let header: Header = serde_json::from_slice(head).map_err(ModelError::NoHeader)?;
        if header.format != FORMAT {
            return Err(ModelError::OtherFormat(header.format));
        }
        let weights = rest.get(1..).unwrap_or(&[]);
        let expected = BUCKETS * HEADS;
        if weights.len() != expected {
            return Err(ModelError::WrongLength { found: weights.len(), expected });
        }
        let weights = weights.iter().map(|&byte| byte.cast_signed()).collect();
        let text = TextModel { weights, steps: header.steps, bias: header.bias };
        Ok(Model { text, joined: header.joined, about: header.about })
    }

    /// A short name that changes with every byte of the model.
    pub fn version(&self) -> String {
        format!("{:016x}", xxhash_rust::xxh3::xxh3_64(&self.to_bytes()))
    }

    /// The share of unsafe recruitment that its risk is calibrated for.
    pub fn prevalence(&self) -> f64 {
        self.joined.prevalence
    }

    /// What it says of itself.
    pub fn about(&self) -> &About {
        &self.about
    }
}
