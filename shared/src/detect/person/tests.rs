//! What counts as asking for a person, and what only sounds like it.

mod more_languages;
mod other_words;

use super::*;

fn asks(language: &str, messages: &str) {
    let missed: Vec<&str> = lines(messages).filter(|message| asks_for_person(message).is_none()).collect();
    assert!(missed.is_empty(), "{language}: not seen as asking: {missed:#?}");
}

fn does_not_ask(language: &str, messages: &str) {
    let alarms: Vec<(&str, PersonRequest)> =
        lines(messages).filter_map(|message| Some((message, asks_for_person(message)?))).collect();
    assert!(alarms.is_empty(), "{language}: wrongly seen as asking: {alarms:#?}");
}

fn lines(messages: &str) -> impl Iterator<Item = &str> {
    messages.lines().map(str::trim).filter(|line| !line.is_empty())
}

#[test]
fn english() {
    asks(
        "en",
        "
        Let me talk to a human being, please.
        I'd rather deal with a real person
        agent
        Representative!!!
        get me someone who is not a robot, I want a person not a bot
        pls connect me with customer support
        is there anybody I could speak with?
        Put me through to your billing department
        transfer me to a live operator now
        I want to escalate this to a manager
        ok then hand me over to one of your colleagues
        can a human please take a look at this
        speak to somebody
        I would like human assistance
        stop, I don't want to chat with a machine
        I need to get in touch with a representative about order 5512
        Would it be possible to have a chat with an actual employee?
        give me a human
        any real people here?
        can I have a live chat with someone
        i wanna talk 2 a real humann
        talk to agnet
        I need h u m a n
        tаlk to аgent
        huuuman please
        w a n t   a   h u m a n
        t a l k t o a h u m a n
        tlk to an agent
        No. Human.
        operator pls
        Could somebody call me back?
        ",
    );
    does_not_ask(
        "en",
        "
        Are you a human?
        am I talking to a real person or a bot
        you sound like a real person
        My travel agent booked the wrong date
        someone stole my card
        the person I paid did not get it
        I don't want to talk to a person, just tell me the price
        no need for an agent, thanks
        Can you talk slower?
        who is your manager
        table for four people
        I live in Spain, do you deliver there?
        The delivery agent was rude
        it was nice talking to you
        what can a virtual assistant do
        Do I need to talk to someone to close my account?
        Can other people use my account?
        how many people work there
        speak Spanish
        this call is over
        ",
    );
}

#[test]
fn spanish() {
    asks(
        "es",
        "
        Quiero hablar con una persona
        ¿Puedo hablar con un agente?
        necesito un asesor humano
        pásame con un operador por favor
        agente
        no quiero hablar con un robot
        ¿hay alguien real con quien pueda hablar?
        Prefiero que me atienda una persona
        comuníqueme con servicio al cliente
        ¿Me puede poner en contacto con un representante?
        Quisiera que me atendiera un ser humano
        necesito ayuda de una persona real
        cómo hablo con un humano
        no puedo contactar con un agente
        me pasas con alguien
    ",
    );
    does_not_ask(
        "es",
        "
        ¿Eres un humano?
        ¿Estoy hablando con una persona?
        Hablo con un robot?
        no quiero hablar con un agente, solo dime el precio
        Alguien robó mi tarjeta
        una mesa para cuatro personas
        mi agente de viajes se equivocó
        Quiero cambiar el nombre de la persona titular
    ",
    );
}

#[test]
fn french() {
    asks(
        "fr",
        "
        Je veux parler à un humain
        Puis-je parler à un conseiller ?
        passez-moi quelqu'un
        je voudrais être mis en relation avec un agent
        conseiller svp
        je ne veux pas parler à un robot
        Y a-t-il une vraie personne ?
        j'ai besoin d'une aide humaine
        je préfère discuter avec une personne réelle
        comment joindre un conseiller
        je souhaite contacter le service client
        transférez-moi vers un opérateur
        est-ce que quelqu'un peut me mettre en relation avec un responsable
    ",
    );
    does_not_ask(
        "fr",
        "
        Es-tu un humain ?
        est-ce que je parle à une vraie personne
        Tu n'es pas une personne
        je ne veux pas parler à un conseiller
        Quelqu'un a volé ma carte
        une table pour quatre personnes
        Personne ne répond
    ",
    );
}

