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

/// How many times the bootstrap draws.
const DRAWS: usize = 2000;
const SEED: u64 = 7;

/// The 95 % interval of `after` / `before` over units drawn again and again, with replacement.
pub(super) fn ratio_interval(pairs: &[(u64, u64)]) -> (f64, f64) {
    let mut state = SEED;
    let mut ratios: Vec<f64> = (0..DRAWS).map(|_| draw_ratio(pairs, &mut state)).collect();
    ratios.sort_by(f64::total_cmp);
    let at = |share: f64| ratios.get((share * (DRAWS - 1) as f64).round() as usize).copied().unwrap_or(0.0);
    (at(0.025), at(0.975))
}

fn draw_ratio(pairs: &[(u64, u64)], state: &mut u64) -> f64 {
    let (mut before, mut after) = (0, 0);
    for _ in pairs {
        let place = next_number(state) % pairs.len() as u64;
        let (one, other) = pairs.get(place as usize).copied().unwrap_or_default();
        (before, after) = (before + one, after + other);
    }
    after as f64 / before.max(1) as f64
}

/// The next number of a `SplitMix64` stream: seeded, so that two runs give the same interval.
fn next_number(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_that_never_changes_has_no_width_and_others_do() {
        assert_eq!(ratio_interval(&[(1, 3); 50]), (3.0, 3.0));
        let pairs: Vec<(u64, u64)> = (0..200).map(|number| (1, number % 5)).collect();
        let (lower, upper) = ratio_interval(&pairs);
        assert!(lower > 1.7 && lower < 2.0 && upper > 2.0 && upper < 2.3, "{lower} {upper}");
        assert_eq!(ratio_interval(&pairs), (lower, upper));
        assert_eq!(ratio_interval(&[]), (0.0, 0.0));
    }

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
