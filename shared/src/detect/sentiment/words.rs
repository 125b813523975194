//! Words that carry a mood, by what they carry.
//!
//! Absent on purpose: numbers. How much a kind of word weighs is learned; which kind it is, is written down.

mod english;
mod others;

pub fn all() -> impl Iterator<Item = (u16, &'static str)> {
    english::WORDS.iter().chain(others::WORDS).chain(&PARTIES).copied()
}

pub const GOOD: u16 = 1;
pub const VERY_GOOD: u16 = 2;
pub const LOVE: u16 = 3;
pub const THANKS: u16 = 4;
pub const LAUGH: u16 = 5;
pub const HAPPY: u16 = 6;
pub const CHEER: u16 = 7;
pub const BAD: u16 = 10;
pub const VERY_BAD: u16 = 11;
pub const SAD: u16 = 12;
pub const ANGRY: u16 = 13;
pub const INSULT: u16 = 14;
pub const PROFANE: u16 = 15;
pub const DISGUST: u16 = 16;
pub const TROUBLE: u16 = 17;
pub const REPEATS: u16 = 18;
pub const WORSE_THAN: u16 = 19;
pub const REGRET: u16 = 20;
pub const ATTACK: u16 = 21;
pub const NOT: u16 = 30;
pub const VERY: u16 = 31;
pub const BUT: u16 = 32;
pub const IF: u16 = 33;
pub const SMILE: u16 = 40;
pub const FROWN: u16 = 41;
pub const LOUD: u16 = 42;
pub const ASKS: u16 = 43;

/// Who is spoken to or of: a strong word said to us is anger, said of someone else it is a story.
pub const YOU: u16 = 70;
pub const ME: u16 = 71;
pub const OURS: u16 = 72;
pub const OTHERS: u16 = 73;
pub const PARTY: [u16; 3] = [YOU, ME, OURS];
/// Said in delight and in tales as often as in anger.
pub const HEATED: u16 = 74;
const PARTIES: [(u16, &str); 5] = [
    (
        HEATED,
        "kill*, murder*, sick, insane*, crazy, crazily, mad, madness, damn*, goddam*, dammit, die, dies, died, dying, \
         dead, deadly, death, stupid*, dumb*, idiot*, moron*, shit*, bullshit, fuck*, hell, hate*, hates, hating, evil, \
         wicked, savage, beast, brutal, bloody, bitch*, bastard*, ass, asshole*, crap*, piss*, attack*, destroy*, \
         hurt*, ugly, cry, crying, cried, fool*, nuts, wild, ridiculous*, psycho*, violen*, disgust*, terribl*, awful*, \
         horribl*, worst, suck*, poor, jealous, fight*, shoot*, shot, bomb*, war, wtf, trash, weird, loser*, liar*",
    ),
    (
        YOU,
        "you, your, youre, u, ur, yourself, bot, tu, te, ti, usted, ustedes, su, eres, vous, votre, toi, es, du, dein, \
         deine, ihr, sie, sei, tuo, tua, vostro, voi, voce, seu, sua, jij, je, jullie, ty, wy, twoj, jestes, sen, siz, \
         انت, انتم, आप, तुम, 你, 您, あなた",
    ),
    (
        ME,
        "i, im, my, me, we, our, us, mi, yo, estoy, soy, mon, ma, moi, suis, ich, mein, meine, mir, mich, sono, mio, \
         mia, eu, meu, minha, ik, mijn, ja, moj, ben, benim, انا, मैं, मेरा, मुझे, 我, 私",
    ),
    (
        OURS,
        "service, app, website, flight, staff, food, seat, crew, airline, company, product, order, account, delivery, \
         support, plane, pilot, aircraft, movie, game, answer",
    ),
    (
        OTHERS,
        "he, she, they, him, her, them, his, their, hes, shes, theyre, people, guy, guys, someone, man, woman, kids, \
         everyone, who, those, some",
    ),
];

/// Words that a story about anything may have.
pub const STRONG: [u16; 9] = [PROFANE, INSULT, ATTACK, VERY_BAD, TROUBLE, SAD, DISGUST, ANGRY, HEATED];

/// Kinds whose meaning a *not* before them turns.
pub fn turns(kind: u16) -> Option<u16> {
    match kind {
        GOOD | VERY_GOOD | LOVE | HAPPY | CHEER => Some(50),
        BAD | VERY_BAD | SAD | ANGRY | DISGUST | TROUBLE | INSULT => Some(51),
        _ => None,
    }
}

/// What stands for all kinds of one direction, so that the model may learn the sum.
pub fn direction(kind: u16) -> Option<u16> {
    match kind {
        GOOD | VERY_GOOD | LOVE | HAPPY | CHEER | THANKS | SMILE | 51 => Some(60),
        BAD | VERY_BAD | SAD | ANGRY | DISGUST | TROUBLE | INSULT | REPEATS | WORSE_THAN | FROWN | ATTACK
        | 50 => Some(61),
        _ => None,
    }
}
