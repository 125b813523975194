//! 1. Whatever a customer or a model gives as a value, the call goes to the host and the path of the file.
//! 2. A value is found in a message only where it can be told from other words, and sent only if the schema allows it.
//! 3. What comes back shows what the file points at, as short plain text, and says how it ended.

use super::call::{end, request};
use super::schema::Schema;
use super::*;
use crate::http::HttpResponse;
use crate::section::{File, Section};
use expect_test::{Expect, expect};
use proptest::prelude::*;

pub(crate) fn actions(text: &str) -> (Vec<Action>, Vec<String>) {
    let file = File::new("site.toml", text);
    let root = file.parse();
    let top = Section::new(&file, root.get_ref(), 0, "the site");
    let actions = crate::site::actions(&top, false).0;
    top.done();
    (actions, file.problems().iter().map(ToString::to_string).collect())
}

pub(crate) const SHOP: &str = r#"
[actions]
hosts = ["api.shop.example"]
[[action]]
name = "order-status"
title = { en = "Order status", de = "Stand der Bestellung" }
when = "the customer asks where an order is"
asks = ["where is my order", "order status"]
url = "https://api.shop.example/v1/orders/{order}?email={email}"
key = "SHOP_KEY"
done = "Order {order}: {/state}."
rows = [{ label = "Arrives", value = "/parcels/0/day" }]
reason = "/message"
[[action.parameter]]
name = "order"
title = "Order number"
schema = { pattern = "DK-[0-9]{5}" }
example = "DK-20441"
[[action.parameter]]
name = "email"
title = "Email"
schema = { format = "email" }
from = "identity.email"
[[action]]
name = "gift-wrap"
title = "Gift wrap"
when = "the customer wants it wrapped"
asks = ["gift wrap my order"]
method = "POST"
url = "https://api.shop.example/v1/wraps"
sign = "SHOP_SIGN"
needs-identity = true
needs-approval = true
confirm = "Shall I have it wrapped?"
done = "Wrapped."
[[action.parameter]]
name = "order"
title = "Order number"
schema = { pattern = "DK-[0-9]{5}" }
[[action.parameter]]
name = "amount"
title = "Amount"
schema = { type = "number", minimum = 1, maximum = 500 }
optional = true
"#;

pub(crate) fn shop() -> Vec<Action> {
    let (actions, problems) = actions(SHOP);
    assert!(problems.is_empty(), "{problems:?}");
    actions
}

fn text(value: &str) -> Value {
    Value::String(value.to_owned())
}

fn arguments(pairs: &[(&str, &str)]) -> Arguments {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), text(value))).collect()
}

