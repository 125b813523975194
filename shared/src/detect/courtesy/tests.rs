//! What is a courtesy or small talk in each language, and what is a question.

use super::{Courtesy, courtesy};

#[track_caller]
fn are(kind: Courtesy, all: &[&str]) {
    let missed: Vec<_> =
        all.iter().map(|text| (*text, courtesy(text))).filter(|(_, found)| *found != Some(kind)).collect();
    assert_eq!(missed, []);
}

#[test]
fn greetings_thanks_and_goodbyes_are_known_in_many_languages() {
    are(
        Courtesy::Greeting,
        &[
            "hi",
            "Hello there!",
            "Good morning",
            "hola, buenos días",
            "Guten Tag",
            "नमस्ते",
            "你好",
            "こんにちは",
            "hello?",
            "👋",
        ],
    );
    are(
        Courtesy::Thanks,
        &[
            "thanks!",
            "Thank you so much for your help",
            "ok thanks",
            "Vielen Dank",
            "çok teşekkür ederim",
            "谢谢",
            "❤️",
            "ありがとうございます",
        ],
    );
    are(Courtesy::Goodbye, &["bye", "see you later, bye", "au revoir"]);
}

#[test]
fn who_asks_what_answers_is_understood_in_every_language() {
    are(
        Courtesy::Who,
        &[
            "Are you a robot?",
            "are you a real person or a bot",
            "am I talking to a real person?",
            "Is this an AI?",
            "you're a bot, right?",
            "who are you",
            "hey, r u human?",
            "what is your name?",
            "Bist du ein Roboter?",
            "Sind Sie ein echter Mensch?",
            "Spreche ich mit einem echten Menschen?",
            "Wer sind Sie?",
            "est-ce que tu es un humain",
            "Vous êtes un robot ?",
            "t'es qui",
            "Qui êtes-vous ?",
            "¿Eres un robot?",
            "¿Estoy hablando con una persona real?",
            "¿Quién eres?",
            "Você é um robô?",
            "Estou falando com uma pessoa?",
            "Sei un robot o una persona?",
            "Con chi sto parlando?",
            "Ben je een robot?",
            "Spreek ik met een echt persoon?",
            "Jesteś botem?",
            "Czy rozmawiam z człowiekiem?",
            "Robot musun?",
            "insan mısın robot musun",
            "Sen kimsin?",
            "هل أنت روبوت؟",
            "من أنت؟",
            "क्या आप रोबोट हैं?",
            "आप कौन हैं?",
            "你是机器人吗？",
            "我在和一个真人还是机器人说话",
            "你是谁",
            "あなたはロボットですか？",
            "人間ですか",
            "お名前は？",
        ],
    );
}

#[test]
fn an_opening_without_its_question_is_understood_in_every_language() {
    are(
        Courtesy::Opening,
        &[
            "help",
            "I need help",
            "Hi, I need some help please",
            "I have a question",
            "can you help me?",
            "I've got a problem",
            "could you help me with something",
            "I'd like to ask something",
            "Hallo, ich habe eine Frage",
            "Können Sie mir helfen?",
            "Hilfe!",
            "ich brauche Hilfe",
            "Bonjour, j'ai une question",
            "J'ai besoin d'aide",
            "Pouvez-vous m'aider s'il vous plaît ?",
            "Hola, tengo una duda",
            "necesito ayuda",
            "¿Me puedes ayudar?",
            "Preciso de ajuda",
            "tenho uma dúvida",
            "ho una domanda",
            "Potete aiutarmi?",
            "ho bisogno di aiuto",
            "Ik heb een vraag",
            "Kunt u mij helpen?",
            "Mam pytanie",
            "potrzebuję pomocy",
            "Czy możesz mi pomóc?",
            "Bir sorum var",
            "yardıma ihtiyacım var",
            "bana yardım eder misiniz?",
            "أحتاج إلى مساعدة",
            "لدي سؤال",
            "मुझे मदद चाहिए",
            "मुझे एक सवाल पूछना है",
            "我需要帮助",
            "你好，我有个问题",
            "質問があります",
            "助けてください",
        ],
    );
}

#[test]
fn the_small_words_of_a_chat_are_no_questions() {
    are(
        Courtesy::Present,
        &[
            "is anyone there?",
            "hello, anybody there??",
            "are you there",
            "ist da jemand?",
            "il y a quelqu'un ?",
            "¿hay alguien ahí?",
            "tem alguém aí?",
            "c'è qualcuno?",
            "is daar iemand?",
            "jest tam ktoś?",
            "kimse var mı?",
            "هل يوجد أحد هنا؟",
            "कोई है?",
            "有人吗",
            "誰かいますか",
        ],
    );
    are(
        Courtesy::Able,
        &[
            "what can you do?",
            "What can you help me with?",
            "was kannst du alles?",
            "que peux-tu faire ?",
            "¿qué puedes hacer?",
            "o que você pode fazer?",
            "cosa puoi fare?",
            "wat kun je doen?",
            "co potrafisz?",
            "neler yapabilirsin?",
            "ماذا يمكنك أن تفعل؟",
            "आप क्या कर सकते हैं?",
            "你能做什么",
            "何ができますか",
        ],
    );
    are(
        Courtesy::Ok,
        &[
            "ok",
            "Alright",
            "got it",
            "I see",
            "that works",
            "👍",
            "alles klar",
            "d'accord",
            "vale",
            "entendi",
            "va bene",
            "prima",
            "rozumiem",
            "tamam",
            "حسنا",
            "ठीक है",
            "好的",
            "了解です",
        ],
    );
    are(
        Courtesy::Yes,
        &["yes", "Yes please", "ja", "oui", "sí", "sim", "sì", "tak", "evet", "نعم", "हाँ", "是的", "はい"],
    );
    are(
        Courtesy::No,
        &[
            "no",
            "nope",
            "no thanks",
            "nein",
            "non merci",
            "nee",
            "nie",
            "hayır",
            "لا",
            "नहीं",
            "不是",
            "いいえ",
        ],
    );
    are(
        Courtesy::Aside,
        &[
            "?",
            "...",
            "wait",
            "one moment please",
            "sorry",
            "Moment",
            "un instant",
            "espera",
            "scusi",
            "等一下",
        ],
    );
}

#[test]
fn what_says_something_is_a_question() {
    let questions = [
        "hi, where is my order",
        "thanks but that did not help",
        "",
        "👎",
        "hello where is it?",
        "I have a question about my order",
        "can you help me return a lamp",
        "are you open on sunday",
        "is this lamp real leather",
        "are you there on monday",
        "no delivery yet",
        "yes but the lamp is broken",
        "what can you do about my refund",
        "I have a problem with my lamp",
        "can I speak to a person",
        "who is the courier",
        "test of the dimmer",
        "ok so where is it",
        "wer liefert",
        "is there a person who can fix it",
        "is the bulb real glass",
        "Hilfe, die Lampe brennt",
        "no me funciona la lámpara",
        "não chegou",
        "non funziona",
        "hij doet het niet",
    ];
    let taken: Vec<_> = questions.iter().filter_map(|text| Some((text, courtesy(text)?))).collect();
    assert_eq!(taken, []);
}
