//! How urgent a message is, by what it says: "asap", a date that is near, an emergency.
//!
//! A list of thirteen languages, no model: urgency is said in few words, and a number learned from other people's
//! urgency would explain less. Absent on purpose: mood. Angry is not urgent.

use std::sync::OnceLock;

use super::Spoken;
use super::lexicon::{Hit, Lexicon};
use super::normalize::fold;

#[derive(Clone, Debug, PartialEq)]
pub struct Urgency {
    /// 0 is "when you can", 1 is "now".
    pub level: f32,
    pub evidence: Vec<Spoken>,
}

const EMERGENCY: u16 = 1;
const NOW: u16 = 2;
const SOON: u16 = 3;
const WAITING: u16 = 4;
const NOT: u16 = 9;
const NO_RUSH: u16 = 10;

/// How much each kind adds to what the others left open.
fn weight(kind: u16) -> f32 {
    match kind {
        EMERGENCY => 0.9,
        NOW => 0.65,
        SOON => 0.4,
        WAITING => 0.3,
        _ => 0.0,
    }
}

const WORDS: [(u16, &str); 6] = [
    (
        EMERGENCY,
        "emergency, life or death, matter of life, in danger, medical emergency, emergencia, urgence vitale, \
        urgence, notfall, emergenza, emergência, noodgeval, spoedgeval, nagły wypadek, nagły przypadek, acil durum, \
        حالة طارئة, طوارئ, आपातकाल, इमरजेंसी, emergency hai, 紧急情况, 緊急情況, 救命, 緊急事態",
    ),
    (
        NOW,
        "urgent, urgently, urgency, asap, a s a p, immediately, immediate, right now, right away, at once, this instant, \
        as soon as possible, as fast as possible, as quickly as possible, without delay, time sensitive, hurry, \
        hurry up, quick, quickly, straight away, urgente, urgentemente, cuanto antes, inmediatamente, de inmediato, \
        ahora mismo, ya mismo, lo antes posible, tout de suite, immédiatement, au plus vite, dès que possible, \
        d'urgence, en urgence, le plus vite possible, dringend, sofort, umgehend, schnellstmöglich, unverzüglich, \
        so schnell wie möglich, eilt, eilig, subito, immediatamente, il prima possibile, al più presto, imediatamente, \
        o mais rápido possível, o quanto antes, agora mesmo, dringend, onmiddellijk, zo snel mogelijk, meteen, spoed, \
        pilne, pilnie, natychmiast, jak najszybciej, niezwłocznie, acil, acilen, hemen, derhal, bir an önce, \
        عاجل, عاجلا, فورا, حالا, بسرعة, في أسرع وقت, ضروري, तुरंत, जल्दी, फौरन, अभी के अभी, turant, jaldi, abhi, \
        紧急, 緊急, 马上, 馬上, 立刻, 立即, 尽快, 盡快, 赶紧, 急, 至急, 急ぎ, 急いで, 今すぐ, 早急",
    ),
    (
        SOON,
        "today, tonight, by tomorrow, this morning, this afternoon, this evening, within the hour, in an hour, in two hours, \
        deadline, last day, expires today, my flight leaves, before my flight, end of day, eod, before noon, hoy, \
        esta noche, antes de mañana, fecha límite, aujourd'hui, ce soir, avant demain, date limite, heute, bis morgen, \
        heute noch, frist, oggi, stasera, entro oggi, entro domani, scadenza, hoje, esta noite, até amanhã, prazo, \
        vandaag, vanavond, voor morgen, dzisiaj, dziś, do jutra, termin mija, bugün, bu gece, yarına kadar, \
        اليوم, الليلة, قبل الغد, आज, आज रात, aaj, 今天, 今晚, 明天之前, 截止, 今日中, 今日, 今夜, 明日まで, 締め切り",
    ),
    (
        WAITING,
        "still waiting, waiting for weeks, waiting for days, for hours, for weeks, for days, third time, again and again, \
        how much longer, long overdue, overdue, sigo esperando, tercera vez, j'attends toujours, troisième fois, \
        warte immer noch, seit wochen, seit tagen, zum dritten mal, sto ancora aspettando, terza volta, \
        ainda estou esperando, terceira vez, wacht nog steeds, derde keer, nadal czekam, trzeci raz, hala bekliyorum, \
        ما زلت انتظر, लंबे समय से, 一直在等, 等了, 第三次, まだ待って, 三回目",
    ),
    (
        NOT,
        "not, no, isnt, nothing, no es, nada, pas, nicht, kein, keine, non, não, niet, geen, nie, değil, ليس, غير, \
        नहीं, 不, ない",
    ),
    (
        NO_RUSH,
        "with me right now, on me right now, handy right now, at hand right now, in front of me right now, \
        remember right now, know right now, think of right now, home right now, work right now, quick question, \
        real quick, quick check, one quick, no rush, no hurry, not urgent, take your time, whenever you can, when you have time, no immediate, \
        nothing urgent, sin prisa, no corre prisa, pas pressé, rien d'urgent, prenez votre temps, eilt nicht, keine eile, \
        kein stress, non c'è fretta, senza fretta, sem pressa, geen haast, nie spieszy, bez pośpiechu, acele değil, \
        acelesi yok, على مهلك, कोई जल्दी नहीं, 不急, 不着急, 急ぎません, 急いでいません",
    ),
];

