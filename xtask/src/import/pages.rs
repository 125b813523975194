//! The pages of the owner's own site: what its sitemaps list, as far as its robots.txt lets us, one page after another.
//!
//! Only the host that was named is read, never faster than two pages a second. Blocks that stand on most pages are what
//! surrounds the content, whatever they are called, and are left out.

use super::html::{self, Page};
use super::robots::{NAME, Robots};
use super::{Found, Haul};
use crate::web::{self, Answer};
use anyhow::{Context, Result, bail};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::time::{Duration, Instant};
use url::Url;

/// The shortest pause between two requests, and the longest anybody may ask for.
const PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: f64 = 20.0;
const REDIRECTS: usize = 4;
/// Sitemaps that are read, of an index and those it names.
const SITEMAPS: usize = 50;
/// A block on so many pages, and on half of all, is no content.
const REPEATED: usize = 3;

pub fn read(address: &str, only: &str, most: usize) -> Result<Haul> {
    let start = Url::parse(address)
        .with_context(|| format!("`{address}` is no address: write it as in https://shop.example"))?;
    let mut reader = Reader::new(&start)?;
    let mut haul = Haul::default();
    let listed = reader.listed(&start, &mut haul)?;
    let mut pages: Vec<(Url, Page)> = Vec::new();
    let mut seen = BTreeSet::new();
    let crawls = listed.is_empty();
    let mut queue: VecDeque<Url> = if crawls { VecDeque::from([start.clone()]) } else { listed.into() };
    if crawls {
        println!("no sitemap: following the links of {start}");
    }
    while let Some(url) = queue.pop_front() {
        if !seen.insert(url.to_string()) {
            continue;
        }
        if seen.len() > most {
            haul.skip(
                format!("{} more", queue.len() + 1),
                format!("{most} pages are read; --most N reads more"),
            );
            break;
        }
        match reader.page(&url, &mut haul)? {
            Some(page) => {
                if crawls {
                    let links = page.links.iter().filter_map(|link| url.join(link).ok());
                    queue.extend(links.filter(|link| reader.is_ours(link)).map(bare));
                }
                if url.path().starts_with(only) {
                    pages.push((url, page));
                }
            }
            None => continue,
        }
    }
    let repeated = repeated(&pages);
    for (url, page) in pages {
        let blocks = page.body.split("\n\n").filter(|block| !repeated.contains(*block));
        let name = url.path().trim_matches('/').rsplit('/').next().unwrap_or("").to_owned();
        haul.found.push(Found {
            title: page.title,
            body: blocks.collect::<Vec<_>>().join("\n\n"),
            pages: vec![url.path().to_owned()],
            language: page.language,
            name: name.rsplit_once('.').map_or(name.clone(), |(stem, _)| stem.to_owned()),
            source: url.to_string(),
            intents: Vec::new(),
        });
    }
    Ok(haul)
}

/// Without what does not name a page.
fn bare(mut url: Url) -> Url {
    url.set_fragment(None);
    url.set_query(None);
    url
}

fn repeated(pages: &[(Url, Page)]) -> BTreeSet<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, page) in pages {
        for block in page.body.split("\n\n").collect::<BTreeSet<_>>() {
            *counts.entry(block).or_default() += 1;
        }
    }
    let enough = REPEATED.max(pages.len().div_ceil(2));
    // Headings such as "Steps" stand on every page of a well-kept help center.
    let surrounds = |block: &str| !block.starts_with('#');
    counts
        .into_iter()
        .filter(|(block, n)| *n >= enough && surrounds(block))
        .map(|(block, _)| block.to_owned())
        .collect()
}

struct Reader {
    host: Url,
    robots: Robots,
    pause: Duration,
    last: Option<Instant>,
}

impl Reader {
    fn new(start: &Url) -> Result<Self> {
        if !["http", "https"].contains(&start.scheme()) || start.host_str().is_none() {
            bail!("`{start}` is no page: write it as in https://shop.example");
        }
        let mut reader = Self { host: start.clone(), robots: Robots::default(), pause: PAUSE, last: None };
        let answer =
            reader.get(&start.join("/robots.txt")?).with_context(|| format!("{start} cannot be reached"))?;
        reader.robots = match answer.status {
            200 => Robots::read(&answer.body),
            // RFC 9309, 2.3.1: without one all may be read; while it cannot be told, nothing.
            400..500 => Robots::default(),
            status => {
                bail!("{start}robots.txt answers {status}: try again when the site says what may be read")
            }
        };
        let asked = Duration::from_secs_f64(reader.robots.delay.unwrap_or(0.0).clamp(0.0, LONGEST_PAUSE));
        reader.pause = asked.max(PAUSE);
        Ok(reader)
    }