#[test]
fn a_call_is_the_address_of_the_file_with_the_values_in_their_places() {
    let shop = shop();
    let get =
        request(&shop[0], &arguments(&[("order", "DK-20441"), ("email", "a+b@c.example")]), "k1").unwrap();
    assert_eq!(get.url, "https://api.shop.example/v1/orders/DK-20441?email=a%2Bb%40c.example");
    assert!(get.headers.contains(&("authorization".to_owned(), "Bearer {secret:SHOP_KEY}".to_owned())));
    assert!(get.headers.contains(&("idempotency-key".to_owned(), "k1".to_owned())));
    assert_eq!(get.body, "");
    let post = request(&shop[1], &arguments(&[("order", "DK-20441"), ("unknown", "x")]), "k2").unwrap();
    assert_eq!(
        (post.url.as_str(), post.body.as_str()),
        ("https://api.shop.example/v1/wraps", r#"{"order":"DK-20441"}"#)
    );
    assert!(matches!(post.sign, Some(crate::http::Sign::StandardWebhooks { id, .. }) if id == "k2"));
}

#[test]
fn a_step_in_the_path_is_no_value() {
    let shop = shop();
    for step in ["..", ".", ""] {
        let made = request(&shop[0], &arguments(&[("order", step), ("email", "a@b.example")]), "k");
        assert!(made.is_err(), "{step:?}: {made:?}");
    }
}

#[test]
fn a_value_of_the_query_is_one_value() {
    let mut action = shop().remove(0);
    action.url = "https://api.shop.example/v1/orders".to_owned();
    let made = request(&action, &arguments(&[("order", "a&admin=1#b")]), "k").map(|request| request.url);
    assert_eq!(made.as_deref(), Ok("https://api.shop.example/v1/orders?order=a%26admin%3D1%23b"));
}

#[test]
fn an_address_with_a_sign_that_cuts_it_is_refused() {
    for sign in ["#", " ", "\\", "@"] {
        let file = SHOP.replace("/v1/wraps", &format!("/v1/wraps{sign}x"));
        let (_, problems) = actions(&file.replace("\\", "\\\\"));
        assert!(
            problems.iter().any(|told| told.contains("a sign that cannot stand there")),
            "{sign} {problems:?}"
        );
    }
}

proptest! {
    #[test]
    fn no_value_leads_the_call_anywhere_else(order in "\\PC*", email in "(\\PC|[/\\\\@:?#%{}.])*") {
        let shop = shop();
        let arguments = arguments(&[("order", &order), ("email", &email)]);
        if let Ok(made) = request(&shop[0], &arguments, "k") {
            let rest = made.url.strip_prefix("https://api.shop.example/v1/orders/").unwrap();
            let (path, query) = rest.split_once("?email=").unwrap();
            let plain = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~%".contains(&b));
            prop_assert!(plain(path) && plain(query), "{}", made.url);
            prop_assert!(!made.url.contains("{secret:") && !made.url.contains("/../"), "{}", made.url);
        }
        // What is checked first is narrower still.
        let given = arguments.into_iter().collect();
        let (good, _) = shop[0].checked(&given);
        prop_assert!(good.get("order").is_none_or(|order| order.as_str().unwrap().starts_with("DK-")));
    }

    #[test]
    fn any_schema_reads_any_text(text in "\\PC*", length in 0usize..300) {
        let mut schema = Schema { pattern: Some("[A-Z]{2}-[0-9]+".to_owned()), ..Schema::string() };
        for kind in [schema::Kind::String, schema::Kind::Integer, schema::Kind::Number, schema::Kind::Boolean] {
            schema.kind = kind;
            schema.read(&text);
            schema.find(&text.repeat(length));
        }
    }
}

#[test]
fn values_are_found_where_they_can_be_told_from_words() {
    let shop = shop();
    let found = |text: &str| {
        let found = shop[0].found(text, &Arguments::new());
        found
            .iter()
            .map(|(name, value)| format!("{name}={}", schema::text(value)))
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(
        found("where is my order dk-20441? I am at Ada.B+x@mail.example."),
        "email=Ada.B+x@mail.example order=DK-20441"
    );
    assert_eq!(found("where is order #DK-20441!"), "order=DK-20441");
    assert_eq!(found("where is DK-204411 or XDK-20441 or me@home"), "");
    let reason =
        Schema { one_of: vec!["Arrived damaged".to_owned(), "Wrong item".to_owned()], ..Schema::string() };
    assert_eq!(reason.find("It is the WRONG item, sorry").as_deref(), Some("Wrong item"));
    assert_eq!(reason.find("strong items"), None);
}

#[test]
fn a_value_the_schema_does_not_allow_is_told_and_not_kept() {
    let shop = shop();
    let given = |order: Value, amount: Value| {
        let given = BTreeMap::from([
            ("order".to_owned(), order),
            ("amount".to_owned(), amount),
            ("admin".to_owned(), text("yes")),
        ]);
        let (good, wrong) = shop[1].checked(&given);
        format!("{good:?} wrong {:?}", wrong.iter().map(|p| p.name.as_str()).collect::<Vec<_>>())
    };
    expect![[r#"{"amount": Number(20.5), "order": String("DK-20441")} wrong []"#]]
        .assert_eq(&given(text(" dk-20441 "), serde_json::json!(20.5)));
    expect![[r#"{} wrong ["order", "amount"]"#]].assert_eq(&given(text("DK-1"), serde_json::json!(501)));
    expect![[r#"{} wrong ["order", "amount"]"#]]
        .assert_eq(&given(serde_json::json!({"a": [1]}), text("much")));
    expect!["{} wrong []"].assert_eq(&given(Value::Null, text("")));
}

#[test]
fn a_value_is_one_of_the_few_allowed_and_no_longer_than_allowed() {
    let size = Schema { one_of: vec!["S".to_owned(), "M".to_owned()], ..Schema::string() };
    assert_eq!((size.read("m"), size.read("XXL")), (Some(text("M")), None));
    let short = Schema { max_length: 5, ..Schema::string() };
    assert_eq!((short.read("12345"), short.read("123456")), (Some(text("12345")), None));
}

#[test]
fn what_the_site_vouches_for_cannot_be_said_differently() {
    let shop = shop();
    let mut said = arguments(&[("order", "DK-20441"), ("email", "somebody@else.example")]);
    let ada = Identity {
        id: "7".to_owned(),
        email: "ada@mail.example".to_owned(),
        name: String::new(),
        tier: String::new(),
    };
    shop[0].vouched(&mut said, Some(&ada));
    assert_eq!(said["email"], "ada@mail.example");
    shop[0].vouched(&mut said, Some(&Identity { email: String::new(), ..ada }));
    assert!(!said.contains_key("email"), "what the site does not say is asked, not taken from before");
}

#[test]
fn the_longest_phrase_is_meant_and_how_is_no_request() {
    let mut site = crate::conversation::tests::site().clone();
    site.actions = shop();
    let all = ["order-status".to_owned(), "gift-wrap".to_owned()];
    let wanted = |text: &str, ready: &[String]| {
        let reading = crate::reading::read(text, &site.policy.vocabulary);
        meant(&site, ready, text, reading.wants_it_done).map(|action| action.name.clone())
    };
    assert_eq!(wanted("hi, where is my order?", &all).as_deref(), Some("order-status"));
    assert_eq!(wanted("please gift wrap my order", &all).as_deref(), Some("gift-wrap"));
    assert_eq!(wanted("how do I gift wrap my order?", &all), None);
    assert_eq!(wanted("where is my lamp", &all), None);
    assert_eq!(wanted("where is my order?", &[]), None, "an action whose secret is not set is not there");
}

#[test]
fn every_end_of_a_call_is_told_apart() {
    let shop = shop();
    let answered = |status: u16, kind: &str, body: &str| {
        let headers = vec![("content-type".to_owned(), kind.to_owned())];
        format!("{:?}", end(&shop[0], Ok(HttpResponse { status, headers, body: body.to_owned() })))
    };
    let json = "application/json; charset=utf-8";
    let check = |told: String, expected: Expect| expected.assert_eq(&told);
    check(
        answered(200, json, r#"{"state":"On\n its \u0007 way","parcels":[{"day":3}],"secret":"x"}"#),
        expect![[r#"Done { values: {"/parcels/0/day": "3", "/state": "On its way"} }"#]],
    );
    check(answered(204, "", ""), expect!["Done { values: {} }"]);
    check(
        answered(200, json, r#"{"state":{"html":"<b>"}}"#),
        expect![[r#"Done { values: {"/state": ""} }"#]],
    );
    check(
        answered(200, "text/html", "<html>"),
        expect![[r#"Failed { why: "it answered something else than JSON" }"#]],
    );
    check(
        answered(200, json, "{\"a\":"),
        expect![[r#"Failed { why: "it answered something else than JSON" }"#]],
    );
    check(
        answered(200, json, &" ".repeat(70_000)),
        expect![[r#"Failed { why: "it answered far too much" }"#]],
    );
    check(
        answered(302, "", ""),
        expect![[r#"Failed { why: "it answered 302, and a redirect is not followed" }"#]],
    );
    check(
        answered(404, json, r#"{"message":"No such order."}"#),
        expect![[r#"Declined { reason: "No such order.", why: "it answered 404" }"#]],
    );
    check(answered(422, "", "oops"), expect![[r#"Declined { reason: "", why: "it answered 422" }"#]]);
    check(answered(403, json, "{}"), expect![[r#"Forbidden { why: "it answered 403" }"#]]);
    check(answered(500, json, "{}"), expect![[r#"Failed { why: "it answered 500" }"#]]);
    check(
        format!("{:?}", end(&shop[0], Err("it cannot be reached".to_owned()))),
        expect![[r#"Failed { why: "it cannot be reached" }"#]],
    );
}

#[test]
fn every_slip_in_the_file_is_told_with_its_line() {
    let (_, problems) = actions(
        r#"
[actions]
hosts = ["*.shop.example", "https://a.example", "api.shop.example", "localhost:3000"]
[[action]]
name = "One"
title = "One"
when = "x"
url = "https://evil.example/{a}"
done = "{b}"
[[action]]
name = "two"
title = "Two"
when = "x"
url = "https://{host}.shop.example/"
done = "Done."
[[action]]
name = "three"
title = "Three"
when = "x"
method = "PSOT"
url = "http://api.shop.example/../admin"
key = "sk-1234"
done = "Done."
reason = "message"
[[action.parameter]]
name = "order"
title = "Order"
schema = { pattern = "(", minimun = 1 }
example = "x"
[[action]]
name = "four"
when = "x"
url = "/demo/api/orders"
done = "Done."
"#,
    );
    expect![[r#"
        site.toml:3: `*.shop.example` is not a host
            help: a host as it stands in an address, as in `api.shop.example`; no `*`, no scheme, no path
        site.toml:3: `https://a.example` is not a host
            help: a host as it stands in an address, as in `api.shop.example`; no `*`, no scheme, no path
        site.toml:4: `{b}` in `done` of action `One` is filled by nothing
            help: `{name}` of a parameter, or `{/pointer}` into the answer
        site.toml:5: `One` cannot name an action
            help: lowercase letters, digits and `-`, at most 40, and each name once
        site.toml:8: `{a}` in the address of action `One` is no parameter
            help: declare it as an `[[action.parameter]]`
        site.toml:8: the host `evil.example` of action `One` is not on the list `hosts`
            help: write it there, as in `[actions]` and `hosts = ["evil.example"]`; host and port cannot hold `{…}`
        site.toml:14: `{host}` in the address of action `two` is no parameter
            help: declare it as an `[[action.parameter]]`
        site.toml:14: the host `{host}.shop.example` of action `two` is not on the list `hosts`
            help: write it there, as in `[actions]` and `hosts = ["{host}.shop.example"]`; host and port cannot hold `{…}`
        site.toml:20: unknown method `PSOT` of action `three`
            help: did you mean `POST`?
        site.toml:21: `http://api.shop.example/../admin` goes up in its path
            help: write the path as it is
        site.toml:21: `http://api.shop.example/../admin` is not `https`
            help: `http` is allowed on this machine only
        site.toml:22: `key` of action `three` is not the name of a secret
            help: capitals, digits and `_`, as in `OPENAI_API_KEY`; the secret itself never stands here
        site.toml:24: `message` is not a JSON pointer
            help: a place in the JSON of the answer, as in `/state` or `/parcels/0/day`
        site.toml:28: `(` is not a pattern
            help: a regular expression without look-around, as in `DK-[0-9]{5}`
        site.toml:28: unknown key `minimun` in [schema]
            help: did you mean `minimum`?
        site.toml:29: `x` does not fit its own schema
            help: an example must be a value that its `schema` allows
        site.toml:30: action `four` has no `title`
            help: what customers read above the card, as in `title = "Order status"`
        site.toml:33: `/demo/api/orders` is the demo shop's, which this Worker does not serve
            help: the whole address of your own API, as in `https://api.shop.example/orders`"#]].assert_eq(&problems.join("\n"));
}
