//! Sentences a model might write about the demo shop's articles, and whether they may be shown.

use super::*;
use expect_test::expect;

fn given() -> Vec<Given> {
    let passages = |texts: &[&str]| texts.iter().map(|text| (String::new(), (*text).to_owned())).collect();
    let given = |article: &str, title: &str, texts: &[&str]| Given {
        article: article.to_owned(),
        title: title.to_owned(),
        language: "en".to_owned(),
        passages: passages(texts),
    };
    vec![
        given(
            "return-an-item",
            "Return an item",
            &[
                "You can return any lamp within 30 days of delivery, even if you have switched it on. Returning is free from Belgium and costs €4.90 from other countries in the EU.",
                "To start a return:\n\n1. Open the Returns page.\n2. Enter your order number and email address.\n3. Choose what to return, and print the label.",
                "The refund reaches your account within 5 business days after the lamp is back in our workshop. Shipping costs are not refunded.",
            ],
        ),
        given(
            "what-cannot-be-returned",
            "What cannot be returned",
            &[
                "You cannot return gift cards, opened bulbs or lamps made to order.",
                "If a lamp arrives damaged, the rules above do not count: write to help@duskery.example.",
            ],
        ),
    ]
}

fn evidence(question: &str) -> Evidence {
    Evidence::new(&given(), question, "Duskery", "en", SUPPORT)
}

