//! An owner brings the help center they have, and it answers: import, look over, publish, all without a deploy.
//!
//! 1. A crawl of the own site keeps to robots.txt and to the host, takes the content and not what surrounds it.
//! 2. What was imported is published to a running Worker and answers the next question, with its source.
//! 3. Imported again, an article that was edited by hand is kept, and it is said.

use crate::client::Customer;
use crate::publish::{Folder, publish, xtask};
use crate::spine::answer;
use crate::stage::Stage;
use std::sync::{Arc, Mutex};
use std::thread;
use tiny_http::{Header, Response, Server};

/// A shop's own site, with what surrounds its help pages, and what was asked of it.
struct Shop {
    url: String,
    asked: Arc<Mutex<Vec<String>>>,
    server: Arc<Server>,
}

fn page(title: &str, content: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><head><title>{title} | Lamps</title></head><body><header>Lamps <nav><a href=\"/\">Home</a>\
         <a href=\"/cart\">Cart</a></nav></header><div class=\"grid\"><p>Free shipping on all orders this week!</p>\
         <main><h1>{title}</h1>{content}</main></div><footer>© Lamps. <a href=\"/imprint\">Imprint</a></footer></body></html>"
    )
}

impl Shop {
    fn open() -> Self {
        let server = Arc::new(Server::http("127.0.0.1:0").expect("a port is free"));
        let url = format!("http://{}", server.server_addr());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (base, inside, log) = (url.clone(), server.clone(), asked.clone());
        thread::spawn(move || {
            for request in inside.incoming_requests() {
                let path = request.url().to_owned();
                if let Ok(mut log) = log.lock() {
                    log.push(path.clone());
                }
                let (status, kind, body) = answer_of(&base, &path);
                let header = Header::from_bytes("content-type", kind).expect("a header is well-formed");
                request
                    .respond(Response::from_string(body).with_status_code(status).with_header(header))
                    .ok();
            }
        });
        Self { url, asked, server }
    }
}

impl Drop for Shop {
    fn drop(&mut self) {
        self.server.unblock();
    }
}

fn answer_of(base: &str, path: &str) -> (u16, &'static str, String) {
    let html = "text/html; charset=utf-8";
    let help = |title: &str, content: &str| (200, html, page(title, content));
    match path {
        "/robots.txt" => (200, "text/plain", "User-agent: *\nDisallow: /help/internal\n".to_owned()),
        "/sitemap.xml" => {
            let paths = [
                "/help/sauna",
                "/help/dogs",
                "/help/internal",
                "/help/gone",
                "/help/moved",
                "/help/flyer.pdf",
            ];
            let mut urls: Vec<String> =
                paths.iter().map(|path| format!("<url><loc>{base}{path}</loc></url>")).collect();
            urls.push("<url><loc>https://elsewhere.example/help</loc></url>".to_owned());
            let open =
                "<?xml version=\"1.0\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">";
            (200, "application/xml", format!("{open}{}</urlset>", urls.concat()))
        }
        "/help/sauna" => help(
            "Lamps in a sauna",
            "<p>No lamp of ours may hang in a <strong>sauna</strong>: above 45&nbsp;°C the driver fails.</p><h2>What fits</h2><ul><li>Ask your sauna's maker.</li></ul>",
        ),
        "/help/dogs" => help(
            "Dogs and cables",
            "<p>A dog may chew the cable of the Heron: order the steel cable for €12.</p>",
        ),
        "/help/internal" => {
            help("Internal", "<p>Our margin on every lamp is forty percent, tell nobody.</p>")
        }
        "/help/moved" => (
            200,
            html,
            page("Moved", "<p>x</p>").replace("<head>", "<head><meta name=\"robots\" content=\"noindex\">"),
        ),
        "/help/flyer.pdf" => (200, "application/pdf", "%PDF".to_owned()),
        _ => (404, html, page("Not found", "")),
    }
}

#[test]
fn an_owner_imports_the_own_site_publishes_it_and_it_answers() {
    let (shop, stage, folder) = (Shop::open(), Stage::start(&[]), Folder::of_the_demo("import"));
    let into = folder.0.join("knowledge").display().to_string();
    let import = || xtask(&["import", "pages", &shop.url, "--into", &into]);

    let (went_well, said) = import();
    assert!(went_well, "{said}");
    for line in [
        "2 new, 0 updated, 0 unchanged, 0 kept, 5 skipped",
        "/help/internal: robots.txt asks not to read it",
        "/help/gone: it answers 404",
        "/help/moved: the page asks not to be kept",
        "/help/flyer.pdf: no HTML but application/pdf",
        "https://elsewhere.example/help: on another host",
    ] {
        assert!(said.contains(line), "`{line}` in:\n{said}");
    }
    let asked = shop.asked.lock().map(|asked| asked.clone()).unwrap_or_default();
    assert!(!asked.contains(&"/help/internal".to_owned()), "{asked:?}");
    let article = std::fs::read_to_string(folder.0.join("knowledge/sauna.md")).expect("it was written");
    assert!(
        article.contains("pages: [/help/sauna]") && article.contains("title: Lamps in a sauna"),
        "{article}"
    );
    assert!(!["Cart", "Imprint", "©"].iter().any(|around| article.contains(around)), "{article}");

    publish(&stage, &folder);
    let mut customer = Customer::new(&stage);
    customer.say("Can I hang a lamp in my sauna?");
    let (_, sources) = customer
        .wait("the imported answer", |shown| answer(shown).filter(|(text, _)| text.contains("45 °C")));
    assert_eq!(sources.first().map(String::as_str), Some("sauna"));

    folder.write("knowledge/sauna.md", &article.replace("the driver fails", "the driver melts"));
    let (_, said) = import();
    assert!(
        said.contains("0 new, 0 updated, 1 unchanged, 1 kept")
            && said.contains("sauna.md kept: it was edited by hand"),
        "{said}"
    );
}
