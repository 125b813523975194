//! Times the decision natively, beside an open rule engine with equal rules on equal values, in one run; or the search.
//!
//! `cargo xtask bench policy` and `bench search` run it, and the same cases as Wasm. Medians of many runs: a busy machine
//! has outliers.

#[cfg(not(target_arch = "wasm32"))]
mod zen;

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    match std::env::args().nth(1).as_deref() {
        Some("search") => search(),
        _ => policy(),
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn search() {
    use bench::search::{ARTICLES, QUESTIONS, knowledge, search};
    use std::hint::black_box;

    println!("{ARTICLES} articles, {} questions of customers; median of many runs\n", QUESTIONS.len());
    knowledge();
    let times: Vec<f64> = (0..QUESTIONS.len()).map(|q| median(|| drop(black_box(search(q))), 401)).collect();
    let most = times.iter().copied().fold(0.0, f64::max);
    let mean = times.iter().sum::<f64>() / times.len() as f64;
    println!(
        "a search                                       {:8.3} ms   the slowest {:.3}",
        mean / 1e3,
        most / 1e3
    );
}

#[cfg(not(target_arch = "wasm32"))]
fn policy() {
    use bench::{Case, RULES, TURNS};
    use std::hint::black_box;
    const RUNS: usize = 2_001;

    let case = Case::prepared();
    let said = case.read();
    let findings = case.observe(&said);
    let decision = case.decide(&findings);
    assert_eq!(
        (decision.rule.as_str(), decision.passed_over.len()),
        ("last", RULES - 1),
        "the case is as described"
    );
    let engine = zen::Engine::new();
    assert_eq!(engine.decide(&findings), "last", "both decide alike");

    println!("{TURNS} turns, {RULES} rules of two conditions, the last one holds; median of many runs\n");
    let read = median(|| drop(black_box(case.read())), RUNS);
    let observe = median(|| drop(black_box(case.observe(&said))), RUNS);
    let decide = median(|| drop(black_box(case.decide(&findings))), RUNS);
    let all = median(|| drop(black_box(case.all())), RUNS);
    let other = median(|| drop(black_box(engine.decide(&findings))), RUNS);
    println!("reading the newest message (every detector)   {read:9.1} µs");
    println!("every signal over the conversation             {observe:8.1} µs");
    println!("the decision, with evidence and 199 reasons    {decide:8.1} µs");
    println!("all of it                                      {all:8.1} µs   (promised: under 200)");
    println!(
        "ZEN engine, the decision alone, no reasons     {other:8.1} µs   {:.1} times ours",
        other / decide
    );
}

#[cfg(target_arch = "wasm32")]
fn main() {}

/// In microseconds.
#[cfg(not(target_arch = "wasm32"))]
fn median(mut run: impl FnMut(), runs: usize) -> f64 {
    for _ in 0..runs / 40 {
        run();
    }
    let mut times: Vec<f64> = (0..runs)
        .map(|_| {
            let start = std::time::Instant::now();
            run();
            start.elapsed().as_secs_f64() * 1e6
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[runs / 2]
}