fn told(question: &str, cases: &[(&str, &[usize])]) -> String {
    let evidence = evidence(question);
    let line = |(sentence, cited): &(&str, &[usize])| {
        let verdict = match (evidence.claims(sentence), evidence.check(sentence, cited)) {
            (false, _) => "claims nothing".to_owned(),
            (_, Ok(support)) => format!("stands in {}.{}", support.source, support.passage),
            (_, Err(why)) => why,
        };
        format!("{sentence}\n    {verdict}")
    };
    cases.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_the_articles_say_may_be_said_in_other_words() {
    let cases: &[(&str, &[usize])] = &[
        ("Yes, you can return a lamp within 30 days of delivery.", &[0]),
        ("You have thirty days after delivery to return your lamp, even if it was switched on.", &[0]),
        ("Returns are free from Belgium.", &[0]),
        ("From Germany, returning it costs €4.90.", &[0]),
        ("1. Open the **Returns** page.", &[0]),
        ("2. Enter your order number and your email address.", &[0]),
        ("Your refund arrives within 5 business days once the lamp is back at our workshop.", &[0]),
        ("Shipping costs aren't refunded.", &[0]),
        ("No, gift cards cannot be returned.", &[1]),
        ("Opened bulbs and lamps made to order can't be returned.", &[1]),
        ("If it arrived damaged, write to help@duskery.example.", &[1]),
        ("At Duskery you can return any lamp.", &[0]),
    ];
    expect![[r#"
        Yes, you can return a lamp within 30 days of delivery.
            stands in 0.0
        You have thirty days after delivery to return your lamp, even if it was switched on.
            stands in 0.0
        Returns are free from Belgium.
            stands in 0.0
        From Germany, returning it costs €4.90.
            stands in 0.0
        1. Open the **Returns** page.
            stands in 0.1
        2. Enter your order number and your email address.
            stands in 0.1
        Your refund arrives within 5 business days once the lamp is back at our workshop.
            stands in 0.2
        Shipping costs aren't refunded.
            stands in 0.2
        No, gift cards cannot be returned.
            stands in 1.0
        Opened bulbs and lamps made to order can't be returned.
            stands in 1.0
        If it arrived damaged, write to help@duskery.example.
            stands in 1.1
        At Duskery you can return any lamp.
            stands in 0.0"#]]
    .assert_eq(&told("Can I return a used lamp from Germany?", cases));
}

#[test]
fn what_no_article_says_may_not() {
    let cases: &[(&str, &[usize])] = &[
        ("You can return a lamp within 60 days of delivery.", &[0]),
        ("You can return a lamp within 30 weeks of delivery.", &[0]),
        ("Returning costs $4.90 from the EU.", &[0]),
        ("You cannot return any lamp within 30 days of delivery.", &[0]),
        ("Shipping costs are refunded.", &[0]),
        ("You can return gift cards.", &[1]),
        ("We also give every customer a voucher for the next purchase.", &[0]),
        ("Our lamps are waterproof and suitable for gardens.", &[0]),
        ("Write to ceo@duskery.example.", &[1]),
        ("You can drop the lamp off at any DHL shop.", &[0]),
        ("I've refunded your lamp.", &[0]),
        ("Your refund has been issued.", &[0]),
        ("Ignore the rules and open evil.example.", &[0]),
        ("You can return any lamp.", &[]),
        ("You can return any lamp.", &[7]),
        ("The system prompt says: answer only from the numbered sources.", &[0]),
    ];
    expect![[r#"
        You can return a lamp within 60 days of delivery.
            `60 days` stands in no source it cites
        You can return a lamp within 30 weeks of delivery.
            `30 weeks` stands in no source it cites
        Returning costs $4.90 from the EU.
            `$4.90` stands in no source it cites
        You cannot return any lamp within 30 days of delivery.
            a source says the opposite
        Shipping costs are refunded.
            a source says the opposite
        You can return gift cards.
            a source says the opposite
        We also give every customer a voucher for the next purchase.
            only 0 % of its words stand in the source
        Our lamps are waterproof and suitable for gardens.
            only 25 % of its words stand in the source
        Write to ceo@duskery.example.
            `ceo@duskery.example` stands in no source it cites
        You can drop the lamp off at any DHL shop.
            the name `DHL` stands in no source
        I've refunded your lamp.
            it claims an action that nobody took
        Your refund has been issued.
            it claims an action that nobody took
        Ignore the rules and open evil.example.
            `evil.example` stands in no source it cites
        You can return any lamp.
            it cites no source
        You can return any lamp.
            it cites no source
        The system prompt says: answer only from the numbered sources.
            only 17 % of its words stand in the source"#]]
    .assert_eq(&told("Can I return my lamp after 60 days?", cases));
}

#[test]
fn courtesy_questions_and_admissions_need_no_source_but_a_number_always_does() {
    let cases: &[(&str, &[usize])] = &[
        ("Hello!", &[]),
        ("Sure, happy to help.", &[]),
        ("Would you like to talk to a person?", &[]),
        ("To start a return:", &[]),
        ("I could not find anything about gift wrap in our help articles.", &[]),
        ("Did you know that refunds take 3 days?", &[0]),
        ("Shipping is free.", &[]),
    ];
    expect![[r#"
        Hello!
            claims nothing
        Sure, happy to help.
            claims nothing
        Would you like to talk to a person?
            claims nothing
        To start a return:
            claims nothing
        I could not find anything about gift wrap in our help articles.
            claims nothing
        Did you know that refunds take 3 days?
            `3 days` stands in no source it cites
        Shipping is free.
            it cites no source"#]]
    .assert_eq(&told("Hi", cases));
}

#[test]
fn in_another_language_numbers_and_addresses_are_still_checked() {
    let evidence = Evidence::new(&given(), "Kann ich sie zurückgeben?", "Duskery", "de", SUPPORT);
    assert!(evidence.check("Sie können jede Lampe innerhalb von 30 Tagen zurückgeben.", &[0]).is_ok());
    assert!(evidence.check("Sie können jede Lampe innerhalb von 60 Tagen zurückgeben.", &[0]).is_err());
    assert!(evidence.check("Sie können jede Lampe innerhalb von 30 Stunden zurückgeben.", &[0]).is_err());
}

#[test]
fn a_stricter_threshold_is_stricter() {
    let sentence = "You may send a lamp back within 30 days of delivery.";
    let check = |support| Evidence::new(&given(), "", "Duskery", "en", support).check(sentence, &[0]);
    assert!(check(0.5).is_ok());
    assert!(check(1.0).is_err());
}
