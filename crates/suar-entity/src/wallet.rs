//! Cryptocurrency addresses; only those whose checksum holds.

use std::ops::Range;

use sha2::{Digest, Sha256};
use sha3::Keccak256;

/// Lengths of addresses.
const SHORTEST: usize = 26;
const LONGEST: usize = 90;

/// Addresses in the original text (their letters may not be folded).
pub(crate) fn find_wallets(original: &str) -> Vec<Range<usize>> {
    let bytes = original.as_bytes();
    let is_part = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    let mut found = Vec::new();
    // A run of so many letters and digits has one at every so many bytes: most text is jumped over.
    let mut at = SHORTEST - 1;
    while at < bytes.len() {
        if !is_part(at) {
            at += SHORTEST;
            continue;
        }
        let start = (0..=at).rev().take_while(|&before| is_part(before)).last().unwrap_or(at);
        let end = (at..bytes.len()).find(|&after| !is_part(after)).unwrap_or(bytes.len());
        let length = end - start;
        if (SHORTEST..=LONGEST).contains(&length) && original.get(start..end).is_some_and(is_wallet) {
            found.push(start..end);
        }
        at = end + SHORTEST;
    }
    found
}

fn is_wallet(text: &str) -> bool {
    match text.as_bytes().first() {
        Some(b'1' | b'3') => has_base58_checksum(text, &[0x00, 0x05]),
        Some(b'T') => has_base58_checksum(text, &[0x41]),
        Some(b'b' | b'B') => is_bech32(text),
        Some(b'0') => is_ethereum(text),
        _ => false,
    }
}

fn has_base58_checksum(text: &str, versions: &[u8]) -> bool {
    if text.len() > 35 {
        return false;
    }
    let Ok(bytes) = bs58::decode(text).into_vec() else {
        return false;
    };
    let Some((payload, checksum)) = bytes.split_last_chunk::<4>() else {
        return false;
    };
    let hash = Sha256::digest(Sha256::digest(payload));
    payload.len() == 21
        && payload.first().is_some_and(|version| versions.contains(version))
        && hash.starts_with(checksum)
}

fn is_bech32(text: &str) -> bool {
    bech32::segwit::decode(text).is_ok_and(|(prefix, _, _)| prefix.to_lowercase() == "bc")
}

/// Forty hexadecimal digits; where both cases are used they must be the checksum of EIP-55.
fn is_ethereum(text: &str) -> bool {
    let Some(digits) = text.strip_prefix("0x").filter(|digits| digits.len() == 40) else {
        return false;
    };
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return false;
    }
    let small = digits.to_ascii_lowercase();
    if small == digits || digits.to_ascii_uppercase() == digits {
        return digits.bytes().any(|byte| byte != b'0');
    }
    let hash = Keccak256::digest(small.as_bytes());
    digits
        .bytes()
        .zip(hash.iter().flat_map(|byte| [byte >> 4, byte & 15]))
        .all(|(digit, nibble)| !digit.is_ascii_alphabetic() || digit.is_ascii_uppercase() == (nibble >= 8))
}

#[cfg(test)]
mod tests {
    use super::is_wallet;

    #[test]
    fn takes_published_examples_and_refuses_a_changed_letter() {
        // Addresses from the specifications: BIP-173, EIP-55, the genesis block, TRON's documentation.
        for address in [
            "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
            "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
            "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
            "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t",
        ] {
            assert!(is_wallet(address), "{address}");
            let changed = address.replacen(['a', 'e', '5'], "9", 1);
            assert!(!is_wallet(&changed), "{changed}");
        }
    }
}
