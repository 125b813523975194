//! Chat Completions, the protocol most servers speak: OpenAI, Gemini, Mistral, Groq, OpenRouter, vLLM, llama.cpp,
//! Ollama, Cloudflare's AI Gateway and others, each by its `base-url`.
//!
//! Two fields differ between them, and both are refused by whoever does not know them: OpenAI's newer models want
//! `max_completion_tokens`, all others know `max_tokens`; Mistral tells usage without being asked and refuses the asking.

use super::decode::{Blame, Call, End, Fault, News, Protocol, Usage, count, json, named};
use super::sse::Event;
use super::{Holds, Prompt, Provider, Setting, bearer, messages, model, post, server};
use crate::http::HttpRequest;
use crate::site;
use serde_json::{Value, json};

pub struct OpenaiChat;

impl Provider for OpenaiChat {
    fn kind(&self) -> &'static str {
        "openai-chat"
    }

    fn means(&self) -> &'static str {
        "Chat Completions: OpenAI, Gemini, Mistral, Groq, OpenRouter, vLLM, llama.cpp, Ollama and AI gateways, by `base-url`."
    }

    fn settings(&self) -> &'static [Setting] {
        &[
            const { server("https://api.openai.com/v1") },
            const { model("the model, as in `gpt-5-mini`") },
            Setting {
                key: "key",
                means: "its API key; leave it out where none is needed",
                holds: Holds::OptionalSecret,
            },
        ]
    }

    fn request(&self, configured: &site::Provider, prompt: &Prompt) -> Option<HttpRequest> {
        let base = configured.setting("base-url");
        let mut body = body(configured, prompt);
        let host = host(base);
        let limit = if host == "api.openai.com" { "max_completion_tokens" } else { "max_tokens" };
        body[limit] = json!(configured.max_tokens);
        if host != "api.mistral.ai" {
            body["stream_options"] = json!({ "include_usage": true });
        }
        Some(post(format!("{base}/chat/completions"), bearer(configured), &body))
    }

    fn protocol(&self) -> Box<dyn Protocol> {
        Box::new(Chunks::default())
    }
}

/// What all Chat Completions have in common.
pub(super) fn body(configured: &site::Provider, prompt: &Prompt) -> Value {
    let mut all = vec![json!({ "role": "system", "content": prompt.system })];
    all.extend(messages(prompt));
    let mut body = json!({ "model": configured.setting("model"), "messages": all, "stream": true });
    if !prompt.tools.is_empty() {
        let tools = prompt.tools.iter().map(|tool| {
            let function =
                json!({ "name": tool.name, "description": tool.when, "parameters": tool.parameters });
            json!({ "type": "function", "function": function })
        });
        body["tools"] = tools.collect();
    }
    body
}

fn host(base: &str) -> &str {
    let rest = base.split_once("://").map_or(base, |(_, rest)| rest);
    rest.split(['/', ':']).next().unwrap_or("")
}

/// `chat.completion.chunk`, until `[DONE]`.
#[derive(Default)]
pub(super) struct Chunks {
    finished: Option<End>,
    call: Call,
}

impl Protocol for Chunks {
    fn read(&mut self, event: &Event, out: &mut Vec<News>) {
        if event.data.trim() == "[DONE]" {
            let end = self.call.take().unwrap_or(News::Ended(self.finished.unwrap_or(End::Complete)));
            return out.push(end);
        }
        let Some(chunk) = json(event, out) else { return };
        // OpenRouter and gateways report what breaks on the way within the stream.
        if chunk["error"].is_object() {
            return out.push(News::Failed(named(&chunk["error"])));
        }
        let usage = &chunk["usage"];
        if usage.is_object() {
            let (input, output) = (count(&usage["prompt_tokens"]), count(&usage["completion_tokens"]));
            out.push(News::Usage(Usage { input, output }));
        }
        // The older shape of Workers AI: a bare token.
        if let Some(text) = chunk["response"].as_str() {
            out.push(News::Piece(text.to_owned()));
        }
        let choice = &chunk["choices"][0];
        if let Some(text) = choice["delta"]["content"].as_str() {
            out.push(News::Piece(text.to_owned()));
        }
        for (i, call) in choice["delta"]["tool_calls"].as_array().into_iter().flatten().enumerate() {
            let (index, function) = (call["index"].as_u64().unwrap_or(i as u64), &call["function"]);
            self.call.add(index, function["name"].as_str(), function["arguments"].as_str());
        }
        // The older shape of Workers AI: a call as a whole, its arguments as an object.
        if let Some(call) = chunk["tool_calls"].get(0) {
            self.call.add(0, call["name"].as_str(), Some(&call["arguments"].to_string()));
        }
        match choice["finish_reason"].as_str() {
            None => {}
            Some("length") => self.finished = Some(End::Cut),
            Some("content_filter") => {
                out.push(News::Failed(Fault::new(Blame::Declined, "its content filter stopped the answer")));
            }
            Some("error") => out.push(News::Failed(Fault::new(Blame::Broken, "it reported an error"))),
            Some(_) => self.finished = Some(End::Complete),
        }
        if choice["delta"]["refusal"].as_str().is_some_and(|text| !text.is_empty()) {
            out.push(News::Failed(Fault::new(Blame::Declined, "it would not answer this")));
        }
    }

