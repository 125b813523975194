//! How long search takes in a help center of a thousand articles: `cargo run --release -p shared --example search_speed`.
//!
//! Absent on purpose: a pass mark. Machines differ; the number is for a person to compare before and after a change.

use shared::knowledge::{Article, Query, compile, search};
use std::time::Instant;

const ARTICLES: usize = 1000;
const PASSAGES: usize = 12;
const WORDS: usize = 45;
const ROUNDS: usize = 200;

fn main() {
    // Words by a Zipf-like draw from a fixed series, so that every run measures the same.
    let mut state = 1u64;
    let mut draw = |most: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let x = (state >> 33) % 1_000_000;
        most.min(x * x * x / 1_000_000_000_000 * most / 1_000_000)
    };
    let word = |n: u64| {
        let mut n = n * 7919 + 17;
        let mut word = String::new();
        while n > 0 {
            word.push(char::from(b"bdfgklmnprstvz"[(n % 14) as usize]));
            word.push(char::from(b"aeiou"[(n / 14 % 5) as usize]));
            n /= 70;
        }
        word
    };
    let mut text = |words: usize| (0..words).map(|_| word(draw(20_000))).collect::<Vec<_>>().join(" ");
    let articles: Vec<Article> = (0..ARTICLES)
        .map(|i| {
            let body: String =
                (0..PASSAGES).map(|p| format!("## {p} {}\n\n{}.\n\n", text(3), text(WORDS))).collect();
            let mut article = Article::new(&format!("a{i}"), &text(4), &body);
            article.intents = (0..5).map(|_| text(6)).collect();
            article
        })
        .collect();
    let questions: Vec<String> = (0..ROUNDS).map(|_| format!("how do i {} please", text(9))).collect();

    let start = Instant::now();
    let knowledge = compile(articles);
    println!("compile  {:>9.3} ms", start.elapsed().as_secs_f64() * 1e3);
    let json = serde_json::to_vec(&knowledge).unwrap_or_default();
    let start = Instant::now();
    let loaded = serde_json::from_slice(&json).unwrap_or(knowledge);
    println!("load     {:>9.3} ms for {} kB of JSON", start.elapsed().as_secs_f64() * 1e3, json.len() / 1000);
    let mut times: Vec<f64> = questions
        .iter()
        .map(|text| {
            let start = Instant::now();
            let found = search(
                &loaded,
                &Query { text, page_path: Some("/"), language: None, context: &[], shown: &[] },
            );
            assert!(found.hits.len() <= 10);
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!(
        "search   {:>9.3} ms median, {:.3} ms at worst, of {ROUNDS}",
        times[ROUNDS / 2],
        times[ROUNDS - 1]
    );
}
