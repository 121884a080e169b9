use serde::Serialize;

/// A range that holds the true value in 95 of 100 samples.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Interval {
    /// Its lower end.
    pub lower: f64,
    /// Its upper end.
    pub upper: f64,
}

/// The number of standard deviations that hold 95 % of a normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// Wilson's interval of a share: also right for few posts, and at 0 and 1.
pub fn wilson(found: f64, of: f64) -> Interval {
    if of <= 0.0 {
        return Interval { lower: 0.0, upper: 1.0 };
    }
    let share = found / of;
    let square = Z * Z;
    let scale = 1.0 + square / of;
    let middle = (share + square / (2.0 * of)) / scale;
    let half = Z * libm::sqrt(share * (1.0 - share) / of + square / (4.0 * of * of)) / scale;
    let lower = if found <= 0.0 { 0.0 } else { (middle - half).max(0.0) };
    let upper = if found >= of { 1.0 } else { (middle + half).min(1.0) };
    Interval { lower, upper }
}

/// Draws groups of posts again and again, with a seed, to see how much a figure moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Bootstrap {
    /// How often.
    pub rounds: usize,
    /// Where the random numbers start.
    pub seed: u64,
}

impl Default for Bootstrap {
    fn default() -> Self {
        Self { rounds: 1000, seed: 1 }
    }
}

/// The middle 95 % of a figure over all draws, and its mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Drawn {
    pub(crate) interval: Interval,
    pub(crate) mean: f64,
}

impl Bootstrap {
    /// Draws `groups` groups with replacement and hands how often each was drawn to `statistic`.
    /// `None` where the figure is undefined in most draws.
    pub(crate) fn draw(&self, groups: usize, mut statistic: impl FnMut(&[u32]) -> Option<f64>) -> Option<Drawn> {
        let mut state = self.seed;
        let mut values = Vec::with_capacity(self.rounds);
        let mut counts = vec![0_u32; groups];
        for _ in 0..self.rounds {
            counts.fill(0);
            for _ in 0..groups {
                let drawn = (crate::random::next(&mut state) % groups.max(1) as u64) as usize;
                if let Some(count) = counts.get_mut(drawn) {
                    *count += 1;
                }
            }
            values.extend(statistic(&counts));
        }
        if values.len() * 2 <= self.rounds {
            return None;
        }
        values.sort_by(f64::total_cmp);
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        Some(Drawn { interval: Interval { lower: quantile(&values, 0.025), upper: quantile(&values, 0.975) }, mean })
    }
}

/// The value below which a share of the sorted values lies, between two where it falls between.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let position = share * sorted.len().saturating_sub(1) as f64;
    let below = sorted.get(position as usize).copied().unwrap_or(0.0);
    let above = sorted.get(position as usize + 1).copied().unwrap_or(below);
    below + (above - below) * position.fract()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

    use super::*;

    fn close(left: f64, right: f64) -> bool {
        (left - right).abs() < 5e-4
    }

    #[test]
    fn wilson_gives_known_values() {
        let interval = wilson(8.0, 10.0);
        assert!(close(interval.lower, 0.4902) && close(interval.upper, 0.9433), "{interval:?}");
        let interval = wilson(0.0, 20.0);
        assert!(interval.lower == 0.0 && close(interval.upper, 0.1611), "{interval:?}");
        let interval = wilson(20.0, 20.0);
        assert!(close(interval.lower, 0.8389) && interval.upper >= 1.0, "{interval:?}");
        assert_eq!(wilson(0.0, 0.0), Interval { lower: 0.0, upper: 1.0 });
    }

    #[test]
    fn quantiles_lie_between_values() {
        assert!(close(quantile(&[0.0, 1.0, 2.0], 0.25), 0.5));
        assert!(close(quantile(&[3.0], 0.975), 3.0));
        assert!(close(quantile(&[], 0.5), 0.0));
    }

    #[test]
    fn draws_are_the_same_for_a_seed_and_hold_the_share() {
        let share = |counts: &[u32]| {
            let found: u32 = counts.iter().take(30).sum();
            Some(f64::from(found) / 100.0)
        };
        let bootstrap = Bootstrap { rounds: 2000, seed: 7 };
        let drawn = bootstrap.draw(100, share).unwrap();
        assert_eq!(bootstrap.draw(100, share), Some(drawn));
        assert_ne!(Bootstrap { rounds: 2000, seed: 8 }.draw(100, share), Some(drawn));
        // A share of 0.3 of 100 has a standard error of 0.0458.
        assert!(
            (drawn.interval.lower - 0.21).abs() < 0.015 && (drawn.interval.upper - 0.39).abs() < 0.015,
            "{drawn:?}"
        );
        assert!((drawn.mean - 0.3).abs() < 0.01);
    }

    #[test]
    fn a_figure_that_is_mostly_undefined_has_no_interval() {
        assert_eq!(Bootstrap::default().draw(10, |_| None), None);
        assert_eq!(Bootstrap { rounds: 0, seed: 1 }.draw(10, |_| Some(1.0)), None);
    }
}
