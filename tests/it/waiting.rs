//! What customers who wait are told, on real workerd and in real Chromium:
//! 1. it follows the world: agents come and go, take on and give back, and the card says so without being asked;
//! 2. in hours, after hours, under overload and with the backend down it has the words for each (pictures);
//! 3. what the customer picks instead of waiting reaches the desk;
//! 4. a time to be called is had by as many as can be called, however many pick it at once.

use crate::chromium::{Chromium, Page};
use crate::client::{Agent, Customer, Socket};
use crate::stage::{Stage, free_port};
use serde_json::{Value, json};
use shared::wire::{Arrangement, Command, Notice, Shown};

/// Open always; as many conversations at once as an agent may have.
fn open(site: &mut Value, capacity: u32) {
    site["opening"]["week"] = json!(vec![json!([{ "from": 0, "to": 1440 }]); 7]);
    site["opening"]["holidays"] = json!([]);
    for queue in site["routing"]["queues"].as_array_mut().into_iter().flatten() {
        queue["capacity"] = json!(capacity);
    }
}

/// Open in three days at the soonest.
fn closed(site: &mut Value) {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("it is after 1970");
    let weekday = (since.as_secs() / 86_400 + 3) % 7;
    let hours = |day: u64| {
        if day == (weekday + 3) % 7 { json!([{ "from": 540, "to": 1020 }]) } else { json!([]) }
    };
    site["opening"]["week"] = (0..7).map(hours).collect();
    site["opening"]["holidays"] = json!([]);
}

fn press(customer: &mut Customer, text: &str) {
    customer.act(Command::Person { text: text.to_owned(), contact: Default::default(), page: None });
}

/// Waits until the status has this kind; its promise.
fn told(socket: &mut Socket, waiting: &str) -> Value {
    socket.until(|frames| {
        let all = frames.as_array()?.iter();
        let mut status = all.filter_map(|frame| frame.get("status"));
        status.find(|status| status["waiting"] == waiting).cloned()
    })
}

#[test]
fn what_is_told_follows_those_who_come_and_go() {
    let stage = Stage::with_site(&[], |site| open(site, 1));
    let mut first = Customer::new(&stage);
    press(&mut first, "My lamp hums");
    let mut one = first.socket(0);
    told(&mut one, "later");
    let mut sarah = Agent::sign_in(&stage, "Sarah");
    let desk = sarah.socket("socket");
    let live = told(&mut one, "live");
    assert!(live["promise"].as_str().is_some_and(|text| text.contains("connecting you now")), "{live}");
    assert_eq!(live["ways"], Value::Null, "nothing to pick while it connects");
    // Somebody else comes: one place, and it is taken.
    let mut second = Customer::new(&stage);
    press(&mut second, "Mine too");
    let mut two = second.socket(0);
    let status = told(&mut two, "queue");
    assert!(status["promise"].as_str().is_some_and(|text| text.contains("number 2 in line")), "{status}");
    sarah.act(&first.id(), json!("claim"));
    let status = two.until(|frames| {
        let status = frames.as_array()?.iter().find_map(|frame| frame.get("status"))?.clone();
        status["promise"].as_str()?.contains("next in line").then_some(status)
    });
    assert_eq!(status["waiting"], "queue", "she has her hands full: {status}");
    sarah.act(&first.id(), json!("close"));
    told(&mut two, "live");
    // She leaves: nobody connects any more.
    drop(desk);
    let status = told(&mut two, "later");
    assert!(!status["promise"].as_str().unwrap_or_default().contains("connecting"), "{status}");
}