/// How urgent the message says it is.
pub fn urgency(message: &str) -> Urgency {
    let folded = fold(message);
    let hits = lexicon().find(&folded);
    let hidden = |hit: &Hit| {
        hits.iter().any(|other| match other.tag {
            NO_RUSH => other.at < hit.at + hit.len && hit.at < other.at + other.len,
            NOT => other.at + other.len == hit.at || other.at + other.len + 1 == hit.at,
            _ => false,
        })
    };
    let mut open = 1.0_f32;
    let mut evidence: Vec<Spoken> = Vec::new();
    let mut counted = [false; 5];
    for hit in hits.iter().filter(|hit| weight(hit.tag) > 0.0 && !hidden(hit)) {
        // A kind counts once in full; said again it adds a little.
        let first = !std::mem::replace(&mut counted[usize::from(hit.tag)], true);
        let said = if first { weight(hit.tag) } else { 0.1 };
        open *= 1.0 - said;
        if evidence.len() < 4 {
            evidence.push(folded.spoken(message, hit.at, hit.len, said));
        }
    }
    if open < 1.0 && message.contains("!!") {
        open *= 0.8;
    }
    Urgency { level: 1.0 - open, evidence }
}

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| Lexicon::new(WORDS.into_iter()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_to_be_urgent_is_urgent_in_any_of_the_languages() {
        for message in [
            "I need this fixed ASAP",
            "necesito ayuda urgente",
            "répondez immédiatement",
            "das ist dringend",
            "è urgente, subito",
            "preciso disso imediatamente",
            "zo snel mogelijk graag",
            "to pilne",
            "çok acil",
            "الأمر عاجل",
            "मुझे तुरंत मदद चाहिए",
            "请尽快处理",
            "至急お願いします",
        ] {
            let urgency = urgency(message);
            assert!(urgency.level >= 0.6, "{message}: {urgency:?}");
            assert!(!urgency.evidence.is_empty());
        }
    }

    #[test]
    fn no_hurry_and_ordinary_questions_are_not() {
        for message in
            ["no rush, whenever you can", "this is not urgent", "where is my order", "eilt nicht", "不急", ""]
        {
            let urgency = urgency(message);
            assert!(urgency.level < 0.3, "{message}: {urgency:?}");
        }
    }

    #[test]
    fn more_reasons_are_more_urgent() {
        assert!(urgency("urgent, my flight leaves today").level > urgency("urgent").level);
    }
}
