//! Another tool as the site configures it: names in the places of values, as backends, trackers and enrichers write
//! them into requests. The edge fills them in on the last line before sending.

use crate::http::{Fill, FillKind, HttpRequest};
use crate::site;
use serde_json::Value;

/// A configured tool.
#[derive(Clone, Copy)]
pub struct Tool<'a>(pub &'a site::Backend);

impl Tool<'_> {
    fn placed(&self, place: &str, key: &str) -> Option<String> {
        self.0.settings.get(key).map(|name| format!("{{{place}:{name}}}"))
    }

    /// The value of a setting.
    pub fn var(&self, key: &str) -> String {
        self.placed("var", key).unwrap_or_default()
    }

    pub fn secret(&self, key: &str) -> String {
        self.placed("secret", key).unwrap_or_default()
    }

    /// The tool's public address, or another the owner names.
    pub fn base(&self, usual: &str) -> String {
        self.placed("var", "url").unwrap_or_else(|| usual.to_owned())
    }

    pub fn has(&self, key: &str) -> bool {
        self.0.settings.contains_key(key)
    }

    /// Puts the value of a setting, where it is set, into the body at a place that is there already.
    pub fn fill(&self, request: &mut HttpRequest, at: &str, key: &str, kind: FillKind) {
        if let Some(variable) = self.0.settings.get(key) {
            request.fills.push(Fill { at: at.to_owned(), variable: variable.clone(), kind });
        }
    }

    /// A request to an address, with a JSON body where there is one.
    pub fn request(method: &str, url: &str, body: Option<&Value>) -> HttpRequest {
        body.map_or_else(|| HttpRequest::new(method, url), |body| HttpRequest::json(method, url, body))
    }
}
