//! The list of commands not known to be done, as embed.js keeps it. All tabs share it, and it survives a reload.
//!
//! Sending one twice, from two tabs, does no harm: the key says that it is the same.

use crate::shell::host;
use crate::{read, write};
use shared::wire::Keyed;

const OUT: &str = ":out";

/// What is in the list. What cannot be read is not there.
pub fn unsent() -> Vec<Keyed> {
    read::unsent(&host(|host| host.read(OUT)))
}

pub fn keep(commands: Vec<Keyed>) {
    let mut all = unsent();
    for keyed in commands {
        if !all.iter().any(|k| k.key == keyed.key) {
            all.push(keyed);
        }
    }
    put(&all);
}

pub fn forget(keys: &[String]) {
    let mut all = unsent();
    let before = all.len();
    all.retain(|keyed| !keys.contains(&keyed.key));
    if all.len() != before {
        put(&all);
    }
}

fn put(all: &[Keyed]) {
    host(|host| host.write(OUT, &write::unsent(all)));
}
