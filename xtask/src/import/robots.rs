//! `robots.txt` (RFC 9309): which paths may be read, how fast, and where the sitemaps are.

/// What a site asks of those who read it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Robots {
    /// Pattern, and whether it allows
    rules: Vec<(String, bool)>,
    /// Seconds between two requests
    pub delay: Option<f64>,
    pub sitemaps: Vec<String>,
}

/// The name under which a site may address this reader.
pub const NAME: &str = "baton-import";

impl Robots {
    pub fn read(text: &str) -> Self {
        let mut robots = Self::default();
        // Rules of groups that name us, and of those for everybody: the former alone count where there are any.
        let (mut ours, mut all) = (Self::default(), Self::default());
        let (mut named, mut any, mut in_rules) = (false, false, false);
        let mut found_us = false;
        for line in text.lines() {
            let line = line.split('#').next().unwrap_or("").trim();
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_lowercase(), value.trim());
            match key.as_str() {
                "user-agent" => {
                    if in_rules {
                        (named, any, in_rules) = (false, false, false);
                    }
                    named |= value.eq_ignore_ascii_case(NAME);
                    any |= value == "*";
                    found_us |= named;
                }
                "allow" | "disallow" => {
                    in_rules = true;
                    let rule = (value.to_owned(), key == "allow");
                    // An empty `Disallow:` forbids nothing.
                    if !value.is_empty() {
                        if named {
                            ours.rules.push(rule.clone());
                        }
                        if any {
                            all.rules.push(rule);
                        }
                    }
                }
                "crawl-delay" => {
                    in_rules = true;
                    let delay = value.parse().ok();
                    if named {
                        ours.delay = delay;
                    }
                    if any {
                        all.delay = delay;
                    }
                }
                "sitemap" => robots.sitemaps.push(value.to_owned()),
                _ => {}
            }
        }
        let group = if found_us { ours } else { all };
        Self { sitemaps: robots.sitemaps, ..group }
    }

    /// Whether a path, with its query, may be read: the longest pattern that fits decides, and of two the allowing.
    pub fn allows(&self, path: &str) -> bool {
        let fitting = self.rules.iter().filter(|(pattern, _)| fits(pattern, path));
        fitting.max_by_key(|(pattern, allows)| (pattern.len(), *allows)).is_none_or(|(_, allows)| *allows)
    }
}

/// `*` is anything, `$` at the end is the end.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, whole) = pattern.strip_suffix('$').map_or((pattern, false), |pattern| (pattern, true));
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or("");
    let Some(mut rest) = path.strip_prefix(first) else { return false };
    let parts: Vec<&str> = parts.collect();
    for (n, part) in parts.iter().enumerate() {
        if whole && n + 1 == parts.len() {
            return rest.ends_with(part);
        }
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    !whole || rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_rule_decides_and_a_group_that_names_us_comes_first() {
        let robots = Robots::read(
            "Sitemap: https://a.example/s.xml\nUser-agent: other\nDisallow: /\n\nUser-agent: *\nCrawl-delay: 2\nDisallow: /private\n\
             Allow: /private/help\nDisallow: /*.pdf$\nDisallow: /search*q=\nDisallow:\n",
        );
        for (path, may) in [
            ("/", true),
            ("/private", false),
            ("/private/x", false),
            ("/private/help/1", true),
            ("/a/b.pdf", false),
            ("/a/b.pdf?x", true),
            ("/search?a=1&q=2", false),
        ] {
            assert_eq!(robots.allows(path), may, "{path}");
        }
        assert_eq!((robots.delay, robots.sitemaps.len()), (Some(2.0), 1));
        let ours = Robots::read(
            "User-agent: *\nDisallow: /\n\nUser-agent: Baton-Import\nuser-agent: x\nDisallow: /cart\n",
        );
        assert!(ours.allows("/help") && !ours.allows("/cart"));
        assert!(Robots::read("").allows("/anything"));
    }
}
