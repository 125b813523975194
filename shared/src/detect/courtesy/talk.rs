//! What is said in a chat that is neither a question nor a courtesy: "are you a robot?", "I have a question", "ok".
//!
//! A table per language. A phrase is the whole message, the language's fillers left out of both; words in a row, where
//! `a|b` is either, `?` after a word means it may be missing, and `@` is one of the language's nouns for what answers.

use super::Courtesy::{self, Able, Aside, No, Ok, Opening, Present, Who, Yes};
use crate::detect::normalize::{Folded, fold};
use std::sync::OnceLock;

struct Talk {
    /// Said around anything, and meaning nothing here; may be several words
    fillers: &'static str,
    /// What answers: human, robot, and what they are called
    nouns: &'static str,
    phrases: &'static [(Courtesy, &'static str)],
}

/// A word of a phrase: any of these rows of folded words.
struct Item {
    any: Vec<Vec<String>>,
    may_miss: bool,
}

struct Language {
    fillers: Vec<Vec<String>>,
    phrases: Vec<(Courtesy, Vec<Item>)>,
}

/// The kind of talk the whole message is.
pub fn talk(message: &Folded) -> Option<Courtesy> {
    static ALL: OnceLock<Vec<Language>> = OnceLock::new();
    let all = ALL.get_or_init(|| TALKS.iter().map(Language::new).collect());
    let words: Vec<&str> =
        message.words().iter().filter(|word| !word.breaks).map(|word| message.text(word)).collect();
    all.iter().find_map(|language| language.talk(&words))
}

impl Language {
    fn new(talk: &Talk) -> Self {
        let rows = |list: &str| list.split(',').map(row).filter(|row| !row.is_empty()).collect::<Vec<_>>();
        let (fillers, nouns) = (rows(talk.fillers), rows(talk.nouns));
        let phrases = talk.phrases.iter().flat_map(|(kind, list)| {
            list.split(',').map(|phrase| (*kind, items(phrase, &nouns))).collect::<Vec<_>>()
        });
        let phrases = phrases.collect();
        Self { fillers, phrases }
    }

    fn talk(&self, words: &[&str]) -> Option<Courtesy> {
        let said = self.bare(words);
        // All of it was filler: "please".
        if said.is_empty() {
            return None;
        }
        self.phrases.iter().find(|(_, items)| self.fits(items, &said)).map(|(kind, _)| *kind)
    }

    /// Without what means nothing, unless that is all there is.
    fn bare<'w>(&self, words: &[&'w str]) -> Vec<&'w str> {
        let (mut bare, mut at) = (Vec::new(), 0);
        while at < words.len() {
            let filler =
                self.fillers.iter().filter(|filler| begins(&words[at..], filler)).map(Vec::len).max();
            match filler {
                Some(long) => at += long,
                None => {
                    bare.push(words[at]);
                    at += 1;
                }
            }
        }
        bare
    }

    fn fits(&self, items: &[Item], said: &[&str]) -> bool {
        let Some((item, rest)) = items.split_first() else { return said.is_empty() };
        let skips = || item.may_miss && self.fits(rest, said);
        let takes = |row: &Vec<String>| {
            let words: Vec<&str> = row.iter().map(String::as_str).collect();
            let row = self.bare(&words);
            said.len() >= row.len() && said[..row.len()] == row[..] && self.fits(rest, &said[row.len()..])
        };
        item.any.iter().any(takes) || skips()
    }
}

fn begins(words: &[&str], row: &[String]) -> bool {
    words.len() >= row.len() && row.iter().zip(words).all(|(a, b)| a == b)
}

fn row(text: &str) -> Vec<String> {
    let folded = fold(text);
    folded.words().iter().filter(|word| !word.breaks).map(|word| folded.text(word).to_owned()).collect()
}

fn items(phrase: &str, nouns: &[Vec<String>]) -> Vec<Item> {
    let item = |written: &str| {
        let (word, may_miss) = written.strip_suffix('?').map_or((written, false), |word| (word, true));
        let any = if word == "@" { nouns.to_vec() } else { word.split('|').map(row).collect() };
        Item { any, may_miss }
    };
    phrase.split_whitespace().map(item).collect()
}

