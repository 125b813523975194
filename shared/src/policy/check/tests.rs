//! What these tests prove: every mistake a policy file can have is told at once, with its line and what to do next.

use crate::story;
use expect_test::{Expect, expect};

/// The rule every policy needs, below what is checked.
const ASKS: &str = "[[rule]]\nid = \"asks\"\nlayer = \"user-requested\"\nbecause = \"asked\"\nwhen = \"asks-for-person\"\nthen = \"transfer\"\nreason = \"user-requested-agent\"\n";

fn rule(id: &str, when: &str, then: &str) -> String {
    format!(
        "[[rule]]\nid = \"{id}\"\nlayer = \"business-rule\"\nbecause = \"it must\"\n{when}\nthen = \"{then}\"\nreason = \"tool-or-system-action\"\n"
    )
}

fn check(text: &str, expected: Expect) {
    let told = story::policy("policy.toml", &format!("version = \"1\"\njob = \"Answers.\"\n{text}"));
    let told: Vec<String> = told.err().unwrap_or_default().iter().map(ToString::to_string).collect();
    expected.assert_eq(&told.join("\n"));
}

#[test]
fn a_policy_without_mistakes_is_read_in_silence() {
    check(ASKS, expect![""]);
}

#[test]
fn misspelt_names_and_wrong_units_are_told_together() {
    let text = rule(
        "a",
        "when = [\"miss is at least 2\", \"confidence is below 40%\", \"misses is at least 2 turns\"]",
        "transfer",
    ) + &rule(
        "b",
        "when = [\"confidence is below 40\", \"risk is refunds\", \"mentions angry-words\", \"no-source is 1\"]",
        "offer",
    ) + &rule("c", "wen = \"no-source\"\nwhen = \"page\"", "offr")
        + ASKS;
    check(
        &text,
        expect![[r#"
            policy.toml:7: `2 turns` is not a number of turns in rule `a`
                help: between 0 and 1000, without a unit
            policy.toml:7: `40%` is not a number of probability in rule `a`
                help: between 0 and 1, without a unit
            policy.toml:7: unknown signal `miss` in rule `a`
                help: the signals are `asks-for-person`, `asks-for-callback`, `asked-for-person-before`, `risk`, `asks-about`, `mentions`, `area`, `areas`, `asks-for-action`, `needs-approval`, `unsupported`, `action`, `claims-action`, `confidence`, `no-source`, `out-of-scope`, `answer-failed`, `misses`, `exchanges`, `contacts-before`, `days-since-person`, `sentiment`, `angry`, `unhappy-turns`, `shouts`, `urgency`, `page`, `visible-error`, `error`, `took-offer`, `region`, `nobody-available`, `language`, `foreign-language`, `verified`, `tier`, `injection`
            policy.toml:14: `confidence` is never 40: it counts probability in rule `b`
                help: between 0 and 1
            policy.toml:14: `no-source` holds or not; it has no value in rule `b`
                help: write `no-source` or `not no-source`
            policy.toml:14: `risk` is never `refunds` in rule `b`
                help: did you mean `refund`?
            policy.toml:14: the file has no `angry-words` under `[words]` in rule `b`
                help: define it: `angry-words = ["…"]` under `[words]`
            policy.toml:21: unknown key `wen` in rule `c`
                help: did you mean `when`?
            policy.toml:22: `page` needs something to compare with in rule `c`
                help: as in `page matches /checkout/*`
            policy.toml:23: unknown then `offr` of rule `c`
                help: did you mean `offer`?"#]],
    );
}

#[test]
fn rules_that_are_never_reached_are_told_with_what_covers_them() {
    let text = ASKS.to_owned()
        + &rule("wide", "when = \"misses is at least 2\"", "transfer")
        + &rule("narrow", "when = [\"misses is at least 3\", \"no-source\"]", "offer")
        + &rule("with-error", "when = [\"no-source\", \"visible-error\"]", "offer")
        + &rule("without", "when = [\"no-source\", \"not visible-error\"]", "offer")
        + &rule("either", "when = \"no-source\"", "offer")
        + &rule("any-risk", "when = \"risk\"", "offer")
        + &rule("one-risk", "when = \"risk is refund\"", "transfer")
        + &rule("never", "when = [\"exchanges is at least 5\", \"exchanges is below 3\"]", "offer")
        + &rule("wide", "when = \"answer-failed\"", "offer");
    check(
        &text,
        expect![[r#"
        policy.toml:17: rule `narrow` is never reached: `wide` on line 10 holds whenever it does
            help: move it above, or give the other more conditions
        policy.toml:38: rule `either` is never reached: `with-error` on line 24 and `without` on line 31 hold between them whenever it does
            help: move it above, or give the other more conditions
        policy.toml:52: rule `one-risk` is never reached: `any-risk` on line 45 holds whenever it does
            help: move it above, or give the other more conditions
        policy.toml:59: rule `never` can never hold: its conditions contradict each other
            help: mend its `when` or its `any`
        policy.toml:66: two rules are called `wide`; the first is on line 10
            help: give each its own id"#]],
    );
}

#[test]
fn nothing_may_stand_between_a_customer_and_a_person() {
    check(
        &(rule("first", "when = \"risk is refund\"", "offer") + ASKS),
        expect![[r#"
        policy.toml:3: rule `first` stands above `asks` and could keep a customer from a person
            help: move it below, or let it transfer"#]],
    );
    check(
        &rule("only", "when = \"no-source\"", "offer"),
        expect![[r#"
        policy.toml:1: no rule gives a person to a customer who asks for one
            help: add a rule with `when = "asks-for-person"` and `then = "transfer"` at the top"#]],
    );
}

#[test]
fn a_mood_never_hands_over_alone() {
    let text = "[threshold.nothing]\nis = 1\nmoves = [\"lower by 1 when angry\"]\n\n".to_owned()
        + ASKS
        + &rule("mood", "when = \"sentiment is below -0.5\"", "transfer")
        + &rule("moods", "any = [\"angry\", \"no-source\"]", "transfer")
        + &rule(
            "first-message",
            "when = [\"urgency is at least 0.8\", \"exchanges is at least 1\"]",
            "transfer",
        )
        + &rule("moved", "when = \"misses is at least nothing\"", "transfer")
        + &rule("joined", "when = [\"sentiment is below -0.5\", \"exchanges is more than 4\"]", "transfer")
        + &rule("offered", "when = \"shouts\"", "offer");
    check(
        &text,
        expect![[r#"
        policy.toml:14: rule `mood` could hand over because of `sentiment is below -0.5` alone
            help: a mood may be wrong: offer the choice instead, or add what else must hold, as in `exchanges is at least 3`
        policy.toml:21: rule `moods` could hand over because of `angry` alone
            help: a mood may be wrong: offer the choice instead, or add what else must hold, as in `exchanges is at least 3`
        policy.toml:28: rule `first-message` could hand over because of `urgency is at least 0.8` alone
            help: a mood may be wrong: offer the choice instead, or add what else must hold, as in `exchanges is at least 3`
        policy.toml:35: rule `moved` could hand over because of `misses is at least nothing` alone
            help: a mood may be wrong: offer the choice instead, or add what else must hold, as in `exchanges is at least 3`
        policy.toml:42: rule `joined` is never reached: `mood` on line 14 holds whenever it does
            help: move it above, or give the other more conditions"#]],
    );
}

#[test]
fn examples_that_disagree_with_the_rules_do_not_load() {
    let text = "[words]\nbye = [\"good bye\"]\n\n".to_owned()
        + ASKS
        + &rule(
            "bye",
            "when = \"mentions bye\"\nexamples = [\"good day\", \"a human, good bye\"]\ncounter-examples = [\"Good bye!\"]",
            "offer",
        )
        + &rule(
            "later",
            "when = \"no-source\"\nexamples = [\"\"\"\ncustomer: hello\nrobot: hello\n\"\"\"]",
            "offer",
        );
    check(
        &text,
        expect![[r#"
        policy.toml:18: “a human, good bye” is an example of rule `bye`, and `asks` decides it
            help: `asks` on line 6 stands above and holds
        policy.toml:18: “good day” is an example of rule `bye`, and `no-rule` decides it
            help: `bye` does not hold: `mentions bye`: nothing found
        policy.toml:19: “Good bye!” is a counter-example of rule `bye`, which decides it
            help: because of bye: “Good bye”
        policy.toml:27: `robot: hello` is no line of a story in an example of rule `later`
            help: each line says who, as in `customer: it still does not work`; `shared/src/story.rs` lists what there is"#]],
    );
}

#[test]
fn words_thresholds_and_what_is_said_are_checked_too() {
    let text = "raise-priority = \"tier is above gold\"\n\n[words]\nnone = []\nshort = [\"re*\", \"…\"]\nunused = [\"x y\"]\n\n[threshold.misses]\nis = \"two\"\n\n[threshold.patience]\nis = 2\nmoves = [\"less by 1 when angry\", \"lower by 1\", \"lower by one when angry\", \"lower by 1 when angri\"]\nnever-below = 3\n\n".to_owned()
        + ASKS
        + &rule("harm", "when = \"risk is self-harm\"", "transfer")
        + &rule("says", "when = \"misses is at least patients\"\nsay.english = \"Call {phone}.\"", "offer");
    check(
        &text,
        expect![[r#"
        policy.toml:3: `tier` is a word in the policy
            help: compare with `is` or `is not`
        policy.toml:6: `none` under `[words]` has no phrase
            help: list what customers write
        policy.toml:7: `re*` would mean almost any word
            help: at least 4 letters before the `*`
        policy.toml:7: `…` has no word
            help: write one or more words
        policy.toml:10: `misses` cannot name a threshold
            help: a word that is no signal, as in `patience`
        policy.toml:11: `is` of threshold `misses` is a string, not a number
            help: write a number
        policy.toml:14: threshold `patience` is 2, outside its own limits
            help: mend `is`, `never-below` or `never-above`
        policy.toml:15: `less by 1` is no movement
            help: as in `lower by 1 when sentiment is below -0.5`
        policy.toml:15: `lower by 1` does not say when
            help: as in `lower by 1 when sentiment is below -0.5`
        policy.toml:15: `one` is not a number to move by
            help: as in `lower by 1 when sentiment is below -0.5`
        policy.toml:15: unknown signal `angri` in threshold `patience`
            help: did you mean `angry`?
        policy.toml:25: rule `harm` is for a customer who may harm themselves, and says nothing to them
            help: add kind words and the number of a helpline: `say.en = "…"`
        policy.toml:36: `patients` is not a number of turns in rule `says`
            help: did you mean `patience`?
        policy.toml:37: `english` is no language in the `say` of rule `says`
            help: a tag such as `en`, `de` or `pt-BR`
        policy.toml:37: the `say` of rule `says` is empty or has a place nothing fills
            help: these are filled in: `{site}`, `{hours}`"#]],
    );
}
