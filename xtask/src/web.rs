//! Requests of the commands that talk to a Worker or read the owner's pages: blocking, with a deadline, never larger
//! than somebody can mean.

use anyhow::{Result, bail};
use std::io::Read;
use std::time::Duration;

/// How long one request may take.
const DEADLINE: Duration = Duration::from_secs(30);
/// The largest answer that is read.
const LARGEST: u64 = 30_000_000;

/// What came back. Redirects are not followed: whoever asks decides where to go.
pub struct Answer {
    pub status: u16,
    pub kind: String,
    pub location: Option<String>,
    pub body: String,
}

pub fn request(method: &str, url: &str, headers: &[(&str, &str)], body: &str) -> Result<Answer> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(DEADLINE))
        .max_redirects(0)
        .build()
        .into();
    let mut builder = ureq::http::Request::builder().method(method).uri(url);
    for (name, value) in headers {
        builder = builder.header(*name, *value);
    }
    let response = agent.run(builder.body(body.to_owned())?)?;
    let header =
        |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let (status, kind, location) =
        (response.status().as_u16(), header("content-type").unwrap_or_default(), header("location"));
    let mut bytes = Vec::new();
    response.into_body().into_reader().take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        bail!("the answer of {url} is larger than {} MB", LARGEST / 1_000_000);
    }
    if bytes.starts_with(&[0x1f, 0x8b]) {
        // A sitemap that is kept compressed.
        let mut text = Vec::new();
        flate2::read::GzDecoder::new(bytes.as_slice()).take(LARGEST).read_to_end(&mut text)?;
        bytes = text;
    }
    Ok(Answer { status, kind, location, body: String::from_utf8_lossy(&bytes).into_owned() })
}

/// A value for a query.
pub fn escape(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    text.bytes()
        .map(|byte| if plain(byte) { (byte as char).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
