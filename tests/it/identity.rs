//! 1. Who signs in on the page is verified at the desk and may do what needs it; who signs out leaves nothing behind.
//! 2. Each kind of proof is believed, a forged one is not, and a conversation is not shown to another customer.
//! 3. Who proves it after the handoff is told so to the tool that has it, once; before that they were told it may be asked.

use crate::actions::{newest, send, still};
use crate::chromium::Chromium;
use crate::client::{Agent, Customer, request};
use crate::receiver;
use crate::stage::{Stage, until};
use crate::widget::{inside, open, write};
use serde_json::json;
use shared::wire::{Command, Shown, VERSION};

const SECRET: &str = "a-secret-of-at-least-thirty-two-bytes";
const PUBLIC: &str = "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAETTvV0M0KkGQeCmFaEIZKe2tsz2ci\nND8NptUfD/0+FtA7P8z24fSaVntSHx/0D6+BiAr1XxOi+MGEtC40KwBveQ==\n-----END PUBLIC KEY-----";
const ES256: &str = "eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJjdXNfODEiLCJlbWFpbCI6ImFkYUBleGFtcGxlLmNvbSIsInRpZXIiOiJUcmFkZSIsImV4cCI6MTgwMDAwMDAwMH0.IETOAUAtBGkTNeNPOVfkMeRsGSn3eJ-deFZveTWAdaOIa3I3d4U_AvQz_AhY8CSJzt_kZiWI00HphHaS25OuvQ";
const HMAC: &str = "hmac:6e32ea6491ee50e754edc9c941dd44bace7ae844ccb631890a0d6671332b877a:cus_81";

#[test]
fn who_is_signed_in_on_the_page_is_verified_and_who_signs_out_leaves_nothing_behind() {
    let stage = Stage::start(&[("IDENTITY_SECRET", SECRET), ("ACTION_SECRET", receiver::SECRET)]);
    let chromium = Chromium::start();
    let mut page = chromium.page();
    page.size(1280, 800);
    page.goto(&stage.url("/account/"));
    open(&mut page);
    write(&mut page, "I want to start a return for DK-20418");
    page.wait("the form", &inside("!!$('form [name=reason]')"));
    page.eval(&inside("$('form [name=reason]').selectedIndex = 1"));
    assert_eq!(page.eval(&inside("$('form [name=email]').value")), "ines.maes@mail.example");
    send(&mut page, &[]);
    page.wait("the question", &format!("{}.includes('Shall I start this return')", newest()));
    still(&mut page);
    page.picture("action-confirm");
    send(&mut page, &[]);
    page.wait("the return", &format!("{}.includes('RT-')", newest()));
    still(&mut page);
    page.picture("action-return");
    page.eval(&inside("$('#ask').click()"));
    let agent = Agent::sign_in(&stage, "Sarah");
    let id = until("the handoff at the desk", || {
        Some(agent.get("list")?.json()["open"].get(0)?["conversation"].as_str()?.to_owned())
    });
    let opened = agent.get(&format!("c/{id}")).expect("the Worker is there").json();
    assert!(
        opened["briefing"]["facts"].to_string().contains("cus_2041, home (verified by the site)"),
        "{opened}"
    );
    let mut other = chromium.page();
    other.goto(&stage.url("/"));
    open(&mut other);
    other.wait("the conversation", &inside("root.textContent.includes('RT-')"));
    // Frames of the page come late: what was read of the old conversation must not appear after it was left.
    let late = "self.requestAnimationFrame = () => 0";
    page.call("Page.addScriptToEvaluateOnNewDocument", json!({ "source": late }));
    page.goto(&stage.url("/account/sign-in/"));
    open(&mut page);
    page.wait("an empty chat", &inside("!!$('#suggestions') && $$('[data-by=customer]').length == 0"));
    write(&mut page, "Where is my order?");
    page.wait("the form", &inside("!!$('form [name=email]')"));
    assert_eq!(page.eval(&inside("$('form [name=email]').value")), "");
    other.wait(
        "the new conversation",
        &inside("!!$('form [name=email]') && !root.textContent.includes('RT-')"),
    );
}

