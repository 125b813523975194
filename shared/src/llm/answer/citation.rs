//! The marks by which a model cites: `[1]`, `[1, 2]`, `[1][2]`, and what models make of them (`【1】`, `[source 1]`).

/// The most letters of a mark.
const LONGEST: usize = 24;

/// A mark at the start of `text`: its length in bytes and its numbers.
pub enum Mark {
    Is(usize, Vec<usize>),
    /// The text ends before it can be told
    MayBe,
    No,
}

/// Whether a text begins with a mark.
pub fn at_start(text: &str) -> Mark {
    let mut chars = text.char_indices();
    let close = match chars.next() {
        Some((_, '[')) => ']',
        Some((_, '【')) => '】',
        _ => return Mark::No,
    };
    let mut inner = String::new();
    for (at, c) in chars.take(LONGEST) {
        if c == close {
            return match numbers(&inner) {
                // `[1](address)` is a link.
                Some(_) if text[at + c.len_utf8()..].starts_with('(') => Mark::No,
                Some(numbers) => Mark::Is(at + c.len_utf8(), numbers),
                None => Mark::No,
            };
        }
        inner.push(c);
        let fits = |c: char| {
            c.is_ascii_digit()
                || c.is_ascii_alphabetic()
                || matches!(c, ',' | ' ' | '†' | '#' | ':' | '^' | '.' | ';' | '-')
        };
        if !fits(c) {
            return Mark::No;
        }
    }
    if text.chars().count() <= LONGEST { Mark::MayBe } else { Mark::No }
}

fn numbers(inner: &str) -> Option<Vec<usize>> {
    // `1†source`: what follows the dagger is decoration.
    let inner = inner.split('†').next().unwrap_or("").to_lowercase();
    let parts = inner.split([',', ';', ' ']).map(|part| part.trim_matches(['#', ':', '^', '.']));
    let parts =
        parts.filter(|part| !part.is_empty() && !matches!(*part, "source" | "sources" | "and" | "article"));
    let numbers: Option<Vec<usize>> = parts.map(|part| part.parse().ok()).collect();
    numbers.filter(|numbers| !numbers.is_empty() && numbers.iter().all(|n| *n <= 999))
}

/// A sentence without its marks, and the places (from 0) of the articles they name. Numbers of no article are left out.
pub fn read(sentence: &str, articles: usize) -> (String, Vec<usize>) {
    let mut places: Vec<usize> = Vec::new();
    let bare = without(sentence, |numbers| {
        places.extend(numbers.iter().filter(|n| (1..=articles).contains(*n)).map(|n| n - 1));
    });
    places.sort_unstable();
    places.dedup();
    (bare, places)
}

/// The sentence with its marks replaced by these numbers, where its last mark stood.
pub fn marked(sentence: &str, numbers: &[usize]) -> String {
    let mut last = None;
    let mut kept = String::new();
    let mut rest = sentence;
    while let Some(c) = rest.chars().next() {
        if let Mark::Is(length, _) = at_start(rest) {
            // The space before a mark that goes, goes with it.
            kept.truncate(kept.trim_end_matches(' ').len());
            last = Some(kept.len());
            rest = &rest[length..];
            continue;
        }
        kept.push(c);
        rest = &rest[c.len_utf8()..];
    }
    if let Some(at) = last.filter(|_| !numbers.is_empty()) {
        let marks: String = numbers.iter().map(|n| format!("[{n}]")).collect();
        let gap = if at == 0 { "" } else { " " };
        kept.insert_str(at, &format!("{gap}{marks}"));
    }
    kept
}

fn without(sentence: &str, mut seen: impl FnMut(&[usize])) -> String {
    let mut kept = String::new();
    let mut rest = sentence;
    while let Some(c) = rest.chars().next() {
        if let Mark::Is(length, numbers) = at_start(rest) {
            seen(&numbers);
            kept.truncate(kept.trim_end_matches(' ').len());
            rest = &rest[length..];
        } else {
            kept.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_in_every_manner_they_are_written() {
        for (sentence, bare, places) in [
            ("In 30 days [1].", "In 30 days.", vec![0]),
            ("In 30 days. [1][2] ", "In 30 days. ", vec![0, 1]),
            ("In 30 days [2, 1].", "In 30 days.", vec![0, 1]),
            ("In 30 days【1†source】.", "In 30 days.", vec![0]),
            ("In 30 days [source 2].", "In 30 days.", vec![1]),
            ("In 30 days [9].", "In 30 days.", vec![]),
            ("See [1](https://a.example) and [x].", "See [1](https://a.example) and [x].", vec![]),
            ("[1] In 30 days.", " In 30 days.", vec![0]),
        ] {
            assert_eq!(read(sentence, 3), (bare.to_owned(), places), "{sentence}");
        }
    }

    #[test]
    fn marks_are_written_anew_where_they_stood() {
        assert_eq!(marked("In 30 days [3].\n", &[1]), "In 30 days [1].\n");
        assert_eq!(marked("In 30 days. [3][2] ", &[1, 2]), "In 30 days. [1][2] ");
        assert_eq!(marked("Hello [3]!", &[]), "Hello!");
        assert_eq!(marked("In 30 days【3】.", &[1]), "In 30 days [1].");
    }
}
