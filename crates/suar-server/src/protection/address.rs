use std::net::{IpAddr, SocketAddr};

use axum::extract::ConnectInfo;
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap, HeaderName};

use suar_app::Secret;

use super::SecretKey;

/// An address that can't be read back: a keyed hash, in memory only.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct AddressKey([u8; 16]);

/// Tells visitors apart by address without knowing any.
pub(crate) struct Addresses {
    key: [u8; 32],
    trusted_proxy_header: Option<HeaderName>,
}

impl Addresses {
    pub(crate) fn new(key: &SecretKey, trusted_proxy_header: Option<HeaderName>) -> Self {
        Self { key: key.derive("suar 2026 visitor address"), trusted_proxy_header }
    }

    pub(crate) fn of_request(&self, parts: &Parts) -> AddressKey {
        self.key_of(self.find(&parts.headers, &parts.extensions))
    }

    /// Tells tokens apart in the same way.
    pub(crate) fn of_secret(&self, secret: &Secret) -> AddressKey {
        self.short(secret.reveal().as_bytes())
    }

    /// A proxy that is trusted appends the address it saw: the last one is its own word,
    /// all before it are the visitor's.
    fn find(&self, headers: &HeaderMap, extensions: &Extensions) -> Option<IpAddr> {
        if let Some(name) = &self.trusted_proxy_header {
            let last = headers.get_all(name).iter().next_back().and_then(|value| value.to_str().ok());
            return last.and_then(|line| line.rsplit(',').next()).and_then(|address| address.trim().parse().ok());
        }
        extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip())
    }

    fn key_of(&self, address: Option<IpAddr>) -> AddressKey {
        let bytes: Vec<u8> = match address.map(|address| address.to_canonical()) {
            None => vec![0],
            Some(IpAddr::V4(address)) => address.octets().to_vec(),
            // A household or a telephone has a whole /64.
            Some(IpAddr::V6(address)) => address.octets().into_iter().take(8).collect(),
        };
        self.short(&bytes)
    }

    fn short(&self, bytes: &[u8]) -> AddressKey {
        let mut short = [0; 16];
        blake3::Hasher::new_keyed(&self.key).update(bytes).finalize_xof().fill(&mut short);
        AddressKey(short)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

    use super::*;

    fn addresses(header: Option<&'static str>) -> Addresses {
        Addresses::new(&SecretKey::new([7; 32]), header.map(HeaderName::from_static))
    }

    fn key(text: &str) -> AddressKey {
        addresses(None).key_of(Some(text.parse().unwrap()))
    }

    #[test]
    fn a_network_of_64_bits_is_one_visitor() {
        assert!(key("2001:db8:1:2:3::4") == key("2001:db8:1:2:ffff::9"));
        assert!(key("2001:db8:1:2::") != key("2001:db8:1:3::"));
        assert!(key("192.0.2.1") != key("192.0.2.2"));
        assert!(key("::ffff:192.0.2.1") == key("192.0.2.1"));
    }

    #[test]
    fn a_forwarded_address_counts_only_when_a_proxy_is_trusted_and_then_the_last() {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", "198.51.100.9, 192.0.2.1".parse().unwrap());
        assert_eq!(addresses(None).find(&headers, &Extensions::new()), None);
        let trusting = addresses(Some("x-forwarded-for"));
        assert_eq!(trusting.find(&headers, &Extensions::new()), Some("192.0.2.1".parse().unwrap()));
    }
}
