//! Measures the detector on labelled posts and shows what came out: as a table, as JSON, as a page
//! with plots, and as the model card. The counting itself is in `suar_detect::evaluate`.

mod card;
#[cfg(test)]
mod example;
mod floors;
mod measure;
pub(crate) mod page;
mod plots;
mod tables;
pub(crate) mod text;

pub(crate) use card::model_card;
pub(crate) use floors::Floors;
pub(crate) use measure::{Measured, cross_validate, fresh_folder, is_learned_from, measure};

#[cfg(test)]
mod tests {
    use suar_detect::evaluate::{Found, found_by_held};
    use suar_detect::{Detector, Held};

    use super::example::{packs, signals, trained_model};

    /// What is judged out of fold must be what the detector would show: kind, band, signs, entities.
    #[test]
    fn a_held_out_prediction_is_read_as_the_detector_reads_its_own() {
        let (model, _) = trained_model();
        let detector = Detector::new(packs(), &model);
        for signal in signals() {
            let reading = detector.read(&signal);
            let kinds = reading.kind_probability;
            let held = Held {
                risk: reading.risk,
                kinds: [kinds.offer, kinds.warning, kinds.news, kinds.other_scam, kinds.chat],
            };
            let mut by_held = found_by_held(&signal, &held, 0.0, detector.packs());
            let mut by_detector = Found::from(&reading);
            by_held.indicators.sort();
            by_detector.indicators.sort();
            by_detector.parts = None;
            assert_eq!(by_held, by_detector, "{}", signal.text);
        }
    }
}
