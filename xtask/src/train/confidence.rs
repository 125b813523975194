//! The weights of search's confidence: logistic regression over a few signs, in two steps.
//!
//! First the direction: questions with an answer against questions without one, those of `d_out_of_scope` and, at a tenth
//! of their weight, questions about another base. Then the curve: how often the first hit was right at each value. Bases
//! whose licence does not let a model be passed on are not learned from; they are what the model is judged on unseen.
//! `--cross` leaves each family of bases out in turn.

use crate::eval::built;
use crate::eval::retrieval::{Row, article, ask, bases, rows};
use anyhow::{Context, Result};
use shared::knowledge::{Knowledge, compile, observe, signs};
use std::fs;
use std::path::Path;

type Signs = [f32; signs::COUNT];

/// Bases of one make: what is learned from one is no news for the others.
const FAMILIES: [&str; 6] = ["clinc", "hint3", "mtrag", "aws", "banking77", "bitext"];
/// The weight of questions about another base.
const ELSEWHERE: f64 = 0.1;
/// The weight of a base built from intents: a dozen articles of one trade, where hits differ little.
const BUILT: f64 = 0.15;
/// The weight of a question that has an answer which was not found first.
const MISSED: f64 = 0.4;
const SHIPS: &str = "shared/src/knowledge/confidence/weights.rs";

/// A question and what became of it.
struct Asked {
    family: &'static str,
    kind: Kind,
    right: bool,
    signs: Signs,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Inside,
    Outside,
    Elsewhere,
}

pub fn run(folder: &Path, cross: bool) -> Result<()> {
    let asked = gather(folder)?;
    if cross {
        println!("{:<10}{:>8}{:>8}{:>8}   learned without it", "left out", "inside", "outside", "AUROC");
        for family in FAMILIES {
            let (seen, unseen): (Vec<&Asked>, Vec<&Asked>) =
                asked.iter().partition(|asked| asked.family != family);
            let weights = learn(&seen);
            let of = |kind: Kind| -> Vec<f64> {
                unseen
                    .iter()
                    .filter(|asked| asked.kind == kind)
                    .map(|asked| odds(&weights, &asked.signs))
                    .collect()
            };
            let (inside, outside) = (of(Kind::Inside), of(Kind::Outside));
            if !inside.is_empty() && !outside.is_empty() {
                let told: Vec<String> = weights.iter().map(|w| format!("{w:.2}")).collect();
                println!(
                    "{family:<10}{:>8}{:>8}{:>8.3}   {}",
                    inside.len(),
                    outside.len(),
                    auroc(&inside, &outside),
                    told.join(" ")
                );
            }
        }
        return Ok(());
    }
    let weights = learn(&asked.iter().collect::<Vec<_>>());
    let path = crate::tools::root().join(SHIPS);
    let list: Vec<String> = weights[..signs::COUNT].iter().map(|w| format!("{w:.2}")).collect();
    let text = format!(
        "//! Made by `cargo xtask train FOLDER --task confidence`; see `xtask/src/train/confidence.rs` for how.\n\n\
         /// What each sign counts, in the order of `signs::SIGNS`.\npub const WEIGHTS: [f32; {}] = [{}];\n\
         /// Where the odds begin.\npub const CONSTANT: f32 = {:.2};\n",
        signs::COUNT,
        list.join(", "),
        weights[signs::COUNT]
    );
    fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    println!("{SHIPS}: {} and {:.2}", list.join(", "), weights[signs::COUNT]);
    Ok(())
}

/// May a model learned from it be passed on? Not from share-alike databases.
fn may_learn(family: &str) -> bool {
    !["hint3", "aws"].contains(&family)
}

fn gather(folder: &Path) -> Result<Vec<Asked>> {
    let labeled = rows(&folder.join("d_out_of_scope.jsonl"))?;
    let names = bases(folder)?;
    let questions: Vec<Vec<Row>> =
        names.iter().map(|kb| rows(&folder.join(format!("e_{kb}_queries.jsonl")))).collect::<Result<_>>()?;
    let mut all = Vec::new();
    for (k, kb) in names.iter().enumerate() {
        let Some(family) = FAMILIES.iter().find(|family| kb.starts_with(**family)) else { continue };
        let documents = rows(&folder.join(format!("e_{kb}_docs.jsonl")))?;
        let knowledge = compile(documents.iter().map(article).collect());
        let mut add = |kind: Kind, row: &Row| all.extend(one(&knowledge, family, kind, row));
        questions[k].iter().for_each(|row| add(Kind::Inside, row));
        labeled
            .iter()
            .filter(|row| row.kb == *kb && row.label == "out_of_scope")
            .for_each(|row| add(Kind::Outside, row));
        for (_, other) in
            questions.iter().enumerate().filter(|(o, _)| *o != k && !names[*o].starts_with(family))
        {
            other.iter().step_by(3).for_each(|row| add(Kind::Elsewhere, row));
        }
    }
    for source in built::SOURCES {
        let base = built::base(folder, source)?;
        let Some(family) = FAMILIES.iter().find(|family| source == **family) else { continue };
        let knowledge = compile(base.articles);
        for (kind, list) in [(Kind::Inside, &base.inside), (Kind::Outside, &base.outside)] {
            all.extend(list.iter().filter_map(|row| one(&knowledge, family, kind, row)));
        }
    }
    Ok(all)
}

