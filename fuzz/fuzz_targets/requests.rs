#![no_main]

use libfuzzer_sys::fuzz_target;

// Any request to the pages and to the API.
fuzz_target!(|data: &[u8]| suar_fuzz::send_and_look(data));
