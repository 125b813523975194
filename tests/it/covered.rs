//! Which tests hold which backend: `docs/backends-tested.md`, written from the registry and from what the tests run
//! over. A backend without a test of each sort, or a test that is no longer there, fails here.

use crate::contracts::MOCKS;
use expect_test::expect_file;
use shared::backend::BACKENDS;
use std::path::PathBuf;

/// Why a tool has no description to test against, and what its requests are held to instead.
const UNDESCRIBED: [(&str, &str); 4] = [
    ("desk", "ours"),
    ("webhook", "Standard Webhooks: its vectors of signatures"),
    ("helpscout", "its makers publish none: its own documentation"),
    ("front", "published without a license: its own documentation"),
];

/// A handoff on real workerd: file of `tests/it/`, and the test's name.
const ALIVE: [(&str, &str, &str); 15] = [
    ("desk", "desk", "an_agent_signs_in_reads_the_briefing_and_replies_within_a_second"),
    ("webhook", "handoffs", "every_handoff_is_one_ticket_and_one_receipt_whatever_the_backend_does"),
    ("slack", "relay", "a_reply_in_the_thread_at_slack_reaches_the_customer_once_and_under_a_name"),
    (
        "zendesk",
        "one_way",
        "zendesk_gets_one_ticket_under_our_key_and_later_words_as_the_requester_s_comment",
    ),
    (
        "sunshine",
        "relay_more",
        "a_reply_in_zendesk_messaging_reaches_the_customer_once_and_the_ticket_s_end_is_the_chat_s",
    ),
    (
        "chatwoot",
        "relay",
        "a_reply_at_chatwoot_reaches_the_customer_although_it_says_that_what_it_made_failed",
    ),
    (
        "intercom",
        "relay_more",
        "a_reply_at_intercom_reaches_the_customer_once_and_closing_it_closes_the_chat",
    ),
    ("freshdesk", "one_way", "freshdesk_gets_one_ticket_with_a_note_and_later_words_as_the_requester_s"),
    ("hubspot", "one_way", "hubspot_gets_one_ticket_with_contact_and_note_and_later_words_in_its_content"),
    (
        "helpscout",
        "relay_threads",
        "a_reply_at_help_scout_reaches_the_customer_once_and_nothing_is_made_twice",
    ),
    ("front", "relay_threads", "a_reply_at_front_reaches_the_customer_once_and_archiving_it_closes_the_chat"),
    (
        "teams",
        "one_way",
        "teams_gets_a_card_that_leads_to_the_desk_and_a_lost_answer_the_same_reference_again",
    ),
    ("resend", "one_way", "resend_gets_a_mail_under_our_key_and_later_ones_in_its_thread"),
    ("postmark", "one_way", "postmark_gets_a_mail_with_our_id_and_later_ones_in_its_thread"),
    ("sendgrid", "one_way", "sendgrid_gets_a_mail_with_our_id_and_later_ones_in_its_thread"),
];

/// Over all that send webhooks, or all there are.
const OVER_ALL: [(&str, &str); 4] = [
    ("untrusted", "no_webhook_that_cannot_be_trusted_changes_anything_whatever_tool_it_says_it_is_of"),
    ("misbehaving", "webhooks_that_cannot_be_trusted_change_nothing_and_each_has_its_line"),
    ("out_of_order", "whatever_order_a_tool_tells_things_in_no_word_is_lost_and_none_is_doubled"),
    ("misbehaving", "no_kind_of_backend_takes_a_page_a_redirect_an_error_or_half_an_answer_for_a_yes"),
];

fn is_there(file: &str, test: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("it/{file}.rs"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    assert!(text.contains(&format!("#[test]\nfn {test}()")), "`{file}.rs` has no test `{test}`");
}

#[test]
fn every_backend_has_a_test_of_each_sort_and_the_docs_say_which() {
    let mut out = String::from(
        "<!-- Written by the test of `tests/it/covered.rs` with UPDATE_EXPECT=1; do not edit. -->\n\n\
         # How each backend is tested\n\n\
         Besides, over the whole registry and without a network (`shared/src/backend/tests.rs`): requests hold secrets by name and\n\
         strangers' words only in bodies, hostile and huge packets keep each tool's limits, a crash after any request makes nothing\n\
         twice, and recorded webhooks of each tool are read: replies, notes, bots, echoes, corrections, typing, the end.\n\n\
         | backend | description of its API | a handoff on real workerd | replies come back |\n|---|---|---|---|\n",
    );
    for backend in BACKENDS {
        let kind = backend.kind();
        let mocks = MOCKS.iter().find(|(of, _)| *of == kind);
        let described = match (mocks, UNDESCRIBED.iter().find(|(of, _)| *of == kind)) {
            (Some((_, all)), None) => {
                let names: Vec<String> = all.iter().map(|(name, _)| format!("`{name}`")).collect();
                names.join(", ")
            }
            (None, Some((_, why))) => format!("none; {why}"),
            _ => panic!("`{kind}` has a description in `contracts.rs`, or says here why it has none"),
        };
        let alive = ALIVE.iter().find(|(of, ..)| *of == kind);
        let (_, file, test) = alive.unwrap_or_else(|| panic!("`{kind}` has no test on real workerd"));
        is_there(file, test);
        let replies = match (backend.signed_by(), kind) {
            (Some((scheme, _)), _) => format!("yes, signed: {scheme:?}"),
            (None, "desk") => "yes, at the desk".to_owned(),
            (None, _) => "no".to_owned(),
        };
        out.push_str(&format!(
            "| `{kind}` | {described} | `{file}`: {} | {replies} |\n",
            test.replace('_', " ")
        ));
    }
    out.push_str("\nOver all of them, on real workerd:\n\n");
    for (file, test) in OVER_ALL {
        is_there(file, test);
        out.push_str(&format!("- `{file}`: {}\n", test.replace('_', " ")));
    }
    out.push_str(
        "\n`cargo xtask test --contracts` adds mock servers made from the vendors' descriptions, `contracts.rs`: what is sent keeps the\n\
         contract, 429 and 500 are tried again, 401 is not.\n",
    );
    expect_file!["../../docs/backends-tested.md"].assert_eq(&out);
}