fn one(knowledge: &Knowledge, family: &'static str, kind: Kind, row: &Row) -> Option<Asked> {
    let context: Vec<&str> = row.context.iter().map(String::as_str).collect();
    let (found, seen) = observe(knowledge, &ask(row, &context));
    let signs = seen.map(|(signs, _)| signs);
    let right = kind == Kind::Inside && found.hits.first().is_some_and(|hit| row.gold.contains(&hit.id));
    Some(Asked { family, kind, right, signs: signs? })
}

/// Weights of the signs, and the constant behind them.
fn learn(asked: &[&Asked]) -> Vec<f64> {
    let of: Vec<&&Asked> = asked.iter().filter(|asked| may_learn(asked.family)).collect();
    // Every family has the same say, however many questions it has.
    let share = |asked: &Asked| {
        let same = of.iter().filter(|other| other.family == asked.family && other.kind == asked.kind).count();
        1.0 / same.max(1) as f64
    };
    let direction: Vec<(Vec<f64>, bool, f64)> = of
        .iter()
        .map(|asked| {
            let doubt = asked.kind == Kind::Inside && !asked.right;
            let weight = share(asked)
                * if built::SOURCES.contains(&asked.family) { BUILT } else { 1.0 }
                * if asked.kind == Kind::Elsewhere { ELSEWHERE } else { 1.0 }
                * if doubt { MISSED } else { 1.0 };
            (asked.signs.iter().map(|sign| f64::from(*sign)).collect(), asked.kind == Kind::Inside, weight)
        })
        .collect();
    let first = logistic(&direction);
    let curve: Vec<(Vec<f64>, bool, f64)> = of
        .iter()
        .filter(|asked| asked.kind != Kind::Elsewhere)
        .map(|asked| (vec![odds(&first, &asked.signs)], asked.right, 1.0))
        .collect();
    let curve = logistic(&curve);
    let mut weights: Vec<f64> = first.iter().map(|w| w * curve[0]).collect();
    weights[signs::COUNT] += curve[1];
    weights
}

fn odds(weights: &[f64], signs: &Signs) -> f64 {
    signs.iter().zip(weights).map(|(sign, weight)| f64::from(*sign) * weight).sum::<f64>()
        + weights[signs::COUNT]
}

/// Logistic regression by Newton's method, with a little ridge; the constant is last.
fn logistic(rows: &[(Vec<f64>, bool, f64)]) -> Vec<f64> {
    let width = rows.first().map_or(0, |row| row.0.len()) + 1;
    let total: f64 = rows.iter().map(|row| row.2).sum();
    let mut weights = vec![0.0; width];
    for _ in 0..30 {
        let mut system = vec![vec![0.0; width + 1]; width];
        for (signs, is, share) in rows {
            let at = |i: usize| signs.get(i).copied().unwrap_or(1.0);
            let odds: f64 = (0..width).map(|i| at(i) * weights[i]).sum();
            let sure = 1.0 / (1.0 + (-odds).exp());
            let (miss, slope) = (share * (sure - f64::from(u8::from(*is))), share * sure * (1.0 - sure));
            for (i, row) in system.iter_mut().enumerate() {
                row[width] += miss * at(i);
                for (j, cell) in row.iter_mut().take(width).enumerate() {
                    *cell += slope * at(i) * at(j);
                }
            }
        }
        for (i, weight) in weights.iter().enumerate() {
            let ridge = if i + 1 < width { 1e-5 * total } else { 1e-9 * total };
            system[i][i] += ridge;
            system[i][width] += ridge * weight;
        }
        let step = solve(system);
        weights.iter_mut().zip(&step).for_each(|(weight, step)| *weight -= step);
        if step.iter().all(|step| step.abs() < 1e-9) {
            break;
        }
    }
    weights
}

/// Gauss' elimination; what stands behind the bar is the last column.
fn solve(mut system: Vec<Vec<f64>>) -> Vec<f64> {
    let width = system.len();
    for i in 0..width {
        let best = (i..width).max_by(|a, b| system[*a][i].abs().total_cmp(&system[*b][i].abs())).unwrap_or(i);
        system.swap(i, best);
        let lead = system[i].clone();
        for row in system.iter_mut().skip(i + 1) {
            let part = row[i] / lead[i];
            row.iter_mut().zip(&lead).skip(i).for_each(|(cell, lead)| *cell -= part * lead);
        }
    }
    let mut found = vec![0.0; width];
    for i in (0..width).rev() {
        let known: f64 = (i + 1..width).map(|j| system[i][j] * found[j]).sum();
        found[i] = (system[i][width] - known) / system[i][i];
    }
    found
}

fn auroc(inside: &[f64], outside: &[f64]) -> f64 {
    let wins = inside.iter().flat_map(|i| {
        outside.iter().map(move |o| f64::from(u8::from(i > o)) + 0.5 * f64::from(u8::from(i == o)))
    });
    wins.sum::<f64>() / (inside.len() * outside.len()).max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_is_found_again() {
        let truth = |x: f64| 1.0 / (1.0 + (-(3.0 * x - 1.0)).exp());
        let rows: Vec<(Vec<f64>, bool, f64)> = (0..200)
            .flat_map(|i| {
                let x = f64::from(i) / 100.0 - 1.0;
                [(vec![x], true, truth(x)), (vec![x], false, 1.0 - truth(x))]
            })
            .collect();
        let found = logistic(&rows);
        assert!((found[0] - 3.0).abs() < 0.1 && (found[1] + 1.0).abs() < 0.1, "{found:?}");
    }
}
