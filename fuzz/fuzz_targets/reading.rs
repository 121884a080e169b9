#![no_main]

use libfuzzer_sys::fuzz_target;

// Any text folded, its entities taken out, its signs found, its risk weighed.
fuzz_target!(|text: &str| suar_fuzz::read_and_look(text));
