//! Shares of a sample of times, with their uncertainty.

/// The normal deviate that leaves 2.5 % on either side.
const DEVIATE: f64 = 1.959_964;

/// A share of the times is at or below `value`; with 95 % certainty the true one is within the interval.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Quantile {
    pub(super) value: f64,
    pub(super) lower: f64,
    pub(super) upper: f64,
}

/// Times in order.
pub(super) struct Times(Vec<f64>);

impl Times {
    pub(super) fn new(mut times: Vec<f64>) -> Self {
        times.sort_by(f64::total_cmp);
        Self(times)
    }

    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    /// By ranks: how many of the times lie below the true quantile is binomial, whatever their
    /// distribution. Where the sample is too small for the upper rank, it is the largest time.
    pub(super) fn quantile(&self, share: f64) -> Quantile {
        let count = self.0.len() as f64;
        let middle = count * share;
        let spread = DEVIATE * (count * share * (1.0 - share)).sqrt();
        Quantile {
            value: self.at_rank(middle.ceil()),
            lower: self.at_rank((middle - spread).floor()),
            upper: self.at_rank((middle + spread).ceil() + 1.0),
        }
    }

    /// The first rank is 1.
    fn at_rank(&self, rank: f64) -> f64 {
        let last = self.0.len().saturating_sub(1);
        let place = (rank.max(1.0) as usize - 1).min(last);
        self.0.get(place).copied().unwrap_or(0.0)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::float_cmp, reason = "whole numbers are exact")]

    use super::*;

    #[test]
    fn ranks_are_those_of_the_binomial() {
        let times = Times::new((1..=1000).rev().map(f64::from).collect());
        // Of 1000 the 95th percentile lies between ranks 936 and 965 with 95 % certainty.
        assert_eq!(times.quantile(0.95), Quantile { value: 950.0, lower: 936.0, upper: 965.0 });
        assert_eq!(times.quantile(0.5).value, 500.0);
        assert_eq!(times.count(), 1000);
    }

    #[test]
    fn few_times_leave_the_interval_wide_and_none_say_nothing() {
        let few = Times::new(vec![3.0, 1.0, 2.0]).quantile(0.95);
        assert_eq!((few.lower, few.value, few.upper), (2.0, 3.0, 3.0));
        assert_eq!(Times::new(Vec::new()).quantile(0.95), Quantile::default());
    }
}
