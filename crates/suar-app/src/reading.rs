//! From a post to what is kept of it.

use std::sync::Arc;

use suar_detect::{Detector, Reading};
use suar_signal::{Band, Signal};
use suar_store::{KeptReading, NewSignal, Sign, SignalKey};

use crate::error::{AppError, AppResult};

/// Reads a post; the whole reading is kept from band medium on.
pub(crate) fn read(detector: &Arc<Detector>, signal: Signal) -> AppResult<NewSignal> {
    let reading = detector.read(&signal);
    let body = (reading.band >= Band::Medium).then(|| serde_json::to_string(&reading)).transpose();
    let body = body.map_err(|_| AppError::Internal("a reading could not be written down"))?;
    Ok(NewSignal { key: SignalKey::of(&signal), reading: kept(&reading, body), signal })
}

fn kept(reading: &Reading, body: Option<String>) -> KeptReading {
    let signs = reading.indicators.iter().map(|sign| Sign { id: sign.id.clone(), strength: sign.strength });
    KeptReading {
        band: reading.band,
        risk: reading.risk,
        kind: reading.kind,
        language: reading.language.code().to_owned(),
        signs: signs.collect(),
        packs: reading.versions.packs.clone(),
        model: reading.versions.model.clone(),
        body,
    }
}
