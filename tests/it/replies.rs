//! Short answers in Chromium: more by one press, which takes the place of what was pressed; and the same over the wire.

use crate::actions::still;
use crate::chromium::Chromium;
use crate::client::Customer;
use crate::spine::answer;
use crate::stage::Stage;
use crate::widget::{inside, open, write};

#[test]
fn an_answer_is_short_and_the_rest_comes_by_one_press() {
    let stage = Stage::start(&[]);
    let chromium = Chromium::start();
    let mut page = chromium.page();
    page.size(1280, 800);
    page.goto(&stage.url("/returns/"));
    open(&mut page);
    write(&mut page, "How long do I have to send something back?");
    let pressable = inside("$$('#suggestions button').map((b) => b.textContent).join('|') == 'Tell me more'");
    page.wait("the reply that can be pressed", &pressable);
    let before = page.eval(&inside("$$('[data-by=assistant]').length"));
    still(&mut page);
    page.picture("more");
    page.size(390, 844);
    still(&mut page);
    page.picture("more-phone");
    page.eval(&inside("$('#suggestions button').click()"));
    let told = inside(&format!(
        "$$('[data-by=assistant]').length > {before} && $$('[data-by=assistant]').pop().textContent.includes('work for 14 days')"
    ));
    page.wait("the rest of the article", &told);
    page.wait("nothing is left to press", &inside("!$('#suggestions button')"));
    still(&mut page);
    page.picture("more-told");
    assert_eq!(page.console, Vec::<String>::new());
}

#[test]
fn more_can_be_asked_for_in_words() {
    let stage = Stage::start(&[]);
    let mut customer = Customer::new(&stage);
    customer.say("How long do I have to send something back?");
    customer.wait("an answer", answer);
    customer.say("more");
    customer.wait("the rest", |shown| answer(shown).filter(|(text, _)| text.contains("work for 14 days")));
}