#[test]
fn german() {
    asks(
        "de",
        "
        Ich möchte mit einem Menschen sprechen
        Kann ich mit jemandem reden?
        Verbinden Sie mich bitte mit einem Mitarbeiter
        Mitarbeiter
        ich brauche einen echten Menschen
        Gibt es hier einen richtigen Ansprechpartner?
        Ich will nicht mit einem Bot reden
        Bitte leiten Sie mich an den Kundenservice weiter
        Kann mir ein Mensch helfen?
        Wie erreiche ich einen Berater?
        Geben Sie mir einen Menschen
        ich würde gerne mit einer echten Person chatten
        Hol mir deinen Vorgesetzten
        Könnte ich bitte jemanden vom Support sprechen
        wie spreche ich mit einem Mitarbeiter
    ",
    );
    does_not_ask(
        "de",
        "
        Bist du ein Mensch?
        Spreche ich mit einem Menschen?
        Ich will nicht mit einem Mitarbeiter sprechen
        Jemand hat meine Karte gestohlen
        Ein Tisch für vier Personen
        Du bist keine Person
        Kann ich für eine andere Person bestellen?
        Muss ich mit jemandem sprechen, um zu kündigen?
    ",
    );
}

#[test]
fn portuguese_and_italian() {
    asks(
        "pt",
        "
        Quero falar com um atendente
        posso falar com uma pessoa?
        me transfere para um humano
        atendente
        não quero falar com um robô
        tem alguém de verdade aí?
        preciso de ajuda humana
        Gostaria de falar com o suporte
        me passa para alguém
        como falo com um atendente
        prefiro ser atendido por uma pessoa real
        quero entrar em contato com o atendimento ao cliente
    ",
    );
    does_not_ask(
        "pt",
        "
        Você é humano?
        Estou falando com uma pessoa?
        não quero falar com atendente
        Alguém roubou meu cartão
        mesa para quatro pessoas
    ",
    );
    asks(
        "it",
        "
        Vorrei parlare con un operatore
        posso parlare con una persona?
        passami un umano
        operatore
        non voglio parlare con un bot
        c'è qualcuno di reale con cui parlare?
        ho bisogno di assistenza umana
        mettetemi in contatto con il servizio clienti
        Mi può trasferire a un addetto?
        preferirei chattare con una persona vera
        come faccio a parlare con qualcuno
    ",
    );
    does_not_ask(
        "it",
        "
        Sei una persona?
        Sto parlando con un umano?
        non voglio parlare con un operatore
        Qualcuno ha rubato la mia carta
        un tavolo per quattro persone
    ",
    );
}

#[test]
fn the_evidence_is_in_the_customers_words() {
    let request =
        asks_for_person("Hello! Ich möchte mit einem Ménschen spréchen, bitte.").expect("it is asked for");
    assert_eq!(request.evidence[0].words, "möchte mit einem Ménschen");
    assert_eq!(request.kind, Kind::Explicit);
}

#[test]
fn being_called_back_and_the_bare_word_are_told_apart() {
    let kind = |message| asks_for_person(message).map(|request| request.kind);
    assert_eq!(kind("please call me back"), Some(Kind::Callback));
    assert_eq!(kind("operator!"), Some(Kind::Escape));
    assert_eq!(kind("call me back or let me talk to a human now"), Some(Kind::Explicit));
    assert_eq!(kind("rufen Sie mich zurück"), Some(Kind::Callback));
}

#[test]
fn any_text_gives_an_answer() {
    for message in
        ["", "🙂", "\u{200b}\u{200b}", "....", &"agent talk to ".repeat(8_000), &"a".repeat(100_000)]
    {
        asks_for_person(message);
    }
}
