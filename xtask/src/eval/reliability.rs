//! The reliability of search's confidence as a picture: what was said beside what was so, for docs/knowledge.md.
//!
//! Absent on purpose: a library for plots; ten circles and two axes are forty lines.

/// What was said (0 to 1), and whether it was so.
pub type Said = (f64, bool);

/// An SVG with a circle a tenth, as large as many questions are in it, and below it how many.
pub fn svg(title: &str, all: &[Said]) -> String {
    let place = |x: f64, y: f64| (60.0 + 300.0 * x, 340.0 - 300.0 * y);
    let mut marks = String::new();
    for tenth in 0..10 {
        let here: Vec<&Said> =
            all.iter().filter(|(said, _)| ((said * 10.0) as usize).min(9) == tenth).collect();
        if here.is_empty() {
            continue;
        }
        let count = here.len() as f64;
        let said = here.iter().map(|(said, _)| said).sum::<f64>() / count;
        let so = here.iter().filter(|(_, so)| *so).count() as f64 / count;
        let ((x, y), size) = (place(said, so), 4.0 + 16.0 * (count / all.len() as f64).sqrt());
        // Two standard deviations of a share of so many.
        let doubt = 300.0 * 2.0 * (so * (1.0 - so) / count).sqrt();
        marks += &format!(
            "  <path d=\"M{x:.1} {:.1}V{:.1}\" stroke=\"#8a4b1f\" stroke-opacity=\".45\"/>\n  <circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{size:.1}\" \
             fill=\"#8a4b1f\" fill-opacity=\".75\"><title>said {said:.2}, so {so:.2}, of {count}</title></circle>\n",
            (y - doubt).max(40.0),
            (y + doubt).min(340.0),
        );
    }
    let mut axes = String::new();
    for step in 0..=5 {
        let value = f64::from(step) / 5.0;
        let ((x, _), (_, y)) = (place(value, 0.0), place(0.0, value));
        axes += &format!(
            "  <path d=\"M{x} 340v5M60 {y}h-5\" stroke=\"#777\"/><text x=\"{x}\" y=\"360\" text-anchor=\"middle\">{value:.1}</text>\
             <text x=\"50\" y=\"{:.1}\" text-anchor=\"end\">{value:.1}</text>\n",
            y + 4.0
        );
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 400 400\" font-family=\"system-ui, sans-serif\" font-size=\"12\" fill=\"#444\" \
         role=\"img\" aria-label=\"{title}\">\n  <rect width=\"400\" height=\"400\" fill=\"#fff\"/>\n  <text x=\"60\" y=\"24\" font-size=\"13\">{title}</text>\n  \
         <path d=\"M60 40V340H360\" fill=\"none\" stroke=\"#777\"/>\n  <path d=\"M60 340L360 40\" stroke=\"#bbb\" stroke-dasharray=\"4 4\"/>\n{axes}{marks}  \
         <text x=\"210\" y=\"385\" text-anchor=\"middle\">confidence</text>\n  <text transform=\"translate(18 190) rotate(-90)\" text-anchor=\"middle\">share \
         whose first article was right</text>\n</svg>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::svg;

    #[test]
    fn a_tenth_that_nobody_is_in_has_no_mark() {
        let drawn = svg("t", &[(0.05, false), (0.95, true), (0.92, true)]);
        assert_eq!(drawn.matches("<circle").count(), 2);
        assert!(
            drawn.contains("said 0.94, so 1.00, of 2") || drawn.contains("said 0.93, so 1.00, of 2"),
            "{drawn}"
        );
    }
}
