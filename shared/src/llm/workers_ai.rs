//! Cloudflare's Workers AI: by the binding `AI` of the Worker, without a key; or from anywhere by account and token.
//!
//! Both speak Chat Completions. The binding is no address, so its request is one to `ai:/model`, which the edge knows.

use super::decode::Protocol;
use super::openai_chat::{Chunks, body};
use super::{Holds, Prompt, Provider, Setting, bearer, post};
use crate::http::HttpRequest;
use crate::site;
use serde_json::json;

pub struct WorkersAi;

/// The name the binding has in `wrangler.toml`.
pub const BINDING: &str = "AI";

impl Provider for WorkersAi {
    fn kind(&self) -> &'static str {
        "workers-ai"
    }

    fn means(&self) -> &'static str {
        "Cloudflare's Workers AI: by the binding `AI`, without a key, or by account and token."
    }

    fn settings(&self) -> &'static [Setting] {
        &[
            Setting {
                key: "model",
                means: "the model, as in `@cf/meta/llama-3.3-70b-instruct-fp8-fast`",
                holds: Holds::Word,
            },
            Setting {
                key: "account",
                means: "the account's id; without it the binding is used",
                holds: Holds::OptionalSecret,
            },
            Setting {
                key: "key",
                means: "an API token that may run Workers AI; with `account`",
                holds: Holds::OptionalSecret,
            },
            Setting {
                key: "base-url",
                means: "where the API is",
                holds: Holds::Address("https://api.cloudflare.com/client/v4"),
            },
        ]
    }

    fn request(&self, configured: &site::Provider, prompt: &Prompt) -> Option<HttpRequest> {
        let mut body = body(configured, prompt);
        body["max_tokens"] = json!(configured.max_tokens);
        let account = configured.setting("account");
        if account.is_empty() {
            // The binding takes the model apart.
            body.as_object_mut().map(|body| body.remove("model"));
            return Some(post(format!("ai:/{}", configured.setting("model")), Vec::new(), &body));
        }
        body["stream_options"] = json!({ "include_usage": true });
        let base = configured.setting("base-url");
        let url = format!("{base}/accounts/{{var:{account}}}/ai/v1/chat/completions");
        Some(post(url, bearer(configured), &body))
    }

    fn protocol(&self) -> Box<dyn Protocol> {
        Box::new(Chunks::default())
    }

    fn binding(&self, configured: &site::Provider) -> Option<&'static str> {
        configured.setting("account").is_empty().then_some(BINDING)
    }
}

#[cfg(test)]
mod tests {
    use super::super::decode::tests::check;
    use super::super::tests::{configured, request_text};
    use super::*;
    use expect_test::expect;

    #[test]
    fn the_bindings_call_of_a_tool_is_read_too() {
        check(
            || WorkersAi.protocol(),
            "data: {\"response\":\"\",\"tool_calls\":[{\"name\":\"order-status\",\"arguments\":{\"order\":\"DK-20441\"}}]}\n\ndata: [DONE]\n\n",
            expect![[r#"
                Called { name: "order-status", arguments: "{\"order\":\"DK-20441\"}" }
                in 0 out 0"#]],
        );
    }

    #[test]
    fn the_bindings_bare_tokens_are_read_too() {
        check(
            || WorkersAi.protocol(),
            "data: {\"response\":\"Dès \",\"p\":\"abc\"}\n\ndata: {\"response\":\"4,90 € 漢.\"}\n\ndata: {\"response\":\"\",\"usage\":{\"prompt_tokens\":20,\"completion_tokens\":5}}\n\ndata: [DONE]\n\n",
            expect![[r#"
                Piece("Dès ")
                Piece("4,90 € 漢.")
                Ended(Complete)
                in 20 out 5"#]],
        );
    }

    #[test]
    fn without_an_account_the_binding_is_asked() {
        let mut provider = configured("workers-ai", "https://api.cloudflare.com/client/v4");
        provider.settings.remove("key");
        expect![[r#"
            POST ai:/model-1
            content-type: application/json
            accept: text/event-stream

            {
              "max_tokens": 600,
              "messages": [
                {
                  "content": "Rules.",
                  "role": "system"
                },
                {
                  "content": "Hello",
                  "role": "user"
                },
                {
                  "content": "Hi!",
                  "role": "assistant"
                },
                {
                  "content": "How long? {secret:OTHER}",
                  "role": "user"
                }
              ],
              "stream": true
            }"#]]
        .assert_eq(&request_text(&WorkersAi, &provider));
        assert_eq!(WorkersAi.binding(&provider), Some("AI"));
        provider.settings.insert("account".to_owned(), "CF_ACCOUNT".to_owned());
        provider.settings.insert("key".to_owned(), "CF_TOKEN".to_owned());
        assert_eq!(WorkersAi.binding(&provider), None);
        let request = request_text(&WorkersAi, &provider);
        assert!(request.contains("/accounts/{var:CF_ACCOUNT}/ai/v1/chat/completions"), "{request}");
        assert!(request.contains("Bearer {secret:CF_TOKEN}"), "{request}");
    }
}
