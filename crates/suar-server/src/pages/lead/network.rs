//! The drawing of what ties the units, and a table with the same ties.

use suar_app::lay_out;
use suar_store::{Graph, GraphNode, LeadContent};

use super::ties::kind_of;
use crate::pages::lead_words::with_slots;
use crate::pages::words_of_strangers::clean_line;
use crate::texts::Words;

/// The frame that nodes stand in, and the room for labels around it.
const WIDTH: f32 = 520.0;
const LEAST_HEIGHT: f32 = 120.0;
const MOST_HEIGHT: f32 = 420.0;
const HEIGHT_OF_A_NODE: f32 = 36.0;
const MARGIN: f32 = 40.0;
const LABEL_ROOM: f32 = 190.0;
/// With more nodes than these only numbers are written; the table says what they are.
const MOST_LABELS: usize = 24;
const MOST_LABEL: usize = 24;

pub(super) struct Network {
    pub(super) nodes: Vec<Node>,
    pub(super) edges: Vec<Edge>,
    pub(super) rows: Vec<Row>,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) summary: String,
    pub(super) left_out: Option<String>,
}

pub(super) struct Node {
    pub(super) number: usize,
    pub(super) x: i32,
    pub(super) y: i32,
    /// `template`, `post` or `identifier`: its shape.
    pub(super) shape: &'static str,
    pub(super) label: Option<String>,
    pub(super) title: String,
    /// The unit that it leads to.
    pub(super) unit: Option<usize>,
}

pub(super) struct Edge {
    pub(super) from: (i32, i32),
    pub(super) to: (i32, i32),
    pub(super) is_sure: bool,
}

pub(super) struct Row {
    pub(super) number: usize,
    pub(super) kind: String,
    pub(super) label: String,
    pub(super) posts: String,
    pub(super) sure: String,
    pub(super) suggested: String,
}

impl Network {
    /// Nothing where there is nothing to tie.
    pub(super) fn new(content: &LeadContent, words: &Words) -> Option<Self> {
        let graph = &content.graph;
        if graph.edges.is_empty() {
            return None;
        }
        let height = (graph.nodes.len() as f32 * HEIGHT_OF_A_NODE).clamp(LEAST_HEIGHT, MOST_HEIGHT);
        let places: Vec<(i32, i32)> = lay_out(graph)
            .iter()
            .map(|place| ((MARGIN + place.x * WIDTH) as i32, (MARGIN + place.y * height) as i32))
            .collect();
        let has_labels = graph.nodes.len() <= MOST_LABELS;
        let numbered = || (1_usize..).zip(&graph.nodes);
        let nodes =
            numbered().zip(&places).map(|((number, node), place)| node_of(number, node, *place, has_labels, words));
        let edge = |edge: &suar_store::GraphEdge| {
            let (from, to) = (places.get(edge.from as usize)?, places.get(edge.to as usize)?);
            Some(Edge { from: *from, to: *to, is_sure: edge.is_sure })
        };
        let identifiers = graph.nodes.iter().filter(|node| shape_of(&node.kind) == "identifier").count();
        let units = words.number(graph.nodes.len() - identifiers);
        Some(Self {
            nodes: nodes.collect(),
            edges: graph.edges.iter().filter_map(edge).collect(),
            rows: numbered().map(|(number, node)| row_of(number, node, graph, words)).collect(),
            width: (WIDTH + 2.0 * MARGIN + LABEL_ROOM) as u32,
            height: (height + 2.0 * MARGIN) as u32,
            summary: words.count_all("network-summary", identifiers, &[("units", &units)]),
            left_out: (graph.left_out > 0).then(|| words.count("network-left-out", graph.left_out as usize)),
        })
    }
}

fn shape_of(kind: &str) -> &'static str {
    match kind {
        "template" => "template",
        "post" => "post",
        _ => "identifier",
    }
}

fn kind_word(kind: &str, words: &Words) -> String {
    match shape_of(kind) {
        "template" => words.say("node-template"),
        "post" => words.say("node-post"),
        _ => kind_of(kind, words),
    }
}

/// What is written beside a node. One without words of its own is of reports of the public.
fn label_of(node: &GraphNode, words: &Words) -> String {
    if node.label.is_empty() { words.say("unit-only-reports") } else { with_slots(&node.label, words) }
}

fn node_of(number: usize, node: &GraphNode, (x, y): (i32, i32), has_label: bool, words: &Words) -> Node {
    let shape = shape_of(&node.kind);
    let label = clean_line(&label_of(node, words), MOST_LABEL);
    let title = format!("{number}. {}: {label}", kind_word(&node.kind, words));
    // Units come first in a drawing, in the order of the page.
    let unit = (shape != "identifier").then_some(number);
    Node { number, x, y, shape, label: has_label.then_some(label), title, unit }
}

fn row_of(number: usize, node: &GraphNode, graph: &Graph, words: &Words) -> Row {
    let tied = |is_sure: bool| {
        let ends = graph.edges.iter().filter(|edge| edge.is_sure == is_sure).filter_map(|edge| {
            let (from, to) = (edge.from as usize + 1, edge.to as usize + 1);
            if from == number { Some(to) } else { (to == number).then_some(from) }
        });
        let numbers: Vec<String> = ends.map(|end| end.to_string()).collect();
        if numbers.is_empty() { "–".to_owned() } else { numbers.join(", ") }
    };
    Row {
        number,
        kind: kind_word(&node.kind, words),
        label: clean_line(&label_of(node, words), MOST_LABEL + 6),
        posts: words.number(node.posts as usize),
        sure: tied(true),
        suggested: tied(false),
    }
}
