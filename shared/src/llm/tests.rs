//! What holds for every provider of the registry.

use super::*;
use crate::site;

/// A provider as `site.toml` would configure it.
pub fn configured(kind: &str, base: &str) -> site::Provider {
    let settings = [("base-url", base), ("model", "model-1"), ("key", "MODEL_KEY")];
    site::Provider {
        name: "model".to_owned(),
        kind: kind.to_owned(),
        settings: settings.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect(),
        max_tokens: 600,
        deadline: 30,
        price: site::Price { input: 0.25, output: 2.0 },
    }
}

/// A request as one would look at it.
pub fn request_text(provider: &dyn Provider, configured: &site::Provider) -> String {
    let say = |voice, text: &str| Message { voice, text: text.to_owned() };
    let prompt = Prompt {
        system: "Rules.".to_owned(),
        messages: vec![
            say(Voice::Customer, "Hello"),
            say(Voice::Assistant, "Hi!"),
            say(Voice::Customer, "How long? {secret:OTHER}"),
        ],
        tools: Vec::new(),
    };
    let request = provider.request(configured, &prompt).expect("a model is asked");
    let headers: Vec<String> =
        request.headers.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    let body: Value = serde_json::from_str(&request.body).expect("the body is JSON");
    let body = serde_json::to_string_pretty(&body).expect("JSON prints");
    format!("{} {}\n{}\n\n{body}", request.method, request.url, headers.join("\n"))
}

#[test]
fn every_provider_has_its_own_kind_and_says_what_it_is() {
    for (i, provider) in PROVIDERS.iter().enumerate() {
        assert!(provider.means().ends_with('.'), "`{}`", provider.kind());
        assert!(PROVIDERS[..i].iter().all(|other| other.kind() != provider.kind()), "`{}`", provider.kind());
    }
    assert_eq!(PROVIDERS.last().map(|last| last.kind()), Some(EXTRACTIVE));
}

#[test]
fn no_request_holds_a_secret_but_by_name_and_what_a_customer_writes_is_never_filled_in() {
    for provider in PROVIDERS.iter().filter(|provider| provider.kind() != EXTRACTIVE) {
        let mut configured = configured(provider.kind(), "https://models.example/v1");
        configured.settings.insert("account".to_owned(), "ACCOUNT".to_owned());
        let text = request_text(*provider, &configured);
        let (head, body) = text.split_once("\n\n").expect("head and body");
        assert!(head.contains("{secret:MODEL_KEY}"), "`{}`: {head}", provider.kind());
        assert!(!head.contains("OTHER"), "the edge fills in heads only: `{}`", provider.kind());
        assert!(body.contains("{secret:OTHER}"), "`{}`", provider.kind());
    }
}

#[test]
fn every_model_is_told_of_the_tools_in_its_own_way_and_of_none_where_there_are_none() {
    let schema = serde_json::json!({ "type": "object", "properties": { "order": { "type": "string" } } });
    let tool =
        Tool { name: "order-status".to_owned(), when: "Use this.".to_owned(), parameters: schema.clone() };
    let asked = Message { voice: Voice::Customer, text: "hi".to_owned() };
    for provider in PROVIDERS.iter().filter(|provider| provider.kind() != EXTRACTIVE) {
        let body = |tools: Vec<Tool>| -> Value {
            let prompt = Prompt { system: String::new(), messages: vec![asked.clone()], tools };
            let configured = configured(provider.kind(), "https://models.example/v1");
            serde_json::from_str(&provider.request(&configured, &prompt).expect("a model is asked").body)
                .expect("JSON")
        };
        assert!(body(Vec::new()).get("tools").is_none(), "`{}`", provider.kind());
        let told = body(vec![tool.clone()]);
        let told = &told["tools"][0];
        let places = ["/parameters", "/input_schema", "/function/parameters"];
        assert!(
            places.iter().any(|place| told.pointer(place) == Some(&schema)),
            "`{}`: {told}",
            provider.kind()
        );
    }
}

#[test]
fn every_protocol_survives_noise() {
    let noise = [
        "data: 1\n\n",
        "data: {}\n\n",
        "data: []\n\n",
        "data: \"x\"\n\n",
        "data:\n\n",
        "event: x\ndata: null\n\n",
    ];
    for provider in PROVIDERS {
        let mut decoder = decode::Decoder::new(provider.protocol());
        let mut news: Vec<News> = noise.iter().flat_map(|line| decoder.feed(line.as_bytes())).collect();
        news.extend(decoder.finish());
        let ends = news.iter().filter(|item| matches!(item, News::Failed(_))).count();
        assert_eq!((ends, news.len()), (1, 1), "`{}`: {news:?}", provider.kind());
    }
}
