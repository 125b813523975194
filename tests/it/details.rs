//! The form after a handoff, on real workerd and in real Chromium: the packet is there before anything is filled in, what
//! is filled in follows it to the ticket and to the desk, and it can be skipped.

use crate::chromium::Chromium;
use crate::client::Agent;
use crate::receiver::Receiver;
use crate::stage::{Stage, until};
use crate::widget::{inside, open, reference, write};
use serde_json::json;

#[test]
fn what_is_filled_in_after_the_handoff_follows_the_packet() {
    let tool = Receiver::start();
    let vars = tool.vars();
    let vars: Vec<(&str, &str)> = vars.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let stage = Stage::with_site(&vars, |site| {
        let schema = |more: serde_json::Value| {
            let mut schema = json!({ "kind": "string", "min_length": 1, "max_length": 200 });
            for (key, value) in more.as_object().into_iter().flatten() {
                schema[key] = value.clone();
            }
            schema
        };
        let field = |name: &str, title: &str, example: &str, schema: serde_json::Value| json!({ "name": name, "title": { "": title }, "schema": schema, "example": example, "optional": true });
        let ask = json!([
            field("order", "Order number", "DK-20441", schema(json!({ "pattern": "DK-[0-9]{5}" }))),
            field(
                "room",
                "Where does it stand?",
                "",
                schema(json!({ "one_of": ["Living room", "Bedroom", "Outside"] }))
            ),
        ]);
        for queue in site["routing"]["queues"].as_array_mut().into_iter().flatten() {
            queue["ask"] = ask.clone();
        }
    });
    let chromium = Chromium::start();
    let mut page = chromium.page();
    page.size(390, 844);
    page.goto(&stage.url("/care/"));
    open(&mut page);
    write(&mut page, "My lamp hums at night, can I talk to a person?");
    let shown = reference(&mut page);
    until("the packet", || tool.of_type("handoff.created").into_iter().next());
    page.wait("the form", &inside("$$('[data-by=card] input, [data-by=card] select').length >= 2"));
    page.picture("details-form-phone");
    page.eval(&inside("$$('[data-by=card] input')[0].focus()"));
    page.type_text("20441");
    page.press("Enter");
    page.wait("what to correct", &inside("$('[data-by=card]').textContent.includes('Order number') && $$('[data-by=card]').at(-1).textContent.includes('check')"));
    page.eval(&inside("($$('[data-by=card] input')[0].value = '', $$('[data-by=card] input')[0].focus())"));
    page.type_text("DK-20441");
    page.press("Enter");
    page.wait(
        "what was added",
        &inside("$$('[data-by=card]').some((card) => card.textContent.includes('Added to'))"),
    );
    page.picture("details-added-phone");
    let told = until("the details at the tool", || tool.of_type("customer.details").into_iter().next());
    assert_eq!(told["data"]["details"], json!([{ "label": "Order number", "value": "DK-20441" }]));
    assert_eq!(told["data"]["reference"], shown.as_str());
    assert_eq!(tool.of_type("handoff.created").len(), 1, "the packet is not sent again");
    let id = told["data"]["conversation"].as_str().expect("it names the conversation");
    let opened = Agent::sign_in(&stage, "Sarah").get(&format!("c/{id}")).expect("the Worker is there").json();
    assert!(opened["briefing"]["facts"].to_string().contains("[\"Order number\",\"DK-20441\"]"), "{opened}");
    assert_eq!(page.console, Vec::<String>::new());

    let mut other = chromium.page();
    other.size(1280, 800);
    other.goto(&stage.url("/care/"));
    other.eval("localStorage.clear()");
    other.goto(&stage.url("/care/"));
    open(&mut other);
    write(&mut other, "Another lamp hums, can I talk to a person?");
    other.wait("the form", &inside("$$('[data-by=card] .choice').length > 0"));
    other.picture("details-form");
    other.eval(&inside("$$('[data-by=card] .choice').at(-1).click()"));
    other.wait(
        "that it was skipped",
        &inside("$$('[data-by=card]').some((card) => card.textContent.includes('Skipped'))"),
    );
}
