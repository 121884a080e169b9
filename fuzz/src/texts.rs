//! Any text folded and read with the packs and the model of the repository.

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use suar_detect::{Detector, Model, PackFiles, Packs};
use suar_signal::{Kind, Language, Signal, Span};
use suar_text::{Folded, fold, fold_in};

static DETECTOR: LazyLock<Arc<Detector>> = LazyLock::new(|| {
    let model = std::fs::read(repository("models/suar.model")).expect("the repository has a model");
    let packs = Packs::load(&pack_files()).expect("the packs of the repository hold");
    Arc::new(Detector::new(packs, &Model::from_bytes(&model).expect("the model of the repository is whole")))
});

/// The detector of the repository.
pub(crate) fn detector() -> Arc<Detector> {
    Arc::clone(&DETECTOR)
}

pub(crate) fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

fn pack_files() -> PackFiles {
    let root = repository("packs");
    let mut files = PackFiles::new();
    let mut open = vec![root.clone()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder of packs opens") {
            let path = entry.expect("a folder of packs lists").path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let name = path.strip_prefix(&root).expect("below the root").to_string_lossy().into_owned();
            files.insert(name, std::fs::read_to_string(&path).expect("a pack file is text"));
        }
    }
    files
}

/// Folds a text in several languages. Every word and every letter must lead back to a slice of
/// the text, in its order, and what is folded can be folded again.
pub fn fold_and_look(text: &str) {
    let lexicon = &DETECTOR.packs().lexicon;
    let told = fold(text, lexicon);
    look_at(&told, text);
    look_at(&fold(told.text(), lexicon), told.text());
    for code in ["id", "en", "th"] {
        let language = Language::from_code(code).expect("a code of a language");
        look_at(&fold_in(text, lexicon, language), text);
    }
}

fn look_at(folded: &Folded, text: &str) {
    let mut last = 0;
    for token in folded.tokens() {
        assert_slice(token.span, text);
        assert!(token.span.start >= last, "words out of order");
        last = token.span.start;
    }
    for disguise in folded.disguises() {
        assert_slice(disguise.span, text);
    }
    for (start, letter) in folded.text().char_indices() {
        let span = folded.original_span(start, start + letter.len_utf8());
        assert!(span.slice(text).is_some(), "{span:?} is no slice");
    }
}

/// Reads a text. Every piece of evidence must be a slice of it, and only offers have signs.
pub fn read_and_look(text: &str) {
    let reading = DETECTOR.read(&Signal::new("fuzz", text));
    assert!((0.0..=1.0).contains(&reading.risk));
    for indicator in &reading.indicators {
        assert!(reading.kind == Kind::Offer || indicator.id == "obfuscated_text");
        for span in &indicator.spans {
            assert_slice(*span, text);
        }
    }
    for entity in &reading.entity_spans {
        assert_slice(entity.span, text);
    }
    if let Some(pay) = &reading.entities.pay {
        assert!(pay.min.is_some() || pay.max.is_some());
    }
}

fn assert_slice(span: Span, text: &str) {
    assert!(span.slice(text).is_some_and(|slice| !slice.is_empty()), "{span:?} is no slice");
}
