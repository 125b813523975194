//! What goes wrong, by whose fault; told outside as a code and a sentence, logged inside once, here.

use shared::wire::{Code, Trouble};
use worker::{Response, console_error};

/// Why a request was not done.
#[derive(Debug)]
pub enum Fault {
    /// The sender's: told as it is
    Theirs(Trouble),
    /// Ours: the sender hears only that
    Ours(String),
}

impl Fault {
    pub fn theirs(code: Code, text: impl Into<String>) -> Self {
        Fault::Theirs(Trouble { code, text: text.into(), key: String::new() })
    }

    /// What the sender is told. Ours are logged.
    pub fn trouble(self) -> Trouble {
        match self {
            Fault::Theirs(trouble) => trouble,
            Fault::Ours(cause) => {
                console_error!("internal: {cause}");
                let text = "something went wrong on our side; try again in a moment".to_owned();
                Trouble { code: Code::Internal, text, key: String::new() }
            }
        }
    }

    pub fn response(self) -> worker::Result<Response> {
        let trouble = self.trouble();
        Ok(Response::from_json(&trouble)?.with_status(trouble.code.status()))
    }
}

impl From<worker::Error> for Fault {
    fn from(error: worker::Error) -> Self {
        Fault::Ours(error.to_string())
    }
}

impl From<Trouble> for Fault {
    fn from(trouble: Trouble) -> Self {
        Fault::Theirs(trouble)
    }
}

impl From<serde_json::Error> for Fault {
    fn from(error: serde_json::Error) -> Self {
        Fault::Ours(error.to_string())
    }
}
