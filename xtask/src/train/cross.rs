//! What models say of rows they have not seen: of a whole source, and of a fifth of all rows.
//!
//! How far class 0 is favored is chosen for every part on the other parts only, so that the numbers printed were not
//! tuned on what they judge. Absent on purpose: the models; they are forgotten.

use shared::detect::linear::Model;

use super::Recipe;
use super::learn::{self, Example};
use crate::eval::score::{Confusion, Groups, Row};

/// What may be added to class 0.
const LEANS: [f32; 13] = [-1.5, -1.0, -0.75, -0.5, -0.25, 0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0];

#[derive(Clone, Copy, PartialEq)]
enum By {
    Source,
    Fifth,
}

pub(super) fn print(recipe: &Recipe, rows: &[Row], misses: bool) {
    let examples: Vec<Option<Example>> = rows.iter().map(|row| recipe.example(row)).collect();
    let own = recipe.own_examples();
    println!("{}: {} rows, {} phrases of our own", recipe.name, rows.len(), own.len());
    for (what, by) in [("a source it has not seen", By::Source), ("a fifth it has not seen", By::Fifth)] {
        println!("{}: {what}", recipe.name);
        let mut parts: Vec<String> = rows.iter().map(|row| part(row, by)).collect();
        parts.sort_unstable();
        parts.dedup();
        let said = said(recipe, rows, &examples, &own, &parts, by);
        let mut all = Answers::default();
        for (i, name) in parts.iter().enumerate() {
            let others = |lean: usize| {
                let mut answers = Answers::default();
                let rest = said.iter().enumerate().filter(|(j, _)| *j != i);
                rest.for_each(|(_, answer)| answers.add_all(recipe, rows, answer, lean));
                answers.worth(recipe)
            };
            let best = best_lean(others);
            let mut answers = Answers::default();
            answers.add_all(recipe, rows, &said[i], best);
            println!(
                "  {name:<28} right {:.3} of {} (leans {})",
                answers.confusion.accuracy(),
                answers.confusion.count(),
                LEANS[best]
            );
            if misses {
                print_misses(recipe, rows, &said[i], best);
            }
            all.add_all(recipe, rows, &said[i], best);
        }
        all.print(recipe);
        let total = |lean: usize| {
            let mut answers = Answers::default();
            said.iter().for_each(|answer| answers.add_all(recipe, rows, answer, lean));
            answers
        };
        for (i, lean) in LEANS.iter().enumerate() {
            let answers = total(i);
            let rates: Vec<String> = recipe.limits.iter().map(|(kind, _)| answers.rate(kind)).collect();
            println!(
                "  leaning {lean:>5}: worth {:.3}  macro-F1 {:.3}  any {:.3}  false alarms {}",
                answers.worth(recipe),
                answers.confusion.macro_f1(),
                answers.confusion.any_f1(recipe.classes[0]),
                rates.join(" ")
            );
        }
    }
}

fn part(row: &Row, by: By) -> String {
    match by {
        By::Source => row.source.clone(),
        By::Fifth => format!("fifth {}", learn::fold_of(&row.text)),
    }
}

fn best_lean(worth: impl Fn(usize) -> f64) -> usize {
    let worths: Vec<f64> = (0..LEANS.len()).map(worth).collect();
    (0..LEANS.len()).max_by(|a, b| worths[*a].total_cmp(&worths[*b])).unwrap_or(0)
}

/// For every row of one part, what was said at each lean.
type Said = Vec<(usize, Vec<&'static str>)>;

fn said(
    recipe: &Recipe,
    rows: &[Row],
    examples: &[Option<Example>],
    own: &[Example],
    parts: &[String],
    by: By,
) -> Vec<Said> {
    let one = |name: &String| {
        let seen = rows.iter().zip(examples).filter(|(row, _)| part(row, by) != *name);
        let seen: Vec<&Example> =
            own.iter().chain(seen.filter_map(|(_, example)| example.as_ref())).collect();
        let bytes = recipe.learn(&seen, 0.0);
        let models: Vec<Model> =
            LEANS.iter().filter_map(|lean| Model::read(&learn::leaned(bytes.clone(), *lean))).collect();
        let unseen = rows.iter().enumerate().filter(|(_, row)| part(row, by) == *name);
        unseen
            .map(|(at, row)| (at, models.iter().map(|model| (recipe.says)(model, &row.text)).collect()))
            .collect::<Said>()
    };
    let (even, odd): (Vec<_>, Vec<_>) = parts.iter().enumerate().partition(|(i, _)| i % 2 == 0);
    let mut all: Vec<(usize, Said)> = std::thread::scope(|scope| {
        let other = scope.spawn(|| odd.iter().map(|(i, name)| (*i, one(name))).collect::<Vec<_>>());
        let mut all: Vec<_> = even.iter().map(|(i, name)| (*i, one(name))).collect();
        all.extend(other.join().unwrap_or_default());
        all
    });
    all.sort_by_key(|(i, _)| *i);
    all.into_iter().map(|(_, said)| said).collect()
}

fn print_misses(recipe: &Recipe, rows: &[Row], said: &Said, lean: usize) {
    for (at, answers) in said {
        let row = &rows[*at];
        let Some(truth) = (recipe.class_of)(row).map(recipe.judged) else { continue };
        let answer = (recipe.judged)(answers[lean]);
        if truth != answer {
            let text: String = row.text.replace('\n', " ").chars().take(160).collect();
            println!("    {truth} -> {answer} [{} {}] {text}", row.source, row.kind);
        }
    }
}

#[derive(Default)]
struct Answers {
    confusion: Confusion,
    /// Of each kind of row that must not raise an alarm.
    alarms: Groups,
}

impl Answers {
    fn add_all(&mut self, recipe: &Recipe, rows: &[Row], said: &Said, lean: usize) {
        for (at, answers) in said {
            let row = &rows[*at];
            let Some(truth) = (recipe.class_of)(row).map(recipe.judged) else { continue };
            let answer = (recipe.judged)(answers[lean]);
            self.confusion.add(truth, answer);
            if !(recipe.alarm)(truth) {
                self.alarms.entry(row.kind.clone()).or_default().add(false, (recipe.alarm)(answer));
            }
        }
    }

    fn rate(&self, kind: &str) -> String {
        self.alarms.get(kind).map_or_else(String::new, |counts| format!("{:.3}", counts.false_alarm_rate()))
    }

    /// What is aimed at, as one number.
    fn worth(&self, recipe: &Recipe) -> f64 {
        let over = recipe.limits.iter().map(|(kind, limit)| {
            let rate = self.alarms.get(*kind).map_or(0.0, |counts| counts.false_alarm_rate());
            (rate - limit).max(0.0)
        });
        self.confusion.macro_f1() + self.confusion.any_f1(recipe.classes[0]) - over.sum::<f64>()
    }

    fn print(&self, recipe: &Recipe) {
        println!(
            "  macro-F1 {:.3}  something against nothing F1 {:.3}",
            self.confusion.macro_f1(),
            self.confusion.any_f1(recipe.classes[0])
        );
        self.confusion.print();
        for (kind, counts) in &self.alarms {
            println!("  false alarms {kind:<40} {:.3}", counts.false_alarm_rate());
        }
    }
}
