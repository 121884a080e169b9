//! Plots as SVG, drawn here: no script, nothing loaded, coloured by the page's style sheet.

use suar_detect::evaluate::{Bin, CurvePoint, Figure};

/// The square that a plot is drawn in, with room for the words of its axes.
const SIDE: f64 = 240.0;
const LEFT: f64 = 44.0;
const TOP: f64 = 10.0;
const WIDTH: f64 = 300.0;
const HEIGHT: f64 = 300.0;

/// A figure's interval on a line from 0 to 1, with a tick where the figure is.
pub(crate) fn interval_bar(figure: &Figure) -> String {
    const LENGTH: f64 = 96.0;
    let place = |share: f64| 2.0 + share * LENGTH;
    let (lower, upper, value) = (place(figure.interval.lower), place(figure.interval.upper), place(figure.value));
    format!(
        "<svg width=\"100\" height=\"12\" viewBox=\"0 0 100 12\" aria-hidden=\"true\">\
         <path class=\"axis\" d=\"M2 6H98\"/>\
         <path class=\"span\" d=\"M{lower:.1} 6H{upper:.1}\"/>\
         <path class=\"tick\" d=\"M{value:.1} 1V11\"/></svg>"
    )
}

/// Risk on the way right, the share that was unsafe on the way up: right where on the diagonal.
pub(crate) fn reliability(bins: &[Bin]) -> String {
    let mut marks = vec![format!("<path class=\"ideal\" d=\"M{} {}L{} {}\"/>", x(0.0), y(0.0), x(1.0), y(1.0))];
    for bin in bins {
        let (across, up) = (x(bin.risk), y(bin.share));
        let (lower, upper) = (y(bin.interval.lower), y(bin.interval.upper));
        let words = format!("risk {:.3}, unsafe {:.3}, {} posts", bin.risk, bin.share, bin.n);
        marks.push(format!("<path class=\"whisker\" d=\"M{across:.1} {lower:.1}V{upper:.1}\"/>"));
        marks.push(format!("<circle class=\"dot\" cx=\"{across:.1}\" cy=\"{up:.1}\" r=\"4\">"));
        marks.push(format!("<title>{words}</title></circle>"));
    }
    plot("Risk beside the share that was unsafe recruitment", "risk", "unsafe", &marks.concat())
}

/// The share of lures found on the way right, precision on the way up.
pub(crate) fn precision_recall(curve: &[CurvePoint]) -> String {
    let points = curve.iter().enumerate().map(|(index, point)| {
        let command = if index == 0 { 'M' } else { 'L' };
        format!("{command}{:.1} {:.1}", x(point.recall), y(point.precision))
    });
    let marks = format!("<path class=\"curve\" d=\"{}\"/>", points.collect::<Vec<String>>().concat());
    plot("Precision at each share of lures found", "lures found", "precision", &marks)
}

fn plot(title: &str, across: &str, up: &str, marks: &str) -> String {
    let label = format!("{title}; the figures are in the tables");
    let mut parts = vec![
        format!("<svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{label}\">"),
        format!("<path class=\"axis\" d=\"M{LEFT} {TOP}V{}H{}\"/>", y(0.0), x(1.0)),
    ];
    for step in [0.0, 0.25, 0.5, 0.75, 1.0] {
        let words = step.to_string();
        parts.push(text_at(x(step), y(0.0) + 16.0, "middle", &words));
        parts.push(text_at(LEFT - 6.0, y(step) + 4.0, "end", &words));
    }
    parts.push(text_at(x(0.5), y(0.0) + 34.0, "middle", across));
    let middle = y(0.5);
    parts.push(format!("<g transform=\"rotate(-90 10 {middle:.1})\">{}</g>", text_at(10.0, middle, "middle", up)));
    parts.push(marks.to_owned());
    parts.push("</svg>".to_owned());
    parts.concat()
}

fn text_at(across: f64, up: f64, anchor: &str, words: &str) -> String {
    format!("<text x=\"{across:.1}\" y=\"{up:.1}\" text-anchor=\"{anchor}\">{words}</text>")
}

fn x(share: f64) -> f64 {
    LEFT + share * SIDE
}

fn y(share: f64) -> f64 {
    TOP + (1.0 - share) * SIDE
}

#[cfg(test)]
mod tests {
    use suar_detect::evaluate::{Interval, Method};

    use super::*;

    #[test]
    fn a_bar_runs_from_nought_to_one() {
        let figure = Figure {
            name: "f1".to_owned(),
            value: 0.5,
            interval: Interval { lower: 0.0, upper: 1.0 },
            n: 4,
            method: Method::Bootstrap,
        };
        let bar = interval_bar(&figure);
        assert!(bar.contains("M2.0 6H98.0") && bar.contains("M50.0 1V11"), "{bar}");
    }

    #[test]
    fn curves_of_nothing_are_drawn_without_a_fault() {
        assert!(precision_recall(&[]).contains("d=\"\""));
        assert!(reliability(&[]).ends_with("</svg>"));
        let point = CurvePoint { score: 0.9, recall: 1.0, precision: 1.0 };
        assert!(precision_recall(&[point]).contains("M284.0 10.0"));
    }
}
