//! Anthropic's Messages: the system prompt apart, typed blocks, usage in two places.

use super::decode::{Blame, Call, End, Fault, News, Protocol, Usage, count, json, named};
use super::sse::Event;
use super::{Holds, Prompt, Provider, Setting, messages, model, post, server};
use crate::http::HttpRequest;
use crate::site;
use serde_json::{Value, json};

pub struct Anthropic;

impl Provider for Anthropic {
    fn kind(&self) -> &'static str {
        "anthropic"
    }

    fn means(&self) -> &'static str {
        "Anthropic's Messages."
    }

    fn settings(&self) -> &'static [Setting] {
        &[
            const { server("https://api.anthropic.com/v1") },
            const { model("the model, as in `claude-haiku-4-5`") },
            Setting { key: "key", means: "its API key", holds: Holds::Secret },
        ]
    }

    fn request(&self, configured: &site::Provider, prompt: &Prompt) -> Option<HttpRequest> {
        let mut body = json!({
            "model": configured.setting("model"),
            "max_tokens": configured.max_tokens,
            "system": prompt.system,
            "messages": messages(prompt),
            "stream": true,
        });
        if !prompt.tools.is_empty() {
            let tools = prompt.tools.iter().map(|tool| {
                json!({ "name": tool.name, "description": tool.when, "input_schema": tool.parameters })
            });
            body["tools"] = tools.collect();
        }
        let headers = vec![
            ("x-api-key".to_owned(), format!("{{secret:{}}}", configured.setting("key"))),
            ("anthropic-version".to_owned(), "2023-06-01".to_owned()),
        ];
        Some(post(format!("{}/messages", configured.setting("base-url")), headers, &body))
    }

    fn protocol(&self) -> Box<dyn Protocol> {
        Box::new(Messages { end: End::Complete, block: None, call: Call::default() })
    }
}

struct Messages {
    /// What the stop reason said, until `message_stop`
    end: End,
    /// Index of the block that is a tool call
    block: Option<u64>,
    call: Call,
}

impl Protocol for Messages {
    fn read(&mut self, event: &Event, out: &mut Vec<News>) {
        let Some(said) = json(event, out) else { return };
        match said["type"].as_str().unwrap_or(&event.kind) {
            "message_start" => out.push(usage(&said["message"]["usage"])),
            "content_block_start" if said["content_block"]["type"] == "tool_use" && self.block.is_none() => {
                self.block = Some(count(&said["index"]));
                self.call.add(0, said["content_block"]["name"].as_str(), None);
            }
            "content_block_delta" if said["delta"]["type"] == "input_json_delta" => {
                let other = self.block != Some(count(&said["index"]));
                self.call.add(u64::from(other), None, said["delta"]["partial_json"].as_str());
            }
            "content_block_delta" => {
                if let Some(text) = said["delta"]["text"].as_str() {
                    out.push(News::Piece(text.to_owned()));
                }
            }
            "message_delta" => {
                out.push(usage(&said["usage"]));
                match said["delta"]["stop_reason"].as_str() {
                    Some("max_tokens" | "model_context_window_exceeded") => self.end = End::Cut,
                    Some("refusal") => {
                        out.push(News::Failed(Fault::new(Blame::Declined, "it would not answer this")));
                    }
                    _ => {}
                }
            }
            "message_stop" => out.push(self.call.take().unwrap_or(News::Ended(self.end))),
            "error" => out.push(News::Failed(named(&said["error"]))),
            _ => {}
        }
    }
}

/// Cached input is counted apart there; it was read all the same.
fn usage(usage: &Value) -> News {
    let input = ["input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens"];
    News::Usage(Usage {
        input: input.iter().map(|key| count(&usage[*key])).sum(),
        output: count(&usage["output_tokens"]),
    })
}

#[cfg(test)]
mod tests {
    use super::super::decode::tests::check;
    use super::super::tests::{configured, request_text};
    use super::*;
    use expect_test::expect;

    #[test]
    fn a_tool_call_is_put_together_and_words_before_it_are_words() {
        check(
            || Anthropic.protocol(),
            concat!(
                "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":9,\"output_tokens\":1}}}\n\n",
                "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n",
                "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Let me look.\"}}\n\n",
                "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":1,\"content_block\":{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"order-status\",\"input\":{}}}\n\n",
                "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":1,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"order\\\": \"}}\n\n",
                "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":1,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"\\\"DK-20441\\\"}\"}}\n\n",
                "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"tool_use\"},\"usage\":{\"output_tokens\":20}}\n\n",
                "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n",
            ),
            expect![[r#"
                Piece("Let me look.")
                Called { name: "order-status", arguments: "{\"order\": \"DK-20441\"}" }
                in 9 out 20"#]],
        );
    }

    fn messages() -> Box<dyn Protocol> {
        Anthropic.protocol()
    }

    #[test]
    fn an_answer_with_usage_is_read() {
        check(
            messages,
            concat!(
                "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"m1\",\"role\":\"assistant\",\"content\":[],\"usage\":{\"input_tokens\":12,\"cache_read_input_tokens\":800,\"output_tokens\":1}}}\n\n",
                "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n",
                "event: ping\ndata: {\"type\":\"ping\"}\n\n",
                "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"hm\"}}\n\n",
                "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":1,\"delta\":{\"type\":\"text_delta\",\"text\":\"Dès 4,90 €\"}}\n\n",
                "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":1,\"delta\":{\"type\":\"text_delta\",\"text\":\" 漢 [1].\"}}\n\n",
                "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":1}\n\n",
                "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":9}}\n\n",
                "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n",
            ),
            expect![[r#"
                Piece("Dès 4,90 €")
                Piece(" 漢 [1].")
                Ended(Complete)
                in 812 out 9"#]],
        );
    }

    #[test]
    fn a_limit_a_refusal_and_an_overload_are_told_apart() {
        check(
            messages,
            "data: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"max_tokens\"},\"usage\":{\"output_tokens\":64}}\n\ndata: {\"type\":\"message_stop\"}\n\n",
            expect![[r#"
                Ended(Cut)
                in 0 out 64"#]],
        );
        check(
            messages,
            "data: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"refusal\"},\"usage\":{\"output_tokens\":4}}\n\n",
            expect![[r#"
                Failed(Fault { why: "it would not answer this", blame: Declined })
                in 0 out 4"#]],
        );
        check(
            messages,
            "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}\n\n",
            expect![[r#"
                Failed(Fault { why: "it reported `overloaded_error`", blame: Busy(None) })
                in 0 out 0"#]],
        );
    }

    #[test]
    fn the_request_holds_the_name_of_the_key_and_the_version_of_the_protocol() {
        let configured = configured("anthropic", "https://api.anthropic.com/v1");
        expect![[r#"
            POST https://api.anthropic.com/v1/messages
            x-api-key: {secret:MODEL_KEY}
            anthropic-version: 2023-06-01
            content-type: application/json
            accept: text/event-stream

            {
              "max_tokens": 600,
              "messages": [
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
              "model": "model-1",
              "stream": true,
              "system": "Rules."
            }"#]]
        .assert_eq(&request_text(&Anthropic, &configured));
    }
}
