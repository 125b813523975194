//! Where in the world the customer is (R3): the country the network sees, else the region of the page's language.

use super::{Scene, Signal, cause, word};
use crate::policy::{Finding, Kind, Spec};

pub struct Region;

impl Signal for Region {
    fn spec(&self) -> Spec {
        cause(
            "region",
            Kind::Text,
            "The customer's country in two letters, as in `region is BE`: as Cloudflare sees it, else as the page's language says (`nl-BE`).",
        )
    }

    fn observe(&self, scene: &Scene<'_>) -> Vec<Finding> {
        let country = scene.country.to_ascii_uppercase();
        if is_country(&country) {
            return word(self.spec(), &country, format!("connected from {country}"));
        }
        let language = scene.page.map_or("", |page| page.language.as_str());
        let region = language.rsplit_once('-').map_or("", |(_, region)| region).to_ascii_uppercase();
        if is_country(&region) {
            return word(self.spec(), &region, format!("the page is in {language}"));
        }
        Vec::new()
    }
}

/// `XX` and `T1` are Cloudflare's words for unknown and for Tor.
fn is_country(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase()) && text != "XX"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Page;
    use crate::signal::tests::scene;

    #[test]
    fn the_country_is_the_networks_else_the_pages() {
        let check = |country: &str, language: &str, expected: Option<&str>| {
            let page = Page { language: language.to_owned(), ..Page::default() };
            let found = Region.observe(&Scene { country, page: Some(&page), ..scene() });
            let found = found.into_iter().map(|finding| match finding.value {
                crate::policy::Value::Word(word) => word,
                _ => String::new(),
            });
            assert_eq!(
                found.collect::<Vec<_>>(),
                expected.into_iter().collect::<Vec<_>>(),
                "{country} {language}"
            );
        };
        check("be", "en-gb", Some("BE"));
        check("XX", "en-gb", Some("GB"));
        check("T1", "zh-hans", None);
        check("", "", None);
    }
}
