#![no_main]

use libfuzzer_sys::fuzz_target;

// Any text, in the language that its words tell and in each that folds in its own way.
fuzz_target!(|text: &str| suar_fuzz::fold_and_look(text));
