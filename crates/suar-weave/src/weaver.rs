//! The way in and the way out.

use crate::archive::Archive;
use crate::clustering::cluster_texts;
use crate::document::Document;
use crate::network::{self, Network, NetworkNumber};
use crate::reader::Reader;
use crate::settings::Settings;
use crate::template::{self, Template, TemplateNumber};
use crate::texts::Texts;

/// Takes documents in, one after the other.
#[derive(Debug, Default)]
pub struct Weaver {
    archive: Archive,
    settings: Settings,
}

impl Weaver {
    /// A weaver without documents.
    pub fn new(settings: Settings) -> Self {
        Self { archive: Archive::default(), settings }
    }

    /// Takes in one document. Documents are numbered from 0 in the order they come.
    pub fn add(&mut self, document: &Document<'_>) {
        self.archive.add(document);
    }

    /// How many documents were taken in.
    pub fn len(&self) -> u32 {
        self.archive.len()
    }

    /// True before the first document.
    pub fn is_empty(&self) -> bool {
        self.archive.len() == 0
    }

    /// Finds the templates and networks.
    pub fn finish(self) -> Weaving {
        let Self { archive, settings } = self;
        let texts = Texts::of(&archive);
        let reader = Reader::new(&archive, &texts);
        let clusters = cluster_texts(&reader, &settings);
        let templates = template::describe(&reader, &archive, &settings, &clusters);
        let networks = network::find(&archive, &settings, &templates);
        let mut weaving = Weaving {
            template_numbers: vec![0; archive.len() as usize],
            network_numbers: vec![0; archive.len() as usize],
            templates,
            networks,
        };
        for template in &weaving.templates {
            note(&mut weaving.template_numbers, &template.members, template.number.0);
        }
        for network in &weaving.networks {
            note(&mut weaving.network_numbers, &network.members, network.number.0);
        }
        weaving
    }
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Weaving {
    /// The templates, by number.
    pub templates: Vec<Template>,
    /// The networks, by number.
    pub networks: Vec<Network>,
    /// For each document the number of its template, 0 where none.
    template_numbers: Vec<u32>,
    /// For each document the number of its network, 0 where none.
    network_numbers: Vec<u32>,
}

impl Weaving {
    /// The template of a document.
    pub fn template_of(&self, document: u32) -> Option<TemplateNumber> {
        find(&self.template_numbers, document).map(TemplateNumber)
    }

    /// The network of a document.
    pub fn network_of(&self, document: u32) -> Option<NetworkNumber> {
        find(&self.network_numbers, document).map(NetworkNumber)
    }
}

fn note(numbers: &mut [u32], members: &[u32], number: u32) {
    for &member in members {
        if let Some(entry) = numbers.get_mut(member as usize) {
            *entry = number;
        }
    }
}

fn find(numbers: &[u32], document: u32) -> Option<u32> {
    let number = numbers.get(document as usize).copied();
    number.filter(|&number| number != 0)
}
