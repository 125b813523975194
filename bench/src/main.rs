//! Times the decision natively, beside an open rule engine with equal rules on equal values, in one run.
//!
//! `cargo xtask bench policy` runs it, and the same case as Wasm. Medians of many runs: a busy machine has outliers.

#[cfg(not(target_arch = "wasm32"))]
mod zen;

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    use bench::{Case, RULES, TURNS};
    use std::hint::black_box;

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
    let read = median(|| drop(black_box(case.read())));
    let observe = median(|| drop(black_box(case.observe(&said))));
    let decide = median(|| drop(black_box(case.decide(&findings))));
    let all = median(|| drop(black_box(case.all())));
    let other = median(|| drop(black_box(engine.decide(&findings))));
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
fn median(mut run: impl FnMut()) -> f64 {
    const RUNS: usize = 2_001;
    for _ in 0..50 {
        run();
    }
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let start = std::time::Instant::now();
            run();
            start.elapsed().as_secs_f64() * 1e6
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[RUNS / 2]
}
