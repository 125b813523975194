//! Gives imports and exports of a module one-letter names, in the Wasm and in its JavaScript alike.
//!
//! wasm-bindgen names an import `__wbg_appendChild_7f3a9c1d2e4b5a6f`, twice in the glue and once in the Wasm, and a
//! page has hundreds of them: four kilobytes (brotli) of a widget. wasm-opt shortens only those of module `env`.

use anyhow::{Context, Result};
use std::collections::HashMap;
use std::path::Path;
use walrus::Module;

/// Rewrites both files in place.
pub fn shorten(wasm: &Path, js: &Path) -> Result<()> {
    let mut module = Module::from_file(wasm).with_context(|| format!("cannot read {}", wasm.display()))?;
    let text = std::fs::read_to_string(js).with_context(|| format!("cannot read {}", js.display()))?;

    let mut imports = HashMap::new();
    for import in module.imports.iter_mut() {
        // Only names wasm-bindgen made up: any other could also be a word of the glue.
        if import.name.starts_with("__wb") {
            let next = short(imports.len());
            import.name = imports.entry(std::mem::take(&mut import.name)).or_insert(next).clone();
        }
    }
    let mut exports = HashMap::new();
    for export in module.exports.iter_mut() {
        let next = short(exports.len());
        export.name = exports.entry(std::mem::take(&mut export.name)).or_insert(next).clone();
    }
    module.emit_wasm_file(wasm)?;
    std::fs::write(js, renamed(&text, &imports, &exports))?;
    Ok(())
}

/// `a` to `z`, then `a1`, `b1`, …
fn short(number: usize) -> String {
    let letter = char::from(b'a' + u8::try_from(number % 26).expect("less than 26 fits"));
    match number / 26 {
        0 => letter.to_string(),
        round => format!("{letter}{round}"),
    }
}

/// Replaces whole words: an import's name anywhere, an export's only after `wasm.`, because `memory` is also a word.
fn renamed(text: &str, imports: &HashMap<String, String>, exports: &HashMap<String, String>) -> String {
    let in_word = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(in_word) {
        out += &rest[..start];
        rest = &rest[start..];
        let end = rest.find(|c| !in_word(c)).unwrap_or(rest.len());
        let word = &rest[..end];
        let of_wasm = ["wasm.", "instance.exports."].iter().any(|owner| out.ends_with(owner));
        let name = if of_wasm { exports.get(word) } else { imports.get(word) };
        out += name.map_or(word, String::as_str);
        rest = &rest[end..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_words_and_exports_only_after_wasm() {
        let imports = HashMap::from([("__wbg_new_1".to_owned(), "a".to_owned())]);
        let exports = HashMap::from([("memory".to_owned(), "a".to_owned())]);
        let text = "memory(wasm.memory, x.memory); { __wbg_new_1: f, __wbg_new_12: g }";
        assert_eq!(renamed(text, &imports, &exports), "memory(wasm.a, x.memory); { a: f, __wbg_new_12: g }");
    }

    #[test]
    fn names_do_not_repeat() {
        let names: std::collections::HashSet<_> = (0..1000).map(short).collect();
        assert_eq!(names.len(), 1000);
    }
}