#[test]
fn each_proof_is_believed_a_forged_one_is_not_and_another_customer_sees_nothing() {
    let stage = Stage::start(&[("IDENTITY_SECRET", SECRET), ("IDENTITY_PUBLIC_KEY", PUBLIC)]);
    let known = |token: &str| {
        let mut customer = Customer::new(&stage);
        customer.act(Command::Identify { token: token.to_owned() });
        customer.act(Command::Person { text: "help".to_owned(), contact: Default::default(), page: None });
        let agent = Agent::sign_in(&stage, "Sarah");
        agent.card(&customer.id());
        let opened = agent.get(&format!("c/{}", customer.id())).expect("the Worker is there").json();
        (customer, opened["briefing"]["facts"].to_string())
    };
    for proof in [ES256, HMAC] {
        assert!(known(proof).1.contains("verified by the site"), "{proof}");
    }
    let forged = HMAC.replace("cus_81", "cus_82");
    assert!(!known(&forged).1.contains("verified by the site"));
    let (customer, _) = known(HMAC);
    for token in ["", ES256.replace("x", "y").as_str()] {
        let commands = json!([{ "key": "other", "do": { "identify": { "token": token } } }]);
        let body =
            json!({ "v": VERSION, "token": customer.token, "commands": commands, "after": 0 }).to_string();
        let answer = request("POST", &stage.url("/api/do"), &[], &body).expect("the Worker is there");
        // A sign-out ends what was verified; a proof that is none ends nothing.
        assert_eq!(answer.status, if token.is_empty() { 401 } else { 200 }, "{}", answer.body);
        assert_eq!(answer.body.contains("help"), !token.is_empty());
    }
}

#[test]
fn who_proves_it_after_the_handoff_is_verified_for_the_team_that_has_it() {
    let receiver = receiver::Receiver::start();
    let vars = receiver.vars();
    let mut vars: Vec<(&str, &str)> = vars.iter().map(|(name, value)| (*name, value.as_str())).collect();
    vars.push(("IDENTITY_SECRET", SECRET));
    let stage = Stage::start(&vars);
    let mut customer = Customer::new(&stage);
    let text = "Somebody hacked my account, I need a person".to_owned();
    customer.act(Command::Person { text, contact: Default::default(), page: None });
    let told = customer.wait("the handoff", |shown| match shown {
        Shown::HandedOver { text, .. } => Some(text.clone()),
        _ => None,
    });
    assert!(told.contains("a person may first check that it is you"), "{told}");
    let packet = until("the packet", || receiver.of_type("handoff.created").pop());
    assert_eq!(packet["data"]["customer"]["verified"], false);
    assert!(packet["data"]["missing"].to_string().contains("verify before acting on an account"), "{packet}");
    for _ in 0..2 {
        customer.act(Command::Identify { token: HMAC.to_owned() });
    }
    let news = until("the news", || receiver.of_type("customer.identified").pop());
    assert_eq!(news["data"]["identity"]["id"], "cus_81", "{news}");
    customer.say("And now?");
    until("the words", || receiver.of_type("customer.said").pop());
    assert_eq!(receiver.of_type("customer.identified").len(), 1, "once, however often it is proven");
    // A second handoff of a customer who is known says nothing about proving it.
    let mut known = Customer::new(&stage);
    known.act(Command::Identify { token: HMAC.to_owned() });
    known.act(Command::Person {
        text: "Somebody hacked my account".to_owned(),
        contact: Default::default(),
        page: None,
    });
    let told = known.wait("the handoff", |shown| match shown {
        Shown::HandedOver { text, .. } => Some(text.clone()),
        _ => None,
    });
    assert!(!told.contains("check that it is you"), "{told}");
}
