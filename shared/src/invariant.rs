//! The laws of a conversation, as plain functions: checked in debug builds after every step, and in tests over random
//! histories.

use crate::action::{Stage, schema};
use crate::conversation::{Cargo, Conversation, Effect, Mode, ParcelState, Step};
use crate::log::What;
use crate::redact;

/// The first law a step broke, in words; nothing if all hold.
pub fn broken(before: &Conversation, step: &Step) -> Option<&'static str> {
    let next = &step.next;
    let laws: [(&'static str, bool); 11] = [
        ("the log only grows, and positions rise by one", log_grows(before, step)),
        ("an open handoff and people having the conversation are the same thing", handoff_fits_mode(next)),
        ("at most one handoff is open", next.handoffs.iter().filter(|handoff| !handoff.closed).count() <= 1),
        ("while people have it, nothing of the assistant is shown", one_voice(before, step)),
        ("every packet is either confirmed, in the outbox, or abandoned with a reason", no_packet_lost(next)),
        ("of each lane at most one parcel is under way", one_at_a_time(next)),
        ("what waits has a time", next.mode_waits() == next.work_due().is_some()),
        ("what is delivered is in the outbox, under way", deliveries_are_parcels(step)),
        (
            "a call is made only with the yes it needs, under the running action's key",
            calls_are_allowed(step),
        ),
        ("an answer is made only for the running turn", answers_run(step)),
        ("no card number, password or the like of a customer is kept", nothing_secret_kept(step)),
    ];
    laws.into_iter().find(|(_, holds)| !holds).map(|(law, _)| law)
}

impl Conversation {
    fn mode_waits(&self) -> bool {
        let calls = self.act.as_ref().is_some_and(|act| act.stage == Stage::Running);
        let looks = self.handoffs.iter().any(|handoff| handoff.looking.is_some());
        let books = self.handoffs.iter().any(|handoff| handoff.booking.is_some());
        calls || looks || books || matches!(self.mode, Mode::Answering { .. }) || !self.turns().is_empty()
    }
}

fn log_grows(before: &Conversation, step: &Step) -> bool {
    let (old, new) = (&before.log, &step.next.log);
    new.len() >= old.len()
        && new[..old.len()] == old[..]
        && new
            .windows(2)
            .all(|pair| pair[1].seq == pair[0].seq + 1 && pair[1].at >= pair[0].at.min(pair[1].at))
}

fn handoff_fits_mode(next: &Conversation) -> bool {
    next.open_handoff().is_some() == next.is_with_people()
}

fn one_voice(before: &Conversation, step: &Step) -> bool {
    if !before.is_with_people() || !step.next.is_with_people() {
        return true;
    }
    step.log().iter().all(|entry| {
        !matches!(
            entry.what,
            What::AssistantSaid { .. } | What::AssistantGaveUp { .. } | What::Offered { .. }
        )
    })
}

fn no_packet_lost(next: &Conversation) -> bool {
    next.handoffs.iter().all(|handoff| {
        let waiting = next.outbox.iter().any(|p| p.handoff == handoff.number && p.cargo == Cargo::Packet);
        let abandoned = || {
            let key = format!("{}.{}.packet.", next.id, handoff.number);
            next.log
                .iter()
                .any(|e| matches!(&e.what, What::DeliveryAbandoned { key: k, .. } if k.starts_with(&key)))
        };
        handoff.home.is_some() != waiting || abandoned()
    })
}

fn one_at_a_time(next: &Conversation) -> bool {
    let sent = next.outbox.iter().filter(|parcel| matches!(parcel.state, ParcelState::Sent { .. }));
    let mut lanes: Vec<_> = sent.map(crate::conversation::Parcel::lane).collect();
    let all = lanes.len();
    lanes.sort_unstable();
    lanes.dedup();
    lanes.len() == all
}

fn deliveries_are_parcels(step: &Step) -> bool {
    step.effects.iter().all(|effect| match effect {
        Effect::Deliver { key, backend } => step.next.outbox.iter().any(|parcel| {
            parcel.key(&step.next.id, backend) == *key && matches!(parcel.state, ParcelState::Sent { .. })
        }),
        _ => true,
    })
}

fn calls_are_allowed(step: &Step) -> bool {
    step.effects.iter().all(|effect| match effect {
        Effect::Act { turn, key } => step.next.act.as_ref().is_some_and(|act| {
            act.turn == *turn
                && act.stage == Stage::Running
                && act.due.is_some()
                && act.key(&step.next.id) == *key
        }),
        _ => true,
    })
}

fn nothing_secret_kept(step: &Step) -> bool {
    let clean = |text: &str| redact::redact(text, &redact::Settings::default()).kinds().is_empty();
    step.log().iter().all(|entry| match &entry.what {
        What::CustomerSaid { text, .. } | What::CustomerRated { why: text, .. } => clean(text),
        What::CustomerAttached { file, .. } => clean(&file.name),
        What::Scored { note, .. } => clean(note),
        What::Acted { arguments, .. } => arguments.values().all(|value| clean(&schema::text(value))),
        What::DetailsGiven { details, .. } => details.iter().all(|(_, value)| clean(value)),
        What::PageSeen { page } => clean(&page.selection) && page.errors.iter().all(|error| clean(error)),
        _ => true,
    })
}

fn answers_run(step: &Step) -> bool {
    step.effects.iter().all(|effect| match effect {
        Effect::Generate { turn, .. } => {
            matches!(step.next.mode, Mode::Answering { turn: t, .. } if t == *turn)
        }
        _ => true,
    })
}
