//! Writes the `OpenAPI` document of the API: `cargo run -p suar-server --example openapi > docs/openapi.json`.

use std::error::Error;
use std::io::Write;

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}", suar_server::openapi_json()?)?;
    Ok(())
}
