//! An answer that is no stream: what its status says, and when to come back.

use super::decode::{Blame, Fault, named};
use crate::http::HttpResponse;
use crate::log::Ms;
use serde_json::Value;

/// Why a provider refused, by its status, its headers, and the name of its error.
pub fn refusal(response: &HttpResponse) -> Fault {
    let status = response.status;
    let body: Value = serde_json::from_str(&response.body).unwrap_or_default();
    // Anthropic and OpenAI: `error`; Cloudflare: `errors`, a list with numbers.
    let error = if body["error"].is_object() { &body["error"] } else { &body["errors"][0] };
    let why = match named(error).why.split('`').nth(1) {
        Some(name) => format!("it answered {status}, `{name}`"),
        None => format!("it answered {status}"),
    };
    // Without money left there is nothing to wait for, although it comes as 429.
    let spent = why.contains("insufficient_quota") || why.contains("billing");
    let blame = match status {
        429 if spent => Blame::Setup,
        429 | 503 | 529 => Blame::Busy(pause(response)),
        200..=299 | 408 | 409 | 425 | 500.. => Blame::Broken,
        _ => Blame::Setup,
    };
    Fault::new(blame, why)
}

/// `retry-after-ms`, then `retry-after` in seconds, as the vendors' own clients read them.
fn pause(response: &HttpResponse) -> Option<Ms> {
    let exact = response.header("retry-after-ms").and_then(|value| value.trim().parse::<f64>().ok());
    let exact = exact.filter(|ms| (0.0..=3_600_000.0).contains(ms)).map(|ms| ms as Ms);
    exact.or_else(|| response.retry_after())
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> Fault {
        let headers = headers.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        refusal(&HttpResponse { status, headers, body: body.to_owned() })
    }

    #[test]
    fn a_refusal_is_named_without_the_providers_prose() {
        let told = [
            answer(
                401,
                &[],
                r#"{"error":{"message":"Incorrect API key provided: sk-abc","type":"invalid_request_error","code":"invalid_api_key"}}"#,
            ),
            answer(429, &[("retry-after", "7")], r#"{"error":{"type":"rate_limit_error","message":"x"}}"#),
            answer(429, &[("retry-after-ms", "1500"), ("retry-after", "2")], "slow down"),
            answer(429, &[], r#"{"error":{"type":"insufficient_quota"}}"#),
            answer(529, &[], r#"{"type":"error","error":{"type":"overloaded_error"}}"#),
            answer(400, &[], r#"{"success":false,"errors":[{"code":7003,"message":"No route"}]}"#),
            answer(502, &[], "<html>Bad gateway</html>"),
            answer(302, &[], ""),
        ];
        let told: Vec<String> =
            told.iter().map(|fault| format!("{}: {:?}", fault.why, fault.blame)).collect();
        expect![[r#"
            it answered 401, `invalid_request_error`: Setup
            it answered 429, `rate_limit_error`: Busy(Some(7000))
            it answered 429: Busy(Some(1500))
            it answered 429, `insufficient_quota`: Setup
            it answered 529, `overloaded_error`: Busy(None)
            it answered 400, `7003`: Setup
            it answered 502: Broken
            it answered 302: Setup"#]]
        .assert_eq(&told.join("\n"));
    }
}
