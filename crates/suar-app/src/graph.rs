//! A lead as a drawing: its templates and posts, and the numbers and accounts that they share.

use std::collections::BTreeMap;

use suar_store::{Graph, GraphEdge, GraphNode, LeadIdentifier, Unit, UnitContent};

use crate::lead_making::Post;

/// More nodes than these nobody can tell apart; the rest is in the table.
const MOST_NODES: usize = 60;
/// Ties as telling as this hold a network together.
const SURE_WEIGHT: f32 = 0.5;
/// Letters beside a node.
const LABEL_CHARACTERS: usize = 28;
const STEPS: usize = 200;
/// How strongly the middle pulls.
const GRAVITY: f32 = 0.8;

/// Draws what posts share. Identifiers that one unit alone gives tie nothing and are left out, unless
/// there is but one unit.
pub(crate) fn draw(
    members: &[(u32, &Post)],
    identifiers: &[LeadIdentifier],
    units: &[UnitContent],
    unit_of: impl Fn(u32) -> Option<Unit>,
) -> Graph {
    let unit_places: BTreeMap<Unit, u32> = (0..).zip(units).map(|(place, unit)| (unit.unit, place)).collect();
    let identifier_places: BTreeMap<(&str, &str), u32> =
        (0..).zip(identifiers).map(|(place, known)| ((known.kind.as_str(), known.value.as_str()), place)).collect();
    let mut ties: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    for (place, post) in members {
        let Some(unit) = unit_of(*place).and_then(|unit| unit_places.get(&unit)) else { continue };
        for identifier in &post.identifiers {
            if let Some(known) = identifier_places.get(&(identifier.kind.name(), identifier.value.as_str())) {
                *ties.entry((*known, *unit)).or_default() += 1;
            }
        }
    }
    let degree = |known: u32| ties.range((known, 0)..=(known, u32::MAX)).count();
    let drawn: Vec<u32> =
        (0..identifiers.len() as u32).filter(|known| degree(*known) > 1 || units.len() == 1).collect();
    let most_units = MOST_NODES / 2;
    let shown_units = units.len().min(most_units);
    let shown: Vec<u32> = drawn.iter().copied().take(MOST_NODES - shown_units).collect();
    let mut nodes: Vec<GraphNode> = units.iter().take(shown_units).map(unit_node).collect();
    let mut edges = Vec::new();
    for (known, node) in shown.iter().zip(shown_units as u32..) {
        let Some(identifier) = identifiers.get(*known as usize) else { continue };
        nodes.push(GraphNode {
            kind: identifier.kind.clone(),
            label: short(&identifier.value),
            posts: identifier.posts,
        });
        let is_sure = identifier.weight.is_some_and(|weight| weight >= SURE_WEIGHT);
        for ((_, unit), posts) in ties.range((*known, 0)..=(*known, u32::MAX)) {
            if (*unit as usize) < shown_units {
                edges.push(GraphEdge { from: *unit, to: node, posts: *posts, is_sure });
            }
        }
    }
    let left_out = (units.len() - shown_units + drawn.len() - shown.len()) as u32;
    Graph { nodes, edges, left_out }
}

fn unit_node(unit: &UnitContent) -> GraphNode {
    let kind = match unit.unit {
        Unit::Template(_) => "template",
        Unit::Post(_) => "post",
    };
    GraphNode { kind: kind.to_owned(), label: short(&unit.text), posts: unit.posts }
}

fn short(text: &str) -> String {
    let mut label: String = text.chars().take(LABEL_CHARACTERS).collect();
    if text.chars().count() > LABEL_CHARACTERS {
        label.push('…');
    }
    label
}

/// Where a node stands: from the left and from the top, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Position {
    /// From the left.
    pub x: f32,
    /// From the top.
    pub y: f32,
}

