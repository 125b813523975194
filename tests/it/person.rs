//! Asking for a person, seen in the browser before the Worker answers:
//! 1. the matcher of each language knows who asks and who only sounds like it;
//! 2. with the Worker away, the chat says at once that a person was understood, and they come once it is back.

use crate::chromium::Chromium;
use crate::client::Agent;
use crate::stage::Stage;
use crate::widget::{handoff, inside, open, reference, write};
use serde_json::json;

/// Language, messages that ask, messages that do not.
const MESSAGES: [(&str, &[&str], &[&str]); 13] = [
    (
        "en",
        &["Can I talk to a human, please?", "AGENT!!", "put me through to your billing team", "call me back"],
        &["Am I talking to a human?", "my travel agent booked it", "I don't want to talk to a person"],
    ),
    (
        "es",
        &["Quiero hablar con una persona", "agente por favor", "¿Puedo hablar con alguien?"],
        &["¿Eres humano?", "¿Dónde está mi pedido?"],
    ),
    (
        "fr",
        &["Je veux parler à un conseiller", "passez-moi un humain", "je ne veux pas parler à un robot"],
        &["Es-tu un humain ?", "Où est ma commande ?"],
    ),
    (
        "de",
        &["Ich möchte mit einem Menschen sprechen", "Mitarbeiter bitte", "können Sie mich zurückrufen?"],
        &["Bist du ein Mensch?", "Wo ist meine Bestellung?"],
    ),
    ("pt", &["Quero falar com um atendente", "preciso de uma pessoa real"], &["Você é humano?"]),
    ("it", &["Vorrei parlare con un operatore", "passami una persona"], &["Sei un essere umano?"]),
    ("nl", &["Ik wil met een medewerker spreken", "medewerker aub"], &["Ben je een mens?"]),
    ("pl", &["Chcę rozmawiać z człowiekiem", "konsultant"], &["Czy jesteś człowiekiem?"]),
    ("tr", &["Bir insanla konuşmak istiyorum", "temsilci"], &["İnsan mısın?"]),
    ("ar", &["أريد التحدث إلى شخص حقيقي", "موظف"], &["هل أنت إنسان؟"]),
    ("hi", &["मुझे किसी इंसान से बात करनी है"], &["क्या आप इंसान हैं?"]),
    ("zh", &["我要人工客服", "请帮我转人工"], &["你是真人吗？"]),
    ("ja", &["人間のオペレーターと話したい", "担当者につないでください"], &["あなたは人間ですか？"]),
];

#[test]
fn the_browser_knows_who_asks_for_a_person_in_every_language() {
    let stage = Stage::start(&[]);
    let chromium = Chromium::start();
    let mut page = chromium.page();
    page.goto(&stage.url("/"));
    let mut wrong = Vec::new();
    for (lang, asks, others) in MESSAGES {
        let script = format!(
            "import('/w/person-{lang}.js').then((m) => ({}).map((text) => m.default(text)))",
            json!([asks, others].concat())
        );
        let told = page.eval(&script);
        let expected = asks.iter().map(|text| (text, true)).chain(others.iter().map(|text| (text, false)));
        let differs = expected.enumerate().filter(|(i, (_, asks))| told[*i] != *asks);
        wrong.extend(differs.map(|(_, (text, asks))| format!("{lang}: `{text}` should be {asks}")));
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn who_asks_for_a_person_while_the_worker_is_away_is_told_so_at_once_and_gets_one() {
    let mut stage = Stage::start(&[]);
    let chromium = Chromium::start();
    let mut page = chromium.page();
    page.goto(&stage.url("/returns/"));
    open(&mut page);
    page.wait(
        "the words of the language",
        "performance.getEntriesByType('resource').some((r) => r.name.endsWith('/w/person-en.js') && r.responseEnd)",
    );
    stage.kill();
    write(&mut page, "could I please talk to a human");
    page.wait("that it is understood", &inside("root.textContent.includes('You want a person')"));
    page.picture("asked-while-away");
    stage.start_again();
    let shown = reference(&mut page);
    let agent = Agent::sign_in(&stage, "Sarah");
    let (id, told) = handoff(&agent);
    assert_eq!(shown, told);
    let opened = agent.get(&format!("c/{id}")).expect("the Worker is there").json();
    assert!(opened.to_string().contains("could I please talk to a human"), "{opened}");
    assert_eq!(page.eval(&inside("$$('[data-by=customer]').length")), 1);
}