#[test]
fn a_call_back_that_was_picked_is_on_the_card_and_can_be_taken_back() {
    let stage = Stage::with_site(&[], closed);
    let mut customer = Customer::new(&stage);
    press(&mut customer, "My lamp hums");
    let mut socket = customer.socket(0);
    let status = told(&mut socket, "closed");
    let slot = status["slots"][1]["at"].as_u64().expect("a time to be called is offered");
    let phone = "+32 2 555 01 23".to_owned();
    customer.act(Command::Arrange { how: Arrangement::Callback { at: slot + 1, phone: phone.clone() } });
    customer.act(Command::Arrange { how: Arrangement::Callback { at: slot, phone } });
    let status = told(&mut socket, "callback");
    assert!(status["promise"].as_str().is_some_and(|text| text.contains("+32 2 555 01 23")), "{status}");
    let agent = Agent::sign_in(&stage, "Sarah");
    let card = crate::stage::until("the wish on the card", || {
        let card = agent.card(&customer.id());
        card["wish"].as_str().is_some_and(|wish| wish.starts_with("Call the customer at +32")).then_some(card)
    });
    assert_eq!(card["queue"], "team");
    customer.act(Command::Arrange { how: Arrangement::Wait });
    told(&mut socket, "closed");
    let mut other = Customer::new(&stage);
    press(&mut other, "Hello");
    let refused =
        other.try_do("bad", Command::Arrange { how: Arrangement::Email { email: "nobody".to_owned() } });
    assert!(refused.is_none(), "an address that is none is refused");
}

/// Within the widget's open shadow root.
fn inside(script: &str) -> String {
    format!(
        "(() => {{ const root = document.querySelector('baton-chat')?.shadowRoot; if (!root) return null; const $ = (s) => root.querySelector(s), $$ = (s) => [...root.querySelectorAll(s)]; return {script}; }})()"
    )
}

/// Opens the chat on a phone, asks for a person, and waits for what is told.
fn ask(page: &mut Page, stage: &Stage, waiting: &str) -> String {
    page.size(390, 780);
    page.goto(&stage.url("/returns/"));
    page.wait("the launcher", &inside("!!$('#launcher')"));
    page.eval(&inside("$('#launcher').click()"));
    page.wait("the panel", &inside("!$('#panel').hidden"));
    page.eval(&inside("$('#composer').focus()"));
    page.type_text("Can somebody look at my order 20441?");
    page.press("Enter");
    page.wait("an answer", &inside("!!$('[data-by=assistant] .text, [data-by=offer] .text')"));
    page.eval(&inside("$('#ask').click()"));
    page.wait("what is told", &inside(&format!("!!$('#promise[data-waiting={waiting}]')")));
    // Whatever moves has come to rest.
    page.eval(&inside("Promise.all(root.getAnimations({ subtree: true }).filter((one) => one.effect.getComputedTiming().iterations < 9).map((one) => one.finished))"));
    page.eval(&inside("$('#promise').textContent")).as_str().unwrap_or_default().to_owned()
}