/// Where the nodes of a drawing stand: tied ones near each other, all apart. The same drawing, the same
/// places.
pub fn lay_out(graph: &Graph) -> Vec<Position> {
    let count = graph.nodes.len();
    let ideal = (1.0 / count.max(1) as f32).sqrt();
    let mut positions: Vec<Position> = (0..count).map(|place| begin_at(place, count)).collect();
    for step in 0..STEPS {
        let reach = 0.1 * (1.0 - step as f32 / STEPS as f32);
        let pushes = pushes(graph, &positions, ideal);
        for (position, (x, y)) in positions.iter_mut().zip(pushes) {
            let length = (x * x + y * y).sqrt().max(1e-6);
            let stride = length.min(reach) / length;
            position.x += x * stride;
            position.y += y * stride;
        }
    }
    fit(&mut positions);
    positions
}

fn begin_at(place: usize, count: usize) -> Position {
    // The golden angle spreads points over a disc evenly.
    let angle = place as f32 * 2.399_963;
    let radius = 0.5 * ((place as f32 + 0.5) / count.max(1) as f32).sqrt();
    Position { x: 0.5 + radius * angle.cos(), y: 0.5 + radius * angle.sin() }
}

/// Every pair pushes apart, every tie pulls together (Fruchterman and Reingold).
fn pushes(graph: &Graph, positions: &[Position], ideal: f32) -> Vec<(f32, f32)> {
    let mut pushes: Vec<(f32, f32)> = Vec::with_capacity(positions.len());
    for here in positions {
        // A little towards the middle, so that what nothing ties does not drift away.
        let mut push = (GRAVITY * (0.5 - here.x), GRAVITY * (0.5 - here.y));
        for there in positions {
            let (x, y) = (here.x - there.x, here.y - there.y);
            let square = (x * x + y * y).max(1e-6);
            push.0 += x * ideal * ideal / square;
            push.1 += y * ideal * ideal / square;
        }
        pushes.push(push);
    }
    for edge in &graph.edges {
        let (from, to) = (edge.from as usize, edge.to as usize);
        let (Some(here), Some(there)) = (positions.get(from), positions.get(to)) else { continue };
        let (x, y) = (there.x - here.x, there.y - here.y);
        let pull = (x * x + y * y).sqrt() / ideal;
        if let Some(push) = pushes.get_mut(from) {
            push.0 += x * pull;
            push.1 += y * pull;
        }
        if let Some(push) = pushes.get_mut(to) {
            push.0 -= x * pull;
            push.1 -= y * pull;
        }
    }
    pushes
}

/// Stretches the drawing to its frame.
fn fit(positions: &mut [Position]) {
    let range = |values: &[f32]| {
        let least = values.iter().copied().fold(f32::INFINITY, f32::min);
        let most = values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        (least, most - least)
    };
    let (left, width) = range(&positions.iter().map(|position| position.x).collect::<Vec<_>>());
    let (top, height) = range(&positions.iter().map(|position| position.y).collect::<Vec<_>>());
    let scale = |value: f32, least: f32, span: f32| if span > 1e-6 { (value - least) / span } else { 0.5 };
    for position in positions {
        position.x = scale(position.x, left, width);
        position.y = scale(position.y, top, height);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(label: &str) -> GraphNode {
        GraphNode { kind: "template".to_owned(), label: label.to_owned(), posts: 1 }
    }

    #[test]
    fn all_nodes_stand_in_the_frame_and_apart() {
        let edges = vec![GraphEdge { from: 0, to: 2, posts: 1, is_sure: true }];
        let graph = Graph { nodes: vec![node("a"), node("b"), node("c"), node("d")], edges, left_out: 0 };
        let positions = lay_out(&graph);
        assert_eq!(positions, lay_out(&graph), "the same drawing, the same places");
        for (place, here) in positions.iter().enumerate() {
            assert!((0.0..=1.0).contains(&here.x) && (0.0..=1.0).contains(&here.y), "{here:?}");
            for there in positions.iter().skip(place + 1) {
                assert!((here.x - there.x).abs() + (here.y - there.y).abs() > 0.05, "{here:?} {there:?}");
            }
        }
    }

    #[test]
    fn a_drawing_of_nothing_and_of_one_node_is_no_trouble() {
        assert_eq!(lay_out(&Graph::default()), vec![]);
        let one = Graph { nodes: vec![node("a")], ..Graph::default() };
        assert_eq!(lay_out(&one), vec![Position { x: 0.5, y: 0.5 }]);
    }
}
