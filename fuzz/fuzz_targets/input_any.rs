#![no_main]

use libfuzzer_sys::fuzz_target;

// The format is told by the bytes, packed ones included.
fuzz_target!(|bytes: &[u8]| suar_fuzz::read_to_end(bytes, None));
