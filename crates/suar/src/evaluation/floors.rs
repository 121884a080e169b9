//! Figures held to floors: `quality.toml`.

use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use suar_detect::evaluate::{By, Evaluation, Figure};

/// What the figures are held to.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Floors {
    #[serde(default)]
    floor: Vec<Floor>,
}

/// One floor, or for figures that should be small, one ceiling.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Floor {
    /// The set that is measured.
    pub(crate) set: String,
    /// A part of the set: what it is broken down by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) by: Option<By>,
    /// The name of that part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    /// The figure.
    pub(crate) figure: String,
    /// The least that it may be.
    #[serde(default, rename = "floor", skip_serializing_if = "Option::is_none")]
    pub(crate) at_least: Option<f64>,
    /// The most that it may be.
    #[serde(default, rename = "ceiling", skip_serializing_if = "Option::is_none")]
    pub(crate) at_most: Option<f64>,
    /// What it should become.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) goal: Option<f64>,
}

/// A floor beside the figure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Verdict {
    #[serde(flatten)]
    pub(crate) floor: Floor,
    /// `None` where it was not measured.
    pub(crate) measured: Option<Figure>,
    pub(crate) standing: Standing,
    pub(crate) goal_met: Option<bool>,
}

/// How a figure stands to its floor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Standing {
    /// The figure is on the right side.
    Held,
    /// The figure is on the wrong side, its interval reaches over.
    Unsure,
    /// The whole interval is on the wrong side.
    Missed,
    /// There is no such figure.
    NotMeasured,
}

impl Standing {
    pub(crate) fn words(self) -> &'static str {
        match self {
            Standing::Held => "held",
            Standing::Unsure => "held within its interval",
            Standing::Missed => "MISSED",
            Standing::NotMeasured => "NOT MEASURED",
        }
    }
}

impl Verdict {
    /// Whether the run fails by it. What was not measured is not held.
    pub(crate) fn fails(&self) -> bool {
        matches!(self.standing, Standing::Missed | Standing::NotMeasured)
    }
}

impl Floors {
    /// Reads the floors of a file.
    pub(crate) fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        Self::parse(&text).with_context(|| format!("in {}", path.display()))
    }

    fn parse(text: &str) -> Result<Self> {
        let floors: Floors = toml::from_str(text)?;
        for floor in &floors.floor {
            if floor.at_least.is_some() == floor.at_most.is_some() {
                bail!("{} of {} needs either a `floor` or a `ceiling`", floor.figure, floor.set);
            }
            if floor.by.is_some() != floor.name.is_some() {
                bail!("{} of {} needs both `by` and `name`, or neither", floor.figure, floor.set);
            }
        }
        Ok(floors)
    }

    /// Holds the figures to the floors.
    pub(crate) fn judge(&self, evaluation: &Evaluation) -> Vec<Verdict> {
        self.floor.iter().map(|floor| floor.judge(evaluation)).collect()
    }
}

impl Floor {
    /// What is measured, for a person.
    pub(crate) fn title(&self) -> String {
        let part = self.name.as_deref().map(|name| format!(", {name}")).unwrap_or_default();
        format!("{}{part}: {}", self.set, self.figure)
    }

    /// The bound, for a person.
    pub(crate) fn bound(&self) -> String {
        match (self.at_least, self.at_most) {
            (Some(floor), _) => format!("≥ {floor}"),
            (None, Some(ceiling)) => format!("≤ {ceiling}"),
            (None, None) => String::new(),
        }
    }

    fn judge(&self, evaluation: &Evaluation) -> Verdict {
        let measured = self.find(evaluation).cloned();
        let standing = measured.as_ref().map_or(Standing::NotMeasured, |figure| self.standing(figure));
        let reaches = |goal: f64, figure: &Figure| {
            if self.at_most.is_some() { figure.value <= goal } else { figure.value >= goal }
        };
        let goal_met = self.goal.zip(measured.as_ref()).map(|(goal, figure)| reaches(goal, figure));
        Verdict { floor: self.clone(), measured, standing, goal_met }
    }

    fn find<'run>(&self, evaluation: &'run Evaluation) -> Option<&'run Figure> {
        let set = evaluation.set(&self.set)?;
        let (Some(by), Some(name)) = (self.by, self.name.as_deref()) else { return set.figure(&self.figure) };
        let part = set.by(by).find(|part| part.name == name)?;
        part.figures.iter().find(|figure| figure.name == self.figure)
    }

    fn standing(&self, figure: &Figure) -> Standing {
        let (is_right, reaches_over) = match (self.at_least, self.at_most) {
            (Some(floor), _) => (figure.value >= floor, figure.interval.upper >= floor),
            (None, Some(ceiling)) => (figure.value <= ceiling, figure.interval.lower <= ceiling),
            (None, None) => (false, false),
        };
        match (is_right, reaches_over) {
            (true, _) => Standing::Held,
            (false, true) => Standing::Unsure,
            (false, false) => Standing::Missed,
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

    use suar_detect::evaluate::{Interval, Method};

    use super::*;

    fn figure(value: f64, lower: f64, upper: f64) -> Figure {
        Figure {
            name: "lures_found".to_owned(),
            value,
            interval: Interval { lower, upper },
            n: 100,
            method: Method::Wilson,
        }
    }

    fn floor_of(text: &str) -> Floor {
        Floors::parse(&format!("[[floor]]\nset = \"fresh\"\nfigure = \"lures_found\"\n{text}")).unwrap().floor.remove(0)
    }

    #[test]
    fn a_floor_is_missed_when_the_whole_interval_is_on_the_wrong_side() {
        let floor = floor_of("floor = 0.9");
        assert_eq!(floor.standing(&figure(0.95, 0.88, 0.98)), Standing::Held);
        assert_eq!(floor.standing(&figure(0.87, 0.82, 0.91)), Standing::Unsure);
        assert_eq!(floor.standing(&figure(0.80, 0.75, 0.85)), Standing::Missed);
    }

    #[test]
    fn a_ceiling_is_missed_from_above() {
        let ceiling = floor_of("ceiling = 0.08");
        assert_eq!(ceiling.standing(&figure(0.05, 0.02, 0.10)), Standing::Held);
        assert_eq!(ceiling.standing(&figure(0.09, 0.06, 0.12)), Standing::Unsure);
        assert_eq!(ceiling.standing(&figure(0.20, 0.15, 0.25)), Standing::Missed);
    }

    #[test]
    fn what_was_not_measured_fails() {
        let floors = Floors::parse("[[floor]]\nset = \"fresh\"\nfigure = \"lures_found\"\nfloor = 0.9").unwrap();
        let evaluation = Evaluation { bootstrap: suar_detect::evaluate::Bootstrap::default(), sets: Vec::new() };
        let verdict = floors.judge(&evaluation).remove(0);
        assert!(verdict.fails());
        assert_eq!((verdict.standing, verdict.goal_met), (Standing::NotMeasured, None));
    }

    #[test]
    fn a_floor_that_says_too_little_or_too_much_is_refused() {
        for text in ["", "floor = 0.9\nceiling = 0.1", "floor = 0.9\nby = \"language\"", "floor = 0.9\nfigures = 1"] {
            let text = format!("[[floor]]\nset = \"fresh\"\nfigure = \"lures_found\"\n{text}");
            assert!(Floors::parse(&text).is_err(), "{text}");
        }
    }
}
