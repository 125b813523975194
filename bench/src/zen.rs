//! The same rules for the ZEN engine (GoRules): a decision table with 200 rows, the first that holds decides.
//!
//! Its rows have the same two conditions on the same values. It is given the values ready to use, and returns the name
//! of the rule; ours returns the evidence and why each other rule was passed over as well.

use bench::{RULES, conditions};
use serde_json::{Map, Value, json};
use shared::policy::{Finding, Value as Found};
use zen_engine::model::DecisionContent;
use zen_engine::{Decision, DecisionEngine, Variable};

pub struct Engine {
    decision: Decision,
}

/// The signals the rules speak of, and the value of one that found nothing.
const COLUMNS: [(&str, &str); 11] = [
    ("asks-for-person", "false"),
    ("exchanges", "-1"),
    ("misses", "-1"),
    ("confidence", "2"),
    ("risk", "\"\""),
    ("sentiment", "2"),
    ("page", "\"\""),
    ("urgency", "-1"),
    ("tier", "\"\""),
    ("verified", "false"),
    ("injection", "false"),
];

impl Engine {
    pub fn new() -> Self {
        let content: DecisionContent =
            serde_json::from_value(table()).expect("the table is of the engine's form");
        let decision =
            DecisionEngine::default().create_decision(content.into()).expect("the table is a decision");
        Self { decision }
    }

    /// The name of the rule that decides.
    pub fn decide(&self, findings: &[Finding]) -> String {
        let mut context = Map::new();
        for (name, absent) in COLUMNS {
            let value =
                findings.iter().find(|finding| finding.signal == name).map(|finding| match &finding.value {
                    Found::Flag(flag) => json!(flag),
                    Found::Number(number) => json!(number),
                    Found::Word(word) => json!(word),
                });
            let absent = || serde_json::from_str(absent).expect("the table above is JSON");
            context.insert(field(name), value.unwrap_or_else(absent));
        }
        let context: Variable = Value::Object(context).into();
        let told = futures_executor::block_on(self.decision.evaluate(context)).expect("the engine decides");
        let told: Value = told.result.into();
        told["rule"].as_str().unwrap_or_default().to_owned()
    }
}

/// Its names have no hyphens.
fn field(name: &str) -> String {
    name.replace('-', "_")
}

/// A condition of ours as a cell of its column.
fn cell(condition: &str) -> (&str, String) {
    let at = condition.find(' ').unwrap_or(condition.len());
    let (name, rest) = condition.split_at(at);
    let cell = if let Some(number) = rest.strip_prefix(" is at least ") {
        format!(">= {number}")
    } else if let Some(number) = rest.strip_prefix(" is below ") {
        format!("< {number}")
    } else if let Some(pattern) = rest.strip_prefix(" matches ") {
        format!("startsWith($, \"{}\")", pattern.trim_end_matches('*'))
    } else if let Some(word) = rest.strip_prefix(" is ") {
        format!("\"{word}\"")
    } else {
        "true".to_owned()
    };
    (name, cell)
}

fn table() -> Value {
    let row = |id: &str, conditions: &[String]| {
        let mut row = Map::new();
        row.insert("_id".to_owned(), json!(id));
        for (name, _) in COLUMNS {
            row.insert(field(name), json!(""));
        }
        for condition in conditions {
            let (name, cell) = cell(condition);
            row.insert(field(name), json!(cell));
        }
        row.insert("rule".to_owned(), json!(format!("\"{id}\"")));
        Value::Object(row)
    };
    let mut rows = vec![row("asks", &["asks-for-person".to_owned()])];
    rows.extend((0..RULES - 2).map(|i| row(&format!("rule-{i}"), &conditions(i))));
    rows.push(row("last", &["exchanges is at least 50".to_owned()]));
    let inputs: Vec<Value> = COLUMNS
        .iter()
        .map(|(name, _)| json!({ "id": field(name), "name": name, "type": "expression", "field": field(name) }))
        .collect();
    json!({
        "nodes": [
            { "id": "in", "name": "in", "type": "inputNode", "content": {} },
            { "id": "table", "name": "table", "type": "decisionTableNode", "content": {
                "hitPolicy": "first", "inputs": inputs, "rules": rows,
                "outputs": [{ "id": "rule", "name": "rule", "type": "expression", "field": "rule" }],
            } },
            { "id": "out", "name": "out", "type": "outputNode", "content": {} },
        ],
        "edges": [
            { "id": "a", "type": "edge", "sourceId": "in", "targetId": "table" },
            { "id": "b", "type": "edge", "sourceId": "table", "targetId": "out" },
        ],
    })
}
