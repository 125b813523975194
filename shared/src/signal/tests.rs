//! What each signal sees, and what it leaves alone.

//! What these tests prove: the list of signals is whole, each is told apart, and the risk topics are the detector's.

use super::*;

/// Nothing to see.
pub fn scene() -> Scene<'static> {
    Scene {
        log: &[],
        now: 0,
        said: None,
        page: None,
        identity: None,
        country: "",
        nobody: None,
        languages: &[],
        search: None,
        ended: None,
        claim: None,
    }
}

#[test]
fn every_signal_has_its_own_name_and_a_sentence() {
    let specs = specs();
    for (i, spec) in specs.iter().enumerate() {
        assert!(spec.means.ends_with('.'), "`{}` says what it means in a sentence", spec.name);
        assert!(spec.name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "`{}`", spec.name);
        assert!(specs[..i].iter().all(|other| other.name != spec.name), "`{}` stands twice", spec.name);
    }
}

#[test]
fn every_topic_of_the_detector_is_a_word_of_the_risk_signal() {
    let Kind::Word(words) = risk::Risk.spec().kind else { panic!("risk is a word") };
    let topics: Vec<String> =
        crate::detect::risk::Topic::ALL.iter().map(|topic| topic.name().replace('_', "-")).collect();
    assert_eq!(words, topics);
}
