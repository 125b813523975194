//! End to end, in one binary. `cargo xtask test` builds what is needed and runs this.
//!
//! Every test has a [`stage`] of its own: real workerd on a free port with a folder of its own, killed at the end.
//! Nothing sleeps: tests wait for a fact, with a deadline, and a failing one prints what the Worker said.

mod access;
mod actions;
mod aimock;
mod beside;
mod chromium;
mod client;
mod contracts;
mod contracts_beside;
mod covered;
mod crash;
mod desk;
mod details;
mod feedback;
mod files;
mod guards;
mod guest;
mod handoffs;
mod hostile;
mod human_button;
mod identity;
mod import;
mod language;
mod latency;
mod look;
mod misbehaving;
mod notices;
mod offers;
mod one_way;
mod out_of_order;
mod pages;
mod person;
mod providers;
mod publish;
mod receiver;
mod redact;
mod refusals;
mod relay;
mod relay_live;
mod relay_more;
mod relay_threads;
mod replay;
mod replies;
mod scripts;
mod spine;
mod stage;
mod taken_along;
mod undelivered;
mod untrusted;
mod upstreams;
mod waiting;
mod widget;
mod wording;