const TALKS: [Talk; 13] = [
    Talk {
        fillers: "hi, hello, hey, good morning, good afternoon, good evening, please, pls, um, uh, well, just, a, an, \
            the, some, really, actually, or, maybe, quick, little, then, sir, madam, i assume, i suspect, i think, i guess, im assuming, i bet, would you say, i wonder if, \
            i would like to know if, id like to know if, i am curious to know if, i want to know if, clear something up, secretly",
        nouns: "bot, robot, human, human being, person, people, machine, ai, chatbot, chat bot, computer, program, \
            automated, real, live, living, actual, virtual assistant, man, woman, bots, humans",
        phrases: &[
            (
                Who,
                "are|r you|u @ @? @? @?, you|u are|r @ @? @? right|correct|?, youre @ @? @? right|correct|?, \
                am i talking|speaking|chatting|writing to|with @ @? @? @?, im talking|speaking|chatting to|with @ @? @?, \
                is this @ @? @? @?, youre not @ @? @? right?, you are not @ @? @? right?, is there @ @? behind this|you, \
                you are|r|were @ @? @?, can|could you tell me if you are|were @ @? @?, you could tell me if you were|are @ @? @?,
                would|do you call|consider yourself @ @?, whos on other end of? this? line?, tell me if|whether you are @ @? @?, who|what are|r you|u exactly?, \
                who is|am this|i talking? to?|with?, whos this, who am i speaking|chatting to|with, whats your name, \
                what is your name, do you have name",
            ),
            (
                Able,
                "what can|do you do for? me? here?, what can you help me? with, what can i ask you?, how can you help me?, \
                how does this work, what are you for, what do you know, what can this chat|bot do",
            ),
            (
                Opening,
                "i? need|want help|assistance with? something|this?, help me?, can|could|would|will you help|assist me? \
                with? something|this|problem|question|issue?, i? have|got question|questions|problem|issue|query|concern, \
                ive got? question|questions|problem|issue, i would like to ask|know something|question, \
                id like to ask|know something|question, i want|wanted to ask|know something|question, \
                can|may|could i ask you? something|question, can you help me out, question, i? need to ask something|question",
            ),
            (
                Present,
                "is? anyone|anybody|someone|somebody there|here|around?, are|r you|u there|here, you there|here, \
                still there|here, are you still there|here, hello? anyone|anybody|someone home",
            ),
            (
                Ok,
                "ok, okay, k, kk, alright, all right, fine, cool, great, good, perfect, nice, awesome, got it, i see, \
                i understand, understood, makes sense, sounds good, noted, ok|okay good|great|cool|fine|perfect, \
                that|this|it works|worked|helped now?, that is all, thats all, all good, nvm, never mind, nevermind, \
                haha, lol, no problem, no worries",
            ),
            (
                Yes,
                "yes, yeah, yep, yup, y, ya, sure, of course, correct, exactly, right, do it, go ahead, yes it is, \
                yes that one, yes exactly, yes thanks",
            ),
            (
                No,
                "no, nope, nah, n, no thanks, no thank you, not really, none of? them|those|these|?, neither, wrong, \
                no its not, no it is not, no neither, not that",
            ),
            (
                Aside,
                "wait, one moment|second|sec|minute, hold on, sorry, im sorry, my bad, oops, test, testing, \
                this is test, hmm, hm",
            ),
        ],
    },
    Talk {
        fillers: "hallo, hi, hey, guten tag, guten morgen, guten abend, bitte, also, äh, mal, kurz, nur, ein, eine, einen, \
            einem, einer, der, die, gerade, denn, wirklich, oder, jetzt, vielleicht, etwa, eigentlich, mir, gerne, gern, kleine, \
            ich frage mich ob, ich nehme an dass, ich glaube, ich denke, ich vermute, ich vermute dass, nicht",
        nouns: "bot, roboter, mensch, menschlich, menschliches wesen, maschine, ki, chatbot, chat-bot, computer, programm, \
            person, real, echt, echter, echte, echten, künstlich, automatisch, automat, mann, frau, wesen, menschen",
        phrases: &[
            (
                Who,
                "bist|sind du|sie @ @? @? @?, du @ @? @? bist, sie @ @? @? sind, du bist @ @? @?, sie sind @ @? @?, du bist kein|keine @, sie sind kein|keine @, \
                spreche|rede|schreibe|chatte ich mit @ @? @? @?, ich spreche|rede|schreibe|chatte mit @ @?, ist das|hier|dies @ @?, \
                wer|was bist du, wer|was sind sie, mit wem spreche|rede|schreibe|chatte ich, wie heißt du, wie heißen sie, \
                wie ist dein|ihr name, wer ist da|dort, wer spricht da?",
            ),
            (
                Able,
                "was kannst du tun|machen|alles?, was können sie tun|machen|alles?, wobei|womit|wie kannst du helfen, \
                wobei|womit|wie können sie helfen, was kann ich dich|sie? hier? fragen, wie funktioniert das|dies hier?",
            ),
            (
                Opening,
                "ich? brauche|bräuchte|benötige hilfe|unterstützung, hilfe, helfen sie, hilf, kannst|könntest du helfen, \
                können|könnten sie helfen, ich? habe|hätte|hab frage|fragen|problem|probleme|anliegen, frage, \
                ich möchte|will|würde|wollte etwas|was fragen|wissen, darf|kann|dürfte ich etwas|was|sie? etwas|was? fragen",
            ),
            (
                Present,
                "ist da jemand, ist jemand da|hier, jemand da|hier, bist du noch? da, sind sie noch? da, ist hier jemand, noch da",
            ),
            (
                Ok,
                "ok, okay, gut, alles klar, klar, verstanden, verstehe, ich verstehe, super, prima, toll, passt, perfekt, \
                in ordnung, das ist alles, das wars, das war alles, hat geklappt, klappt, funktioniert, sehr gut, schön, aha",
            ),
            (Yes, "ja, jo, jep, genau, richtig, sicher, natürlich, stimmt, ja genau, ja klar, ja danke"),
            (
                No,
                "nein, ne, nö, nee, nein danke, nicht wirklich, keines, keins, keine davon, keins davon, weder noch, falsch, \
                stimmt nicht",
            ),
            (Aside, "moment, warte, warten sie, sekunde, sorry, entschuldigung, tut leid, ups, test, hm"),
        ],
    },
    Talk {
        fillers: "bonjour, bonsoir, salut, coucou, svp, stp, s'il vous plaît, s'il te plaît, un, une, des, du, juste, euh, alors, \
            vraiment, petite, petit, ou, bien, est-ce que, en fait",
        nouns: "bot, robot, humain, humaine, être humain, machine, ia, chatbot, ordinateur, programme, personne, réelle, réel, \
            vrai, vraie, automatique, homme, femme, assistant virtuel",
        phrases: &[
            (
                Who,
                "tu es @ @? @?, t'es @ @? @?, es-tu @ @? @?, êtes-vous @ @? @?, vous êtes @ @? @?, tu es pas @ @?, t'es pas @ @?, \
                tu n'es pas @ @?, vous n'êtes pas @ @?, je parle à|avec @ @? @?, parle-je à|avec @ @? @?, est-ce @ @?, c'est @ @?, \
                qui es-tu, qui êtes-vous, tu es qui, t'es qui, vous êtes qui, tu es quoi, t'es quoi exactement?, \
                qu'est-ce que tu es exactement?, comment tu t'appelles, comment vous appelez-vous, comment t'appelles-tu, \
                à qui je? parle je?, quel est ton|votre nom",
            ),
            (
                Able,
                "que peux-tu faire, que pouvez-vous faire, qu'est-ce que tu peux|sais faire, qu'est-ce que vous pouvez|savez faire, \
                tu peux|sais faire quoi, vous pouvez|savez faire quoi, comment peux-tu m'aider, comment pouvez-vous m'aider, \
                comment ça marche|fonctionne, tu sers à quoi",
            ),
            (
                Opening,
                "j'ai besoin d'aide, j'ai besoin de votre|ton aide, besoin d'aide, aide, aidez-moi, aide-moi, à l'aide, \
                pouvez-vous m'aider, pourriez-vous m'aider, peux-tu m'aider, tu peux m'aider, vous pouvez m'aider, \
                j'ai question|questions|problème|souci|demande, j'aurais question, question, \
                je voudrais|veux|souhaite|souhaiterais poser question, je voudrais|veux savoir|demander quelque chose, \
                je voudrais|souhaite|souhaiterais renseignement|renseignements, je peux poser question, puis-je poser question",
            ),
            (
                Present,
                "il? y a quelqu'un, quelqu'un, vous êtes toujours? là, tu es toujours? là, t'es là, êtes-vous là, es-tu là, \
                y a-t-il quelqu'un, toujours là, allô",
            ),
            (
                Ok,
                "ok, d'accord, très bien, parfait, super, compris, je comprends, je vois, ça marche, c'est bon, c'est tout, génial, \
                entendu, noté, nickel",
            ),
            (Yes, "oui, ouais, oui merci, exactement, tout à fait, bien sûr, c'est ça, voilà"),
            (
                No,
                "non, nan, non merci, pas vraiment, aucun, aucune, ni l'un ni l'autre, rien de tout ça, ce n'est pas ça, c'est pas ça",
            ),
            (
                Aside,
                "attends, attendez, instant, seconde, moment, désolé, désolée, pardon, excusez-moi, oups, test, hum",
            ),
        ],
    },
    Talk {
        fillers: "hola, buenas, buenos días, buenas tardes, buenas noches, por favor, porfa, un, una, unos, solo, pues, eh, o, \
            de verdad, realmente, pequeña, rápida, imagino que, supongo que, creo que, pienso que, dirías que, quiero saber si",
        nouns: "bot, robot, humano, humana, ser humano, máquina, ia, chatbot, ordenador, computadora, programa, persona, real, \
            verdadero, verdadera, automático, automática, hombre, mujer, digital, inteligencia artificial, asistente virtual",
        phrases: &[
            (
                Who,
                "eres @ @? @? @?, es usted @ @? @?, tú eres @ @? @?, no eres @ @? verdad?, \
                estoy hablando|chateando|escribiendo con @ @? @?, hablo con @ @? @?, esto es @ @?, es esto @ @?, quién|qué eres, \
                quién|qué es usted, cómo te llamas, cómo se llama usted?, con quién hablo, con quién estoy hablando, \
                cuál es tu|su nombre",
            ),
            (
                Able,
                "qué puedes|sabes hacer, qué puede|sabe hacer, en qué me? puedes|puede ayudar|ayudarme, \
                cómo me? puedes|puede ayudar|ayudarme, cómo funciona esto?, para qué sirves",
            ),
            (
                Opening,
                "necesito ayuda, ayuda, ayúdame, ayúdeme, me? puedes|puede|podría|podrías ayudar|ayudarme, \
                tengo pregunta|preguntas|duda|dudas|problema|consulta, pregunta, duda, consulta, \
                quiero|quisiera|quería preguntar|saber algo, quiero|quisiera|quería hacer pregunta|consulta, \
                puedo preguntar|preguntarte algo, puedo hacer pregunta",
            ),
            (Present, "hay alguien ahí|aquí?, alguien ahí|aquí, estás|está|están ahí, sigues ahí, alguien"),
            (
                Ok,
                "ok, okay, vale, de acuerdo, bien, muy bien, perfecto, genial, entendido, entiendo, ya veo, listo, está bien, \
                eso es todo, estupendo, claro, funciona, ya funciona, ya está",
            ),
            (Yes, "sí, sip, exacto, correcto, claro que sí, así es, eso es, eso, sí gracias"),
            (No, "no, no gracias, nop, para nada, ninguno, ninguna, ninguno de esos, incorrecto, no es eso"),
            (
                Aside,
                "espera, espere, momento, segundo, perdón, perdona, disculpa, disculpe, lo siento, ups, prueba",
            ),
        ],
    },
    Talk {
        fillers: "olá, oi, bom dia, boa tarde, boa noite, por favor, um, uma, só, apenas, eh, ou, mesmo, realmente, de verdade, \
            rápida, uma pequena",
        nouns: "bot, robô, humano, humana, ser humano, máquina, ia, chatbot, computador, programa, pessoa, real, automático, \
            automática, homem, mulher, inteligência artificial, assistente virtual",
        phrases: &[
            (
                Who,
                "você é @ @? @?, é @ @? @?, tu és @ @?, és @ @?, não é @ @?, estou falando|conversando com @ @? @?, \
                estou a falar com @ @?, falo com @ @?, isto|isso é @ @?, quem é você, o que é você, o que você é, quem és tu?, \
                qual é o? seu|teu nome, como você se chama, com quem estou|eu? falando, com quem falo",
            ),
            (
                Able,
                "o que você pode|sabe fazer, o que você faz, o que podes|pode fazer, como você? pode|podes me? ajudar, \
                como me pode|podes ajudar, como funciona isso|isto?, em que pode ajudar",
            ),
            (
                Opening,
                "preciso de? ajuda, ajuda, me ajuda|ajude, ajude-me, você? pode|poderia|podes me? ajudar, pode ajudar-me, \
                tenho pergunta|dúvida|dúvidas|problema|questão, pergunta, dúvida, questão, quero|queria|gostaria de? fazer pergunta, \
                quero|queria|gostaria de? perguntar|saber algo|coisa, estou com problema|dúvida, posso perguntar algo|coisa, \
                posso fazer pergunta",
            ),
            (Present, "tem|há alguém aí|aqui?, alguém aí|aqui, você? está aí, estás aí, ainda está aí, alô"),
            (
                Ok,
                "ok, okay, tá, tá bom, tá certo, certo, tudo bem, perfeito, ótimo, entendi, compreendo, entendido, beleza, percebi, \
                está bem, é só isso, é tudo, isso é tudo, legal, funcionou, bom",
            ),
            (
                Yes,
                "sim, isso, isso mesmo, exato, exatamente, correto, claro, com certeza, sim obrigado|obrigada",
            ),
            (
                No,
                "não, não obrigado|obrigada, nenhum, nenhuma, nenhum deles, nem um nem outro, não é isso, errado",
            ),
            (Aside, "espera, espere, momento, segundo, minuto, desculpa, desculpe, perdão, ops, teste"),
        ],
    },
    Talk {
        fillers: "ciao, salve, buongiorno, buonasera, per favore, per piacere, un, una, uno, solo, ehm, o, davvero, veramente, \
            piccola, veloce, penso che, suppongo che, immagino che, voglio sapere se",
        nouns: "bot, robot, umano, umana, essere umano, macchina, ia, ai, chatbot, computer, programma, persona, reale, vero, vera, \
            automatico, automatica, uomo, donna, digitale, intelligenza artificiale, assistente virtuale",
        phrases: &[
            (
                Who,
                "sei @ @? @? @?, lei è @ @?, tu? sei|sia @ @?, tu? non sia @ @?, non sei @ @? vero?, sto parlando|scrivendo|chattando con @ @? @?, \
                parlo con @ @? @?, questo|questa è @ @?, chi sei, che? cosa sei, chi è lei, come ti chiami, come si chiama, \
                con chi|cosa parlo, con chi|cosa sto parlando, qual è il tuo|suo nome",
            ),
            (
                Able,
                "che? cosa puoi|sai fare, cosa può fare, come puoi aiutarmi, come mi puoi aiutare, in cosa|che puoi aiutarmi, \
                come funziona questo?, a cosa servi",
            ),
            (
                Opening,
                "ho bisogno di aiuto|assistenza, ho bisogno d'aiuto, mi serve aiuto|mano, aiuto, aiutami, mi aiuti, \
                mi puoi|può|potete|potresti|potrebbe aiutare, puoi|può|potete|potresti|potrebbe aiutarmi, \
                ho domanda|domande|problema|dubbio|richiesta, avrei domanda, domanda, vorrei|voglio chiedere|sapere cosa|qualcosa, \
                vorrei fare domanda, posso chiedere cosa|qualcosa, posso fare domanda",
            ),
            (Present, "c'è qualcuno qui|lì?, qualcuno, ci sei, ci siete, sei ancora? lì|qui, pronto"),
            (
                Ok,
                "ok, okay, va bene, bene, d'accordo, perfetto, ottimo, capito, ho capito, capisco, chiaro, tutto chiaro, è tutto, \
                fatto, funziona, benissimo, ok bene",
            ),
            (Yes, "sì, esatto, esattamente, certo, giusto, sì grazie, proprio così, corretto"),
            (
                No,
                "no, no grazie, nessuno, nessuna, nessuno dei due, non è questo, sbagliato, non proprio, per niente",
            ),
            (
                Aside,
                "aspetta, aspetti, attimo, momento, secondo, scusa, scusi, scusate, mi dispiace, ops, prova",
            ),
        ],
    },
    Talk {
        fillers: "hallo, hoi, hey, goedemorgen, goedemiddag, goedenavond, goedendag, alstublieft, alsjeblieft, aub, een, de, even, \
            gewoon, eh, of, nou, dus, misschien, graag, kleine, eigenlijk, nu",
        nouns: "bot, robot, mens, menselijk, machine, ai, chatbot, computer, programma, persoon, echt, echte, levend, automatisch, \
            wezen, man, vrouw, virtuele assistent",
        phrases: &[
            (
                Who,
                "ben|bent je|jij|u @ @? @?, je|jij|u bent|ben @ @?, praat|spreek|chat ik met @ @? @?, ik praat|spreek|chat met @ @?, \
                is dit|het @ @?, wie|wat ben je|jij, wie|wat bent u, hoe heet je|jij|u, wat is je|jouw|uw naam, \
                met wie praat|spreek|chat ik, wie is dit",
            ),
            (
                Able,
                "wat kan|kun|kunt je|jij|u doen|?, wat kan|kun|kunt je|u voor me|mij doen, \
                waarmee|hoe kan|kun|kunt je|u me|mij? helpen, hoe werkt dit|het, waar kan|kun|kunt je|u me|mij? mee helpen",
            ),
            (
                Opening,
                "ik? heb hulp nodig, ik? heb vraag|vragen|probleem|vraagje, hulp nodig?, help me|mij?, \
                kan|kun|kunt|kunnen je|jij|u|jullie me|mij? helpen, vraag, vraagje, ik wil|wou iets|wat vragen|weten, \
                ik zou iets willen vragen|weten, mag|kan ik iets|wat vragen, ik wil vraag stellen",
            ),
            (
                Present,
                "is daar|hier iemand, is er iemand daar|hier?, iemand daar|hier, ben je|jij er|daar nog?, bent u er|daar nog?",
            ),
            (
                Ok,
                "ok, oké, oke, okay, goed, prima, top, duidelijk, begrepen, ik begrijp|snap het, snap ik, mooi, perfect, in orde, \
                helder, dat is|was alles, het werkt, gelukt, is goed, super",
            ),
            (Yes, "ja, jep, jawel, klopt, precies, inderdaad, ja hoor, zeker, natuurlijk, juist, ja bedankt"),
            (No, "nee, neen, nee dank je|u, nee bedankt, geen van beide, geen, klopt niet, niet echt, fout"),
            (Aside, "wacht, moment, momentje, sorry, excuses, pardon, oeps, test"),
        ],
    },
    Talk {
        fillers: "cześć, hej, witam, dzień dobry, dobry wieczór, proszę, tylko, właśnie, tak naprawdę, jakiś, jakaś, czy, naprawdę, \
            albo, lub, małe, jedno",
        nouns: "bot, botem, robot, robotem, człowiek, człowiekiem, maszyna, maszyną, komputer, komputerem, program, programem, osoba, \
            osobą, prawdziwy, prawdziwa, prawdziwym, prawdziwą, żywy, żywym, ai, chatbot, chatbotem, automat, automatem, \
            sztuczna inteligencja, sztuczną inteligencją",
        phrases: &[
            (
                Who,
                "jesteś @ @? @?, pan|pani jest @ @?, rozmawiam|piszę z @ @? @?, to jest? @ @?, kim|czym jesteś, kto to, \
                jak masz na imię, jak się nazywasz, z kim rozmawiam|piszę, kim pan|pani jest",
            ),
            (
                Able,
                "co potrafisz, co umiesz, co możesz zrobić, w czym możesz mi? pomóc, jak możesz mi? pomóc, jak to działa",
            ),
            (
                Opening,
                "potrzebuję pomocy, pomocy, pomóż mi?, pomoc, możesz|możecie mi? pomóc, może mi? pan|pani pomóc, \
                mam pytanie|pytania|problem|sprawę, pytanie, chciałbym|chciałabym|chcę o? coś zapytać|spytać, \
                chciałbym|chciałabym|chcę zadać pytanie, mogę o? coś zapytać|spytać, mogę zadać pytanie",
            ),
            (Present, "jest tu|tam? ktoś, jest ktoś tu|tam?, ktoś tu|tam jest?, jesteś tam|tu?, halo"),
            (
                Ok,
                "ok, okej, dobrze, dobra, w porządku, rozumiem, jasne, super, świetnie, zrozumiałem, zrozumiałam, to wszystko, \
                działa, spoko",
            ),
            (Yes, "tak, dokładnie, zgadza się, oczywiście, pewnie, tak dziękuję"),
            (
                No,
                "nie, nie dziękuję, żadne, żaden, żadna, żadne z nich, ani jedno ani drugie, nie to, nie o to chodzi",
            ),
            (Aside, "czekaj, poczekaj, chwila, chwileczkę, moment, przepraszam, sorry, ups, test"),
        ],
    },
    Talk {
        fillers: "merhaba, selam, lütfen, bir, sadece, acaba, yoksa, ya da, veya, gerçekten, iyi günler, küçük",
        nouns: "bot, robot, insan, makine, yapay zeka, bilgisayar, program, kişi, gerçek, otomatik, canlı, chatbot, sohbet robotu",
        phrases: &[
            (
                Who,
                "sen|siz? @ @? misin|musun|mısın|misiniz|musunuz|mısınız, \
                sen|siz? @ @? misin|musun|mısın|misiniz|musunuz @ @? misin|musun|mısın|mu|mi|misiniz|musunuz, @ mi|mu|mı @ mi|mu|mı, \
                @ @? ile mi|? konuşuyorum, robotla|botla|insanla|makineyle mi? konuşuyorum, bu @ @? mi|mu|mı, sen? kimsin, \
                siz? kimsiniz, sen? nesin, adın|adınız|ismin|isminiz ne, kiminle|kimle konuşuyorum",
            ),
            (
                Able,
                "ne|neler yapabilirsin|yapabilirsiniz, nasıl yardımcı olabilirsin|olabilirsiniz, \
                bana? nasıl yardım edebilirsin|edebilirsiniz, bu? nasıl çalışıyor",
            ),
            (
                Opening,
                "yardım, yardıma ihtiyacım var, yardım lazım, yardım istiyorum, \
                bana? yardım eder|edebilir misin|misiniz, bana? yardımcı olur|olabilir musun|musunuz|misin|misiniz, sorum var, soru, \
                sorunum|problemim|sorun|problem var, soru|şey sormak istiyorum, soru|şey sorabilir miyim",
            ),
            (
                Present,
                "orada|burada? kimse var mı, kimse yok mu, orada|burada mısın|mısınız, biri var mı, alo",
            ),
            (
                Ok,
                "tamam, tamamdır, peki, anladım, oldu, süper, harika, güzel, iyi, anlaşıldı, hepsi bu, bu kadar, çalışıyor, ok, okey",
            ),
            (Yes, "evet, tabii, tabi, aynen, doğru, kesinlikle, olur, evet teşekkürler"),
            (No, "hayır, yok, hayır teşekkürler, hiçbiri, hayır değil, yanlış, o değil, pek değil"),
            (
                Aside,
                "bekle, bekleyin, dakika, saniye, pardon, özür dilerim, kusura bakma, kusura bakmayın, deneme",
            ),
        ],
    },
    Talk {
        fillers: "مرحبا, السلام عليكم, من فضلك, لو سمحت, رجاء, فقط, هل, أهلا",
        nouns: "روبوت, بوت, إنسان, بشر, آلة, آلي, شخص, حقيقي, برنامج, ذكاء اصطناعي, حاسوب, بشري",
        phrases: &[
            (Who, "أنت @ @?, أنا? أتحدث مع @ @?, هذا @ @?, من|ما أنت, ما اسمك, مع من أتحدث, من معي"),
            (Able, "ماذا يمكنك|تستطيع أن تفعل, كيف|بماذا يمكنك مساعدتي, كيف يعمل هذا"),
            (
                Opening,
                "أحتاج إلى? مساعدة, مساعدة, ساعدني, يمكنك مساعدتي, ممكن مساعدة, لدي|عندي سؤال|مشكلة|استفسار, سؤال, استفسار, \
                أريد أن أسأل سؤالا?",
            ),
            (Present, "يوجد أحد هنا?, من أحد هنا?, في حد هنا?, في أحد هنا?, أنت هنا|موجود"),
            (Ok, "حسنا, تمام, طيب, فهمت, ممتاز, جيد, مفهوم, أوكي, هذا كل شيء, رائع"),
            (Yes, "نعم, أجل, أيوه, صحيح, بالضبط, أكيد"),
            (No, "لا, لا شكرا, كلا, ليس هذا, ولا واحد"),
            (Aside, "انتظر, لحظة, آسف, عذرا, تجربة"),
        ],
    },
    Talk {
        fillers: "नमस्ते, नमस्कार, कृपया, प्लीज, एक, बस, क्या, सच में, या",
        nouns: "रोबोट, बॉट, इंसान, मनुष्य, मशीन, व्यक्ति, असली, कंप्यूटर, प्रोग्राम, आदमी, एआई",
        phrases: &[
            (
                Who,
                "आप @ @? हैं|है|हो, तुम @ @? हो, मैं @ @? से बात कर रहा|रही हूँ|हूं, आप कौन हैं|हो, तुम कौन हो, आप हैं, \
                आपका नाम है, मैं किससे बात कर रहा|रही हूँ|हूं, यह @ @? है",
            ),
            (Able, "आप कर सकते|सकती हैं, तुम कर सकते|सकती हो, आप मेरी? कैसे मदद कर सकते|सकती हैं, यह कैसे काम करता है"),
            (
                Opening,
                "मुझे? मदद चाहिए, मदद, मेरी मदद करें|करो|कीजिए, आप मेरी मदद कर सकते|सकती हैं, मेरा सवाल है, मुझे सवाल|कुछ पूछना है, \
                सवाल है?, मुझे|मेरी? समस्या है, कुछ पूछना है, हेल्प",
            ),
            (Present, "कोई है यहाँ|वहाँ?, कोई यहाँ|वहाँ है, आप वहाँ हैं"),
            (Ok, "ठीक है?, अच्छा, समझ गया|गई, ओके, बढ़िया, बहुत अच्छा, हो गया, इतना ही"),
            (Yes, "हाँ, हां, जी, जी हाँ|हां, सही, बिल्कुल"),
            (No, "नहीं, जी नहीं, ना, नहीं धन्यवाद, इनमें से कोई नहीं, यह नहीं"),
            (Aside, "रुको, रुकिए, मिनट, माफ़ करें, माफ करना, सॉरी"),
        ],
    },
    Talk {
        fillers: "你好, 您好, 请问, 请, 呢, 啊, 吗, 吧, 嗯, 嗨, 一个",
        nouns: "机器人, 真人, 人类, 人工智能, 机器, 人, 真的人, 电脑, 程序, AI, bot, 语音机器人, 智能助理, 智能客服",
        phrases: &[
            (
                Who,
                "你是|您是|你是不是|您是不是|你不是 @ 对不对?, 你是|您是 @ 还是 @, \
                我在和|我在跟|我是在和|我正在和|我正在跟 @ 说话|聊天|对话|讲话, 我在和|我在跟 @ 还是 @ 说话|聊天|对话|讲话, 这是 @, \
                你是谁, 您是谁, 你是什么, 你叫什么 名字?, 我在和谁|我在跟谁 说话|聊天|对话",
            ),
            (Able, "你|您? 能做什么, 你会做什么, 你可以做什么, 你会什么, 你能帮我 做? 什么, 这个? 怎么用"),
            (
                Opening,
                "我? 需要帮助, 帮助, 帮帮我, 你|您? 能|可以 帮我|帮帮我, 帮我, 我? 有问题, 我? 有个问题, 我有问题, 我想问 个? 问题?, \
                想问一下, 我想咨询, 咨询",
            ),
            (Present, "有人, 有人在, 在, 在不在"),
            (
                Ok,
                "好, 好的, 可以, 行, 明白, 明白了, 知道了, 了解, 没问题, 懂了, 不错, 太好了, 就这样, 没事了",
            ),
            (Yes, "是, 是的, 对, 对的, 没错, 当然"),
            (No, "不, 不是, 不用, 不用了, 不用谢谢, 没有, 都不是, 不对"),
            (Aside, "等等, 稍等, 等一下, 不好意思, 对不起, 抱歉, 测试"),
        ],
    },
    Talk {
        fillers: "こんにちは, こんばんは, お願いします, ちょっと, えっと",
        nouns: "ロボット, ボット, 人間, 機械, AI, 人, 本物, 本物の人間, チャットボット, コンピューター, 自動",
        phrases: &[
            (
                Who,
                "あなたは? @ ですか, あなたは @ なの?, あなたは? @ ですか @ ですか, これは @ ですか, @ と話していますか|と話しているのですか|と話してるの, \
                あなたは? 誰ですか, あなたは何ですか, お? 名前は 何ですか?",
            ),
            (Able, "あなたは? 何ができますか, 何ができるの, 何を聞けますか, 使い方は"),
            (
                Opening,
                "助けて ください?, 手伝ってください, 質問, 質問があります, 質問です, 聞きたいことがあります, 困っています, 問題があります, \
                ヘルプ, 相談があります, 質問してもいいですか, 聞いてもいいですか",
            ),
            (Present, "誰かいますか, 誰かいる, いますか, どなたかいますか, もしもし"),
            (
                Ok,
                "わかりました, 分かりました, 了解 です|しました?, オッケー, オーケー, なるほど, いいですね, 大丈夫 です?, 以上です, ok",
            ),
            (Yes, "はい, ええ, うん, そうです, その通りです"),
            (No, "いいえ, いや, 違います, 結構です, いいえ結構です, どちらでもない, どれでもない"),
            (Aside, "待って ください?, ごめんなさい, すみません, テスト"),
        ],
    },
];