    fn is_ours(&self, url: &Url) -> bool {
        url.host_str() == self.host.host_str()
            && url.port_or_known_default() == self.host.port_or_known_default()
    }

    /// The pages that the sitemaps list, in their order.
    fn listed(&mut self, start: &Url, haul: &mut Haul) -> Result<Vec<Url>> {
        let mut maps: VecDeque<Url> = VecDeque::new();
        if start.path().contains(".xml") {
            maps.push_back(start.clone());
        } else {
            maps.extend(self.robots.sitemaps.iter().filter_map(|map| start.join(map).ok()));
            if maps.is_empty() {
                maps.push_back(start.join("/sitemap.xml")?);
            }
        }
        let (mut pages, mut seen) = (Vec::new(), BTreeSet::new());
        while let Some(map) = maps.pop_front() {
            if !seen.insert(map.to_string()) {
                continue;
            }
            if !self.is_ours(&map) {
                haul.skip(map, "a sitemap on another host");
                continue;
            }
            if seen.len() > SITEMAPS {
                haul.skip(map, format!("more than {SITEMAPS} sitemaps"));
                break;
            }
            let answer = self.get(&map)?;
            if answer.status != 200 {
                continue;
            }
            match sitemap(&answer.body) {
                Ok((inner, urls)) => {
                    maps.extend(inner.iter().filter_map(|url| Url::parse(url).ok()));
                    for url in urls.iter().filter_map(|url| Url::parse(url).ok()) {
                        if self.is_ours(&url) {
                            pages.push(url);
                        } else {
                            haul.skip(url, "on another host");
                        }
                    }
                }
                Err(why) => haul.skip(map, format!("not a sitemap: {why}")),
            }
        }
        Ok(pages)
    }

    /// A page, or nothing and the reason in `haul`.
    fn page(&mut self, url: &Url, haul: &mut Haul) -> Result<Option<Page>> {
        let path =
            url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()));
        if !self.robots.allows(&path) {
            haul.skip(url.clone(), "robots.txt asks not to read it");
            return Ok(None);
        }
        let answer = match self.get(url) {
            Ok(answer) => answer,
            Err(why) => {
                haul.skip(url.clone(), format!("{why:#}"));
                return Ok(None);
            }
        };
        let html = answer.kind.is_empty() || answer.kind.contains("html");
        if answer.status != 200 || !html {
            let why = if html {
                format!("it answers {}", answer.status)
            } else {
                format!("no HTML but {}", answer.kind)
            };
            haul.skip(url.clone(), why);
            return Ok(None);
        }
        let page = html::page(&answer.body, Some(url));
        if page.noindex {
            haul.skip(url.clone(), "the page asks not to be kept (noindex)");
            return Ok(None);
        }
        let other = page.canonical.as_ref().and_then(|canonical| url.join(canonical).ok());
        if let Some(other) = other.filter(|other| bare(other.clone()) != bare(url.clone())) {
            haul.skip(url.clone(), format!("it names {other} as its address"));
            return Ok(None);
        }
        Ok(Some(page))
    }

    /// Waits its turn, follows redirects within the host.
    fn get(&mut self, url: &Url) -> Result<Answer> {
        let mut url = url.clone();
        for _ in 0..REDIRECTS {
            if let Some(left) = self.last.and_then(|last| self.pause.checked_sub(last.elapsed())) {
                std::thread::sleep(left);
            }
            self.last = Some(Instant::now());
            let agent = format!("{NAME} (a help center's owner reads their own pages)");
            let answer = web::request(
                "GET",
                url.as_str(),
                &[("user-agent", &agent), ("accept", "text/html, application/xml")],
                "",
            )?;
            let Some(next) = answer.location.as_ref().filter(|_| (300..400).contains(&answer.status)) else {
                return Ok(answer);
            };
            let next = url.join(next)?;
            if !self.is_ours(&next) {
                bail!("it redirects to another host, {}", next.host_str().unwrap_or(""));
            }
            url = next;
        }
        bail!("it redirects in circles")
    }
}

/// Sitemaps named, and pages.
fn sitemap(xml: &str) -> Result<(Vec<String>, Vec<String>)> {
    let document = roxmltree::Document::parse(xml.trim())?;
    let locations = |parent: &str| {
        let all = document.descendants().filter(|node| {
            node.tag_name().name() == "loc"
                && node.parent().is_some_and(|above| above.tag_name().name() == parent)
        });
        all.filter_map(|node| node.text()).map(|text| text.trim().to_owned()).collect()
    };
    Ok((locations("sitemap"), locations("url")))
}
