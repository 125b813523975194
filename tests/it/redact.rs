//! What a customer must not have sent, in the browser and on the disk:
//! 1. the customer sees the message with the mask, and so does the agent;
//! 2. no file of the store holds the number, not even where SQLite keeps what was overwritten.

use crate::client::{Agent, Customer};
use crate::stage::Stage;
use shared::page::Page;
use shared::parts::Contact;
use shared::wire::{Command, Shown};

const NUMBER: &str = "4242 4242 4242 4242";

fn holds(files: &[Vec<u8>], words: &str) -> bool {
    files.iter().any(|bytes| bytes.windows(words.len()).any(|part| part == words.as_bytes()))
}

#[test]
fn redact_a_card_number_is_masked_for_everyone_and_stands_in_no_file() {
    let mut stage = Stage::start(&[]);
    let mut customer = Customer::new(&stage);
    let page = Page {
        url: stage.url("/checkout/"),
        errors: vec![format!("{NUMBER} is not a valid card number")],
        ..Page::default()
    };
    let text =
        format!("My card {NUMBER} was declined, cvv 123, password: hunter2, and my lamp is aquamarine");
    customer.act(Command::Say { text, page: Some(page.clone()) });
    let seen = customer.wait("the customer's own words", |shown| match shown {
        Shown::Customer { text, .. } => Some(text.clone()),
        _ => None,
    });
    assert_eq!(
        seen,
        "My card [card ending 4242] was declined, cvv [card code], password: [password], and my lamp is aquamarine"
    );
    customer.act(Command::Person {
        text: format!("please use {} instead", "5555-5555-5555-4444"),
        contact: Contact { email: "ada@mail.example".to_owned(), ..Contact::default() },
        page: Some(page),
    });
    customer.reference();
    let agent = Agent::sign_in(&stage, "Sarah");
    agent.card(&customer.id());
    let opened = agent.get(&format!("c/{}", customer.id())).expect("the Worker is there").json().to_string();
    assert!(opened.contains("[card ending 4242]") && opened.contains("[card ending 4444]"), "{opened}");
    assert!(!opened.contains(NUMBER) && !opened.contains("hunter2"), "{opened}");
    stage.kill();
    let files = stage.files();
    assert!(holds(&files, "aquamarine"), "the files hold the conversation");
    for secret in [NUMBER, "4242424242424242", "5555-5555", "hunter2", "cvv 123"] {
        assert!(!holds(&files, secret), "a file of the store holds `{secret}`");
    }
    assert!(!stage.said().contains(NUMBER), "{}", stage.said());
}
