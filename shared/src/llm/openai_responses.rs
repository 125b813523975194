//! OpenAI's Responses: instructions apart from the input, and events that name themselves.
//!
//! `store` is off: what a customer wrote is kept by nobody but the site's owner.

use super::decode::{Blame, Call, End, Fault, News, Protocol, Usage, count, json, named};
use super::sse::Event;
use super::{Holds, Prompt, Provider, Setting, bearer, messages, model, post, server};
use crate::http::HttpRequest;
use crate::site;
use serde_json::{Value, json};

pub struct OpenaiResponses;

impl Provider for OpenaiResponses {
    fn kind(&self) -> &'static str {
        "openai-responses"
    }

    fn means(&self) -> &'static str {
        "OpenAI's Responses, stored by nobody."
    }

    fn settings(&self) -> &'static [Setting] {
        &[
            const { server("https://api.openai.com/v1") },
            const { model("the model, as in `gpt-5-mini`") },
            Setting { key: "key", means: "its API key", holds: Holds::Secret },
        ]
    }

    fn request(&self, configured: &site::Provider, prompt: &Prompt) -> Option<HttpRequest> {
        let mut body = json!({
            "model": configured.setting("model"),
            "instructions": prompt.system,
            "input": messages(prompt),
            "max_output_tokens": configured.max_tokens,
            "store": false,
            "stream": true,
        });
        if !prompt.tools.is_empty() {
            let tools = prompt.tools.iter().map(|tool| {
                let (name, when) = (&tool.name, &tool.when);
                json!({ "type": "function", "name": name, "description": when, "parameters": tool.parameters, "strict": false })
            });
            body["tools"] = tools.collect();
        }
        Some(post(format!("{}/responses", configured.setting("base-url")), bearer(configured), &body))
    }

    fn protocol(&self) -> Box<dyn Protocol> {
        Box::new(Responses::default())
    }
}

#[derive(Default)]
struct Responses {
    call: Call,
}

impl Protocol for Responses {
    fn read(&mut self, event: &Event, out: &mut Vec<News>) {
        // Some gateways close with the mark of the other protocol; by then the end was told.
        if event.data.trim() == "[DONE]" {
            return;
        }
        let Some(said) = json(event, out) else { return };
        let kind = said["type"].as_str().unwrap_or(&event.kind);
        let response = &said["response"];
        match kind {
            "response.output_text.delta" => {
                out.push(News::Piece(said["delta"].as_str().unwrap_or("").to_owned()));
            }
            "response.refusal.delta" => {
                out.push(News::Failed(Fault::new(Blame::Declined, "it would not answer this")));
            }
            "response.output_item.done" if said["item"]["type"] == "function_call" => {
                let item = &said["item"];
                self.call.add(
                    u64::from(self.call.begun()),
                    item["name"].as_str(),
                    item["arguments"].as_str(),
                );
            }
            "response.completed" => {
                out.push(usage(response));
                out.push(self.call.take().unwrap_or(News::Ended(End::Complete)));
            }
            "response.incomplete" => {
                out.push(usage(response));
                out.push(match response["incomplete_details"]["reason"].as_str() {
                    Some("content_filter") => {
                        News::Failed(Fault::new(Blame::Declined, "its content filter stopped the answer"))
                    }
                    _ => News::Ended(End::Cut),
                });
            }
            "response.failed" => {
                out.push(usage(response));
                out.push(News::Failed(named(&response["error"])));
            }
            // The contract has the fields at the top; servers were seen to nest them.
            "error" if said["error"].is_object() => out.push(News::Failed(named(&said["error"]))),
            "error" => out.push(News::Failed(named(&said))),
            _ => {}
        }
    }
}

fn usage(response: &Value) -> News {
    let usage = &response["usage"];
    News::Usage(Usage { input: count(&usage["input_tokens"]), output: count(&usage["output_tokens"]) })
}

#[cfg(test)]
mod tests {
    use super::super::decode::tests::check;
    use super::super::tests::{configured, request_text};
    use super::*;
    use expect_test::expect;

    fn responses() -> Box<dyn Protocol> {
        OpenaiResponses.protocol()
    }