    // Usage may follow the finish, so that the finish is not the end; some servers leave out `[DONE]`.
    fn end(&mut self) -> News {
        match self.finished {
            Some(end) => self.call.take().unwrap_or(News::Ended(end)),
            None => News::Failed(Fault::cut()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::decode::tests::check;
    use super::super::tests::{configured, request_text};
    use super::*;
    use expect_test::expect;

    fn chunks() -> Box<dyn Protocol> {
        OpenaiChat.protocol()
    }

    #[test]
    fn an_answer_with_usage_is_read() {
        check(
            chunks,
            concat!(
                ": OPENROUTER PROCESSING\n\n",
                "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"logprobs\":null,\"finish_reason\":null}]}\n\n",
                "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Lampes dès 4,90 €\"},\"finish_reason\":null}],\"usage\":null}\n\n",
                "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\" 漢 🪔 [1].\"},\"finish_reason\":null}]}\n\n",
                "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n",
                "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":812,\"completion_tokens\":9,\"total_tokens\":821}}\n\n",
                "data: [DONE]\n\n",
            ),
            expect![[r#"
                Piece("Lampes dès 4,90 €")
                Piece(" 漢 🪔 [1].")
                Ended(Complete)
                in 812 out 9"#]],
        );
    }

    #[test]
    fn an_end_at_the_limit_a_filter_an_error_and_broken_json_are_told_apart() {
        check(
            chunks,
            "data: {\"choices\":[{\"delta\":{\"content\":\"One\"},\"finish_reason\":\"length\"}]}\n\ndata: [DONE]\n\n",
            expect![[r#"
                Piece("One")
                Ended(Cut)
                in 0 out 0"#]],
        );
        check(
            chunks,
            "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"content_filter\"}]}\n\n",
            expect![[r#"
                Failed(Fault { why: "its content filter stopped the answer", blame: Declined })
                in 0 out 0"#]],
        );
        check(
            chunks,
            "data: {\"error\":{\"code\":429,\"message\":\"key sk-1234 has no more\"}}\n\n",
            expect![[r#"
                Failed(Fault { why: "it reported `429`", blame: Busy(None) })
                in 0 out 0"#]],
        );
        check(
            chunks,
            "data: {\"choices\":[{\"delta\":{\"content\":\"One\"}}]}\n\ndata: {\"choices\":[{\"del\n\n",
            expect![[r#"
                Piece("One")
                Failed(Fault { why: "it sent something that cannot be read", blame: Broken })
                in 0 out 0"#]],
        );
    }

    #[test]
    fn thoughts_are_no_text_and_a_tool_call_is_put_together_from_its_parts() {
        check(
            chunks,
            concat!(
                "data: {\"choices\":[{\"delta\":{\"reasoning_content\":\"hm\"}}]}\n\n",
                "data: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"t\",\"function\":{\"name\":\"x\",\"arguments\":\"\"}}]}}]}\n\n",
                "data: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{\\\"a\\\":\"}}]}}]}\n\n",
                "data: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":1,\"function\":{\"name\":\"second\",\"arguments\":\"{}\"}},{\"index\":0,\"function\":{\"arguments\":\"1}\"}}]}}]}\n\n",
                "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"tool_calls\"}]}\n\ndata: [DONE]\n\n",
            ),
            expect![[r#"
                Called { name: "x", arguments: "{\"a\":1}" }
                in 0 out 0"#]],
        );
    }

    #[test]
    fn the_request_holds_the_name_of_the_key_and_what_each_host_understands() {
        let request = |base: &str| request_text(&OpenaiChat, &configured("openai-chat", base));
        expect![[r#"
            POST https://api.openai.com/v1/chat/completions
            authorization: Bearer {secret:MODEL_KEY}
            content-type: application/json
            accept: text/event-stream

            {
              "max_completion_tokens": 600,
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
              "model": "model-1",
              "stream": true,
              "stream_options": {
                "include_usage": true
              }
            }"#]]
        .assert_eq(&request("https://api.openai.com/v1"));
        assert!(request("https://api.mistral.ai/v1").contains("\"max_tokens\""));
        assert!(!request("https://api.mistral.ai/v1").contains("stream_options"));
        assert!(request("http://127.0.0.1:11434/v1").contains("stream_options"));
    }
}
