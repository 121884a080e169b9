#![no_main]

use libfuzzer_sys::fuzz_target;
use suar_source::Format;

fuzz_target!(|bytes: &[u8]| suar_fuzz::read_to_end(bytes, Some(Format::Csv)));