#[test]
fn each_state_of_the_world_has_its_words() {
    let chromium = Chromium::start();
    let says = |told: &str, words: &[&str]| {
        for word in words {
            assert!(told.contains(word), "“{word}” in: {told}");
        }
        assert_eq!(told.contains("connecting"), words.contains(&"connecting"), "{told}");
    };

    let stage = Stage::with_site(&[], |site| open(site, 3));
    let sarah = Agent::sign_in(&stage, "Sarah");
    let desk = sarah.socket("socket");
    let mut page = chromium.page();
    says(&ask(&mut page, &stage, "live"), &["connecting", "here and free"]);
    page.picture("waiting-in-hours");
    drop(desk);

    let stage = Stage::with_site(&[], closed);
    let mut page = chromium.page();
    says(&ask(&mut page, &stage, "closed"), &["Nobody is working", "not in a live queue", "answer by"]);
    page.eval(&inside("$('#way-callback').click()"));
    page.wait("times to be called", &inside("$$('#ways option').length > 2"));
    page.eval(&inside("$('#ways').scrollIntoView({ block: 'end' })"));
    page.picture("waiting-after-hours");
    page.eval(&inside("$('#ways input').focus()"));
    page.type_text("+32 2 555 01 23");
    page.press("Enter");
    page.wait("the call", &inside("!!$('#promise[data-waiting=callback]')"));

    let stage = Stage::with_site(&[], |site| open(site, 1));
    let mut sarah = Agent::sign_in(&stage, "Sarah");
    let _desk = sarah.socket("socket");
    for n in 0..8 {
        let mut customer = Customer::new(&stage);
        press(&mut customer, "My lamp hums");
        sarah.card(&customer.id());
        // Five are taken, so that there are waits to tell of; three wait.
        if n < 5 {
            sarah.act(&customer.id(), json!("claim"));
            if n < 4 {
                sarah.act(&customer.id(), json!("close"));
            }
        }
    }
    let mut page = chromium.page();
    says(&ask(&mut page, &stage, "queue"), &["number 4 in line", "Lately it mostly took less than 1 minute"]);
    page.picture("waiting-overload");

    let nowhere = format!("http://127.0.0.1:{}/hook", free_port());
    let vars = [("WEBHOOK_URL", nowhere.as_str()), ("WEBHOOK_SECRET", crate::receiver::SECRET)];
    let stage = Stage::with_site(&vars, |site| {
        open(site, 3);
        let backends = site["backends"].as_array_mut().expect("the site has backends");
        backends.retain(|backend| backend["kind"] == "webhook");
    });
    let mut page = chromium.page();
    says(&ask(&mut page, &stage, "stuck"), &["has not reached our team yet", "keep trying"]);
    page.picture("waiting-backend-down");
}

#[test]
fn a_time_to_be_called_is_had_by_as_many_as_can_be_called_however_many_pick_it_at_once() {
    let stage = Stage::with_site(&[], |site| {
        closed(site);
        site["callback"]["at_once"] = json!(2);
    });
    let mut customers: Vec<Customer> = (0..8).map(|_| Customer::new(&stage)).collect();
    let mut slot = 0;
    for customer in &mut customers {
        press(customer, "My lamp hums");
        slot = told(&mut customer.socket(0), "closed")["slots"][1]["at"].as_u64().expect("a time is offered");
    }
    let pick = |customer: &mut Customer| {
        customer.act(Command::Arrange {
            how: Arrangement::Callback { at: slot, phone: "+32 2 555 01 23".to_owned() },
        });
    };
    std::thread::scope(|scope| {
        for customer in &mut customers {
            scope.spawn(move || pick(customer));
        }
    });
    let arranged = |customer: &Customer| {
        customer.wait("an answer", |shown| match shown {
            Shown::Notice { kind: Notice::Arranged, text } => Some(text.starts_with("Noted")),
            _ => None,
        })
    };
    let had: Vec<bool> = customers.iter().map(arranged).collect();
    assert_eq!(had.iter().filter(|had| **had).count(), 2, "{had:?}");
    let offered = |customer: &Customer| {
        let mut socket = customer.socket(0);
        socket.until(|frames| {
            let status = frames.as_array()?.iter().find_map(|frame| frame.get("status"))?;
            let slots = status["slots"].as_array()?;
            (!slots.iter().any(|one| one["at"] == slot)).then_some(slots.len())
        })
    };
    let late = had.iter().position(|had| !had).expect("six were too late");
    assert!(offered(&customers[late]) > 3, "other times are offered");
    // Who comes later is not offered it at all; given back, it is there again.
    let mut new = Customer::new(&stage);
    press(&mut new, "Mine, too");
    offered(&new);
    let first = had.iter().position(|had| *had).expect("two have it");
    customers[first].act(Command::Arrange { how: Arrangement::Wait });
    let mut socket = new.socket(0);
    socket.until(|frames| {
        let status = frames.as_array()?.iter().find_map(|frame| frame.get("status"))?;
        status["slots"].as_array()?.iter().any(|one| one["at"] == slot).then_some(())
    });
}
