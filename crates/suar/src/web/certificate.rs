use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use anyhow::{Context, Result};
use axum_server::tls_rustls::RustlsConfig;
use rcgen::{CertificateParams, DnType, KeyPair, SanType};
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject;
use sha2::{Digest, Sha256};

use crate::data_folder::{DataArguments, write_private};
use crate::pipeline::say;

/// The certificate of the installation, made when it is first asked for. Whoever connects compares the
/// fingerprint with what is printed here.
pub(crate) async fn load(data: &DataArguments) -> Result<RustlsConfig> {
    let (certificate_path, key_path) = (data.data.join("tls.pem"), data.data.join("tls.key"));
    if !certificate_path.try_exists()? || !key_path.try_exists()? {
        let (certificate, key) = make()?;
        write_private(&key_path, key.as_bytes())?;
        write_private(&certificate_path, certificate.as_bytes())?;
    }
    let certificate = std::fs::read(&certificate_path).context("cannot read the certificate")?;
    let key = std::fs::read(&key_path).context("cannot read the key of the certificate")?;
    say(&format!("certificate {}: SHA-256 {}", certificate_path.display(), fingerprint(&certificate)?));
    RustlsConfig::from_pem(certificate, key).await.context("the certificate can't be used")
}

fn make() -> Result<(String, String)> {
    let host = std::fs::read_to_string("/etc/hostname").unwrap_or_default();
    let host = host.trim();
    let mut names = vec!["localhost".to_owned()];
    if !host.is_empty() && host != "localhost" {
        names.push(host.to_owned());
        names.push(format!("{host}.local"));
    }
    let mut parameters = CertificateParams::new(names).context("cannot make a certificate")?;
    parameters.subject_alt_names.push(SanType::IpAddress(IpAddr::V4(Ipv4Addr::LOCALHOST)));
    parameters.subject_alt_names.push(SanType::IpAddress(IpAddr::V6(Ipv6Addr::LOCALHOST)));
    parameters.distinguished_name.push(DnType::CommonName, "Suar");
    let key = KeyPair::generate().context("cannot make a key")?;
    let certificate = parameters.self_signed(&key).context("cannot make a certificate")?;
    Ok((certificate.pem(), key.serialize_pem()))
}

/// The SHA-256 of the certificate, as browsers show it.
fn fingerprint(pem: &[u8]) -> Result<String> {
    let parsed = CertificateDer::from_pem_slice(pem).ok().context("the certificate has no form")?;
    let digest = Sha256::digest(&parsed);
    let pairs: Vec<String> = digest.iter().map(|byte| format!("{byte:02X}")).collect();
    Ok(pairs.join(":"))
}
