//! A share with its uncertainty.

/// The normal deviate that leaves 2.5 % on either side.
const DEVIATE: f64 = 1.959_964;

/// Wilson's 95 % interval for `hits` of `all`; the whole range when there is nothing to count.
pub(super) fn wilson(hits: u64, all: u64) -> (f64, f64) {
    if all == 0 {
        return (0.0, 1.0);
    }
    let (count, share) = (all as f64, hits as f64 / all as f64);
    let square = DEVIATE * DEVIATE;
    let scale = 1.0 + square / count;
    let middle = (share + square / (2.0 * count)) / scale;
    let spread = (share * (1.0 - share) / count + square / (4.0 * count * count)).sqrt();
    let half = DEVIATE * spread / scale;
    ((middle - half).max(0.0), (middle + half).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(one: f64, other: f64) -> bool {
        (one - other).abs() < 5e-4
    }

    #[test]
    fn known_intervals_come_out() {
        // Newcombe 1998, table I: 81 of 263 and 0 of 20.
        let (lower, upper) = wilson(81, 263);
        assert!(close(lower, 0.2553) && close(upper, 0.3662));
        let (lower, upper) = wilson(0, 20);
        assert!(close(lower, 0.0) && close(upper, 0.1611));
    }

    #[test]
    fn nothing_counted_says_nothing() {
        assert_eq!(wilson(0, 0), (0.0, 1.0));
    }
}
