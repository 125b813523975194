//! What the messages are about, as words of thirteen languages grouped into concepts.
//!
//! The model learns from concepts as well as from words, so that what it learned from English holds where only the
//! concept is known. Absent on purpose: topics. `fee` belongs to several, and only the company it keeps decides.

mod access;
mod harm;
mod law;
mod money;
mod talk;

/// A group of words that mean much the same to us.
pub type Concept = (u16, &'static str);

pub fn all() -> impl Iterator<Item = Concept> {
    [money::WORDS, access::WORDS, law::WORDS, talk::WORDS, harm::WORDS].into_iter().flatten().copied()
}

pub const REFUND: u16 = 1;
pub const RETURN: u16 = 2;
pub const CANCEL: u16 = 3;
pub const CLOSE: u16 = 4;
pub const ACCOUNT: u16 = 5;
pub const ORDER: u16 = 6;
pub const NEWSLETTER: u16 = 7;
pub const TRANSFER: u16 = 8;
pub const CHARGED: u16 = 9;
pub const FEE: u16 = 10;
pub const BILL: u16 = 11;
pub const TOO_MUCH: u16 = 12;
pub const WRONG: u16 = 13;
pub const MONEY: u16 = 14;
pub const CARD: u16 = 15;
pub const PAY: u16 = 16;

pub const LOGIN: u16 = 20;
pub const PASSWORD: u16 = 21;
pub const LOCKED: u16 = 22;
pub const FORGOT: u16 = 23;
pub const VERIFY: u16 = 24;
pub const SIGN_UP: u16 = 25;
pub const CHANGE: u16 = 26;
pub const ACTIVATE: u16 = 27;

pub const STOLEN: u16 = 30;
pub const LOST: u16 = 31;
pub const FRAUD: u16 = 32;
pub const NOT_MINE: u16 = 33;
pub const SOMEONE: u16 = 34;
pub const SUSPICIOUS: u16 = 35;
pub const DISPUTE: u16 = 36;
pub const BLOCK: u16 = 37;
pub const PHONE: u16 = 38;

pub const LEGAL: u16 = 40;
pub const LAWFUL: u16 = 41;
pub const PRIVACY: u16 = 42;
pub const DATA: u16 = 43;
pub const COLLECT: u16 = 44;
pub const BREACH: u16 = 45;
pub const SECURE: u16 = 46;
pub const COMPLAINT: u16 = 47;
pub const BAD: u16 = 48;

pub const POLICY: u16 = 50;
pub const HOW_LONG: u16 = 51;
pub const WHERE_IS: u16 = 52;
pub const WHY: u16 = 53;
pub const WANT: u16 = 54;
pub const NOT: u16 = 55;
pub const HOW: u16 = 56;
pub const NEVER_MIND: u16 = 57;
pub const DELIVERY: u16 = 58;
pub const PRODUCT: u16 = 59;
pub const METHOD: u16 = 60;

pub const HARM: u16 = 70;
pub const NO_HARM: u16 = 71;
