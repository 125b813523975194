use super::*;

#[test]
fn a() {
    assert!(asks_for_person("let me talk to a human").is_some());
}