    #[test]
    fn a_tool_call_is_told_when_the_response_is_complete_and_only_the_first() {
        check(
            responses,
            concat!(
                "data: {\"type\":\"response.output_item.added\",\"output_index\":0,\"item\":{\"type\":\"function_call\",\"name\":\"order-status\",\"arguments\":\"\"}}\n\n",
                "data: {\"type\":\"response.function_call_arguments.delta\",\"output_index\":0,\"delta\":\"{\"}\n\n",
                "data: {\"type\":\"response.output_item.done\",\"output_index\":0,\"item\":{\"type\":\"function_call\",\"name\":\"order-status\",\"arguments\":\"{\\\"order\\\":\\\"DK-20441\\\"}\"}}\n\n",
                "data: {\"type\":\"response.output_item.done\",\"output_index\":1,\"item\":{\"type\":\"function_call\",\"name\":\"second\",\"arguments\":\"{}\"}}\n\n",
                "data: {\"type\":\"response.completed\",\"response\":{\"usage\":{\"input_tokens\":7,\"output_tokens\":3}}}\n\n",
            ),
            expect![[r#"
                Called { name: "order-status", arguments: "{\"order\":\"DK-20441\"}" }
                in 7 out 3"#]],
        );
    }

    #[test]
    fn an_answer_with_usage_is_read() {
        check(
            responses,
            concat!(
                "event: response.created\ndata: {\"type\":\"response.created\",\"response\":{\"id\":\"r1\",\"status\":\"in_progress\",\"usage\":null}}\n\n",
                "event: response.output_item.added\ndata: {\"type\":\"response.output_item.added\",\"item\":{\"type\":\"message\"}}\n\n",
                "event: response.output_text.delta\ndata: {\"type\":\"response.output_text.delta\",\"delta\":\"Dès 4,90 €\"}\n\n",
                "event: response.output_text.delta\ndata: {\"type\":\"response.output_text.delta\",\"delta\":\" 漢 [1].\"}\n\n",
                "event: response.output_text.done\ndata: {\"type\":\"response.output_text.done\",\"text\":\"Dès 4,90 € 漢 [1].\"}\n\n",
                "event: response.completed\ndata: {\"type\":\"response.completed\",\"response\":{\"status\":\"completed\",\"usage\":{\"input_tokens\":812,\"output_tokens\":9,\"total_tokens\":821}}}\n\n",
            ),
            expect![[r#"
                Piece("Dès 4,90 €")
                Piece(" 漢 [1].")
                Ended(Complete)
                in 812 out 9"#]],
        );
    }

    #[test]
    fn a_limit_a_refusal_and_failures_are_told_apart() {
        check(
            responses,
            "data: {\"type\":\"response.incomplete\",\"response\":{\"incomplete_details\":{\"reason\":\"max_output_tokens\"},\"usage\":{\"input_tokens\":5,\"output_tokens\":64}}}\n\n",
            expect![[r#"
                Ended(Cut)
                in 5 out 64"#]],
        );
        check(
            responses,
            "data: {\"type\":\"response.refusal.delta\",\"delta\":\"I can\"}\n\n",
            expect![[r#"
                Failed(Fault { why: "it would not answer this", blame: Declined })
                in 0 out 0"#]],
        );
        check(
            responses,
            "data: {\"type\":\"response.failed\",\"response\":{\"error\":{\"code\":\"server_error\",\"message\":\"x\"}}}\n\n",
            expect![[r#"
                Failed(Fault { why: "it reported `server_error`", blame: Broken })
                in 0 out 0"#]],
        );
        check(
            responses,
            "event: error\ndata: {\"type\":\"error\",\"code\":\"rate_limit_exceeded\",\"message\":\"x\"}\n\n",
            expect![[r#"
                Failed(Fault { why: "it reported `rate_limit_exceeded`", blame: Busy(None) })
                in 0 out 0"#]],
        );
    }

    #[test]
    fn the_request_keeps_instructions_apart_and_stores_nothing() {
        let configured = configured("openai-responses", "https://api.openai.com/v1");
        expect![[r#"
            POST https://api.openai.com/v1/responses
            authorization: Bearer {secret:MODEL_KEY}
            content-type: application/json
            accept: text/event-stream

            {
              "input": [
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
              "instructions": "Rules.",
              "max_output_tokens": 600,
              "model": "model-1",
              "store": false,
              "stream": true
            }"#]]
        .assert_eq(&request_text(&OpenaiResponses, &configured));
    }
}
