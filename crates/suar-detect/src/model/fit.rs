//! Fits the joined weights: logistic and softmax regression with a ridge, by accelerated
//! gradient steps. Small enough that a library would cost more than it gives.

/// One row: which columns are on, with their values, and how much it counts.
pub(crate) struct Row {
    pub(crate) columns: Vec<(usize, f64)>,
    pub(crate) weight: f64,
}

/// What a column's weight may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    Any,
    NotNegative,
    NotPositive,
    Nought,
}

/// The columns of a fit.
pub(crate) struct Columns {
    pub(crate) signs: Vec<Sign>,
    /// How strongly each weight is drawn to nought.
    pub(crate) ridge: Vec<f64>,
}

const STEPS: usize = 400;

/// Weights of a score, one a class, for `classes` classes; `targets` has a class for each row.
/// With one class the score is logistic and the target 1 means yes.
pub(crate) fn fit(rows: &[Row], targets: &[usize], classes: usize, columns: &Columns) -> Vec<Vec<f64>> {
    let width = columns.signs.len();
    let total: f64 = rows.iter().map(|row| row.weight).sum::<f64>().max(1.0);
    let scale = column_scale(rows, width, total);
    let mut weights = vec![vec![0.0; width]; classes];
    let mut looked_ahead = weights.clone();
    for step in 0..STEPS {
        let mut slopes = vec![vec![0.0; width]; classes];
        for (row, &target) in rows.iter().zip(targets) {
            add_slopes(row, target, &looked_ahead, &mut slopes);
        }
        let momentum = step as f64 / (step as f64 + 3.0);
        for ((weights, ahead), slopes) in weights.iter_mut().zip(&mut looked_ahead).zip(&slopes) {
            for column in 0..width {
                let (Some(weight), Some(ahead), Some(slope)) =
                    (weights.get_mut(column), ahead.get_mut(column), slopes.get(column))
                else {
                    continue;
                };
                let ridge = columns.ridge.get(column).copied().unwrap_or(0.0);
                let size = scale.get(column).copied().unwrap_or(1.0) + ridge;
                let moved = bound(*ahead - (slope / total + ridge * *ahead) / size, columns.signs.get(column).copied());
                *ahead = moved + momentum * (moved - *weight);
                *weight = moved;
            }
        }
    }
    weights
}

/// An upper bound of the curvature in each column, so that every step goes down.
fn column_scale(rows: &[Row], width: usize, total: f64) -> Vec<f64> {
    let mut scale = vec![1e-6; width];
    for row in rows {
        let size: f64 = row.columns.iter().map(|(_, value)| value.abs()).sum();
        for &(column, value) in &row.columns {
            if let Some(scale) = scale.get_mut(column) {
                *scale += 0.25 * row.weight * value.abs() * size / total;
            }
        }
    }
    scale
}

fn bound(value: f64, sign: Option<Sign>) -> f64 {
    match sign {
        Some(Sign::NotNegative) => value.max(0.0),
        Some(Sign::NotPositive) => value.min(0.0),
        Some(Sign::Nought) => 0.0,
        _ => value,
    }
}

fn add_slopes(row: &Row, target: usize, weights: &[Vec<f64>], slopes: &mut [Vec<f64>]) {
    let scores: Vec<f64> = weights.iter().map(|weights| dot(row, weights)).collect();
    let errors = if scores.len() == 1 {
        vec![super::sigmoid(scores.first().copied().unwrap_or(0.0)) - f64::from(u8::from(target == 1))]
    } else {
        let highest = scores.iter().copied().fold(f64::MIN, f64::max);
        let shares: Vec<f64> = scores.iter().map(|score| libm::exp(score - highest)).collect();
        let sum: f64 = shares.iter().sum();
        shares.iter().enumerate().map(|(class, share)| share / sum - f64::from(u8::from(class == target))).collect()
    };
    for (slopes, error) in slopes.iter_mut().zip(errors) {
        for &(column, value) in &row.columns {
            if let Some(slope) = slopes.get_mut(column) {
                *slope += row.weight * error * value;
            }
        }
    }
}

pub(crate) fn dot(row: &Row, weights: &[f64]) -> f64 {
    row.columns.iter().map(|&(column, value)| weights.get(column).copied().unwrap_or(0.0) * value).sum()
}
