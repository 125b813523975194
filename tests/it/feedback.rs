//! What the team says about a handoff, through the links in its ticket.
//!
//! 1. The packet has four; opening one (twice, and by HEAD as scanners do) records nothing; sending from its page
//!    records it once, and it stands at the desk.
//! 2. In a browser, on a screen and on a phone: choose, write, send, read that it is recorded.
//! 3. A link changed in any way, of another conversation, or cut short is refused with a page that says what to do.

use crate::chromium::Chromium;
use crate::client::{Agent, Customer, request};
use crate::receiver::{Receiver, SECRET};
use crate::stage::{Stage, until};
use serde_json::Value;
use shared::wire::{Command, Contact};

/// Where the Worker is told that it is reached.
const ADDRESS: &str = "https://chat.shop.example";

fn lines(agent: &Agent, conversation: &str) -> Vec<String> {
    let opened = agent.get(&format!("c/{conversation}")).expect("the Worker is there").json();
    let lines = opened["lines"].as_array().cloned().unwrap_or_default();
    let texts = lines.iter().filter_map(|line| line["text"].as_str());
    texts.filter(|text| text.starts_with("Feedback")).map(str::to_owned).collect()
}

fn links(packet: &Value) -> Vec<String> {
    let links = packet["data"]["feedback"].as_array().cloned().unwrap_or_default();
    links.iter().filter_map(|link| link["url"].as_str()).map(str::to_owned).collect()
}

#[test]
fn a_feedback_link_shows_a_page_and_only_what_is_sent_from_it_is_recorded() {
    let receiver = Receiver::start();
    let vars =
        [("WEBHOOK_URL", receiver.url.as_str()), ("WEBHOOK_SECRET", SECRET), ("BATON_ADDRESS", ADDRESS)];
    let stage = Stage::start(&vars);
    let handed_over = |text: &str| {
        let mut customer = Customer::new(&stage);
        customer.act(Command::Person { text: text.to_owned(), contact: Contact::default(), page: None });
        let packet = until("the packet", || {
            let packets = receiver.of_type("handoff.created");
            packets.into_iter().find(|packet| packet["data"]["conversation"] == customer.id().as_str())
        });
        (customer, links(&packet))
    };
    let (customer, links) = handed_over("My invoice is wrong");
    let (other, _) = handed_over("Another");
    let agent = Agent::sign_in(&stage, "Sarah");
    let words: Vec<&str> =
        links.iter().filter_map(|link| link.split('?').next()?.rsplit('/').next()).collect();
    assert_eq!(
        words,
        ["bot-should-have-known", "should-have-escalated-sooner", "wrong-team", "summary-wrong"]
    );
    let here = |link: &str| stage.url(link.strip_prefix(ADDRESS).expect("the owner's address"));
    let get = |link: &str| request("GET", &here(link), &[], "").expect("the Worker is there");
    let post = |link: &str, body: &str| {
        let form = [("content-type", "application/x-www-form-urlencoded")];
        request("POST", &here(link), &form, body).expect("the Worker is there")
    };

    for _ in 0..2 {
        let page = get(&links[2]);
        assert_eq!(page.status, 200, "{}", page.body);
        assert!(page.body.contains("value=\"wrong-team\" checked"), "{}", page.body);
    }
    assert_eq!(lines(&agent, &customer.id()), [""; 0], "opening records nothing");
    for _ in 0..2 {
        let told = post(&links[2], "verdict=wrong-team&note=Billing+%3Cb%3Ehas%3C%2Fb%3E+invoices");
        assert_eq!(told.status, 200, "{}", told.body);
    }
    let said = lines(&agent, &customer.id());
    assert_eq!(said.len(), 1, "sent twice, said once: {said:?}");
    assert!(said[0].ends_with(": wrong team. “Billing <b>has</b> invoices”"), "{said:?}");
    // Another verdict may be chosen on the page, and is another thing that is said.
    assert_eq!(post(&links[2], "verdict=summary-wrong&note=").status, 200);
    assert_eq!(lines(&agent, &customer.id()).len(), 2);

    let link = &links[0];
    let of_another = link.replace(&customer.id(), &other.id());
    let longer = link.replace("until=1", "until=2");
    let cut = &link[..link.len() - 4];
    let unsigned = link.split("&sign").next().unwrap_or_default().to_owned();
    for (bad, status) in [
        (of_another.as_str(), 401),
        (&longer, 401),
        (cut, 401),
        (&unsigned, 422),
        (&link.replace("/1/", "/7/"), 401),
        (&link.replace(&customer.id(), &"0".repeat(32)), 404),
        (&link.replace("bot-should-have-known", "nonsense"), 422),
    ] {
        assert_eq!(get(bad).status, status, "{bad}");
        assert_eq!(post(bad, "").status, status, "{bad}");
    }
    assert_eq!(post(link, &"x".repeat(5_000)).status, 413);
    assert_eq!(lines(&agent, &customer.id()).len(), 2);
    assert_eq!(lines(&agent, &other.id()), [""; 0]);
    stage.prints(&["feedback on handoff 1 of"]);
}

#[test]
fn feedback_is_given_in_a_browser_and_on_a_phone() {
    let receiver = Receiver::start();
    let vars =
        [("WEBHOOK_URL", receiver.url.as_str()), ("WEBHOOK_SECRET", SECRET), ("BATON_ADDRESS", ADDRESS)];
    let stage = Stage::start(&vars);
    let mut customer = Customer::new(&stage);
    customer.act(Command::Person {
        text: "My invoice is wrong".to_owned(),
        contact: Contact::default(),
        page: None,
    });
    let packet = until("the packet", || receiver.of_type("handoff.created").into_iter().next());
    let links = links(&packet);
    let chromium = Chromium::start();
    let mut page = chromium.page();
    page.size(1280, 800);
    let link = stage.url(links[1].strip_prefix(ADDRESS).expect("the owner's address"));
    page.goto(&link);
    page.wait(
        "the choice of the link",
        "document.querySelector(':checked')?.value == 'should-have-escalated-sooner'",
    );
    page.picture("feedback");
    page.size(390, 844);
    page.wait("nothing stands out of a phone's screen", "document.documentElement.scrollWidth <= innerWidth");
    page.wait("places for a finger", "[...document.querySelectorAll('.pick, button')].every((one) => one.getBoundingClientRect().height >= 44)");
    page.eval(
        "document.querySelector('[value=wrong-team]').click(), document.querySelector('textarea').focus()",
    );
    page.type_text("Billing has invoices");
    page.picture("feedback-phone");
    page.eval("document.querySelector('button').click()");
    page.wait("that it is recorded", "document.querySelector('h1')?.textContent.includes('Recorded')");
    page.picture("feedback-recorded-phone");
    let said = lines(&Agent::sign_in(&stage, "Sarah"), &customer.id());
    assert!(said.len() == 1 && said[0].ends_with(": wrong team. “Billing has invoices”"), "{said:?}");
    page.goto(&link.replace("sign=", "sign=x"));
    page.wait("what to do", "document.body.textContent.includes('This link is not complete')");
    page.dark(true);
    page.goto(&link);
    page.picture("feedback-dark-phone");
    assert_eq!(page.console.iter().filter(|line| !line.contains("401")).count(), 0, "{:?}", page.console);
}
