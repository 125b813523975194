//! Words that say little, by language: function words, and fillers said in every support chat.
//!
//! Function words follow the short lists of the Snowball project, written as they come out of `cut` (`dont`, `whats`).
//! Left out on purpose: words that carry meaning in support (`not`, `no`, `off`, `out`, `back`, `without`).

/// The lists of one language; empty where we have none.
pub struct Lists {
    pub function: &'static [&'static str],
    pub filler: &'static [&'static str],
}

pub fn lists(language: &str) -> Lists {
    let (function, filler) = match language {
        "en" => (EN, EN_FILLER),
        "es" => (ES, ES_FILLER),
        "fr" => (FR, FR_FILLER),
        "de" => (DE, DE_FILLER),
        "pt" => (PT, PT_FILLER),
        "it" => (IT, IT_FILLER),
        "nl" => (NL, NL_FILLER),
        _ => (NONE, NONE),
    };
    Lists { function, filler }
}

const NONE: &[&str] = &[];

#[rustfmt::skip]
const EN: &[&str] = &[
    "a", "about", "after", "all", "also", "am", "an", "and", "any", "are", "arent", "as", "at", "be", "because", "been",
    "being", "but", "by", "can", "could", "couldnt", "did", "do", "does", "doing", "dont", "each", "else", "for", "from",
    "had", "has", "have", "having", "he", "her", "here", "him", "his", "how", "hows", "i", "id", "if", "ill", "im", "in",
    "into", "is", "isnt", "it", "its", "itself", "ive", "just", "me", "mine", "my", "myself", "of", "on", "or", "our",
    "ours", "own", "r", "s", "she", "should", "so", "some", "such", "t", "than", "that", "thats", "the", "their", "them",
    "then", "there", "theres", "these", "they", "this", "those", "to", "too", "u", "ur", "us", "very", "was", "wasnt", "we",
    "were", "what", "whats", "when", "where", "wheres", "whether", "which", "while", "who", "whos", "whom", "why", "will",
    "with", "would", "wouldnt", "you", "your", "youre", "yours", "yourself",
];
#[rustfmt::skip]
const EN_FILLER: &[&str] = &[
    "already", "anyone", "anything", "ask", "been", "bit", "cant", "cannot", "couple", "didnt", "doesnt", "even", "ever", "every", "find",
    "get", "gets", "getting", "give", "go", "going", "gonna", "good", "got", "guys", "happen", "happened", "happening",
    "hasnt", "havent", "hello", "help", "hey", "hi", "info", "information", "kind", "kindly", "know", "let", "lets", "like", "ll", "look",
    "looking", "made", "make", "may", "maybe", "many", "mean", "might", "much", "must", "need", "needed", "needs", "now", "ok",
    "okay", "one", "ones", "only", "other", "please", "pls", "plz", "possible", "provide", "question", "really", "right",
    "say", "see", "seem", "seems", "show", "sir", "something", "sure", "take", "tell", "thank", "thanks", "thing", "things",
    "think", "today", "told", "tried", "try", "trying", "understand", "use", "using", "ve", "wanna", "want", "wanted",
    "wants", "way", "wont", "well", "wonder", "wondering", "yes",
];
#[rustfmt::skip]
const ES: &[&str] = &[
    "a", "al", "algo", "como", "cómo", "con", "cual", "cuál", "cuando", "cuándo", "de", "del", "desde", "donde", "dónde",
    "el", "él", "ella", "en", "entre", "era", "es", "esa", "ese", "eso", "esta", "está", "este", "esto", "estoy", "fue",
    "ha", "hace", "han", "hasta", "hay", "he", "la", "las", "le", "les", "lo", "los", "me", "mi", "mí", "mis", "muy", "nos",
    "o", "para", "pero", "por", "porque", "que", "qué", "quien", "se", "sea", "ser", "si", "sí", "sobre", "son", "soy",
    "su", "sus", "también", "te", "ti", "tiene", "tu", "tus", "un", "una", "uno", "unos", "y", "ya", "yo",
];
#[rustfmt::skip]
const ES_FILLER: &[&str] = &[
    "ayuda", "buenas", "buenos", "favor", "gracias", "hacer", "hola", "información", "necesito", "poder", "podría",
    "puede", "puedo", "quiero", "quisiera", "saber", "tengo",
];
#[rustfmt::skip]
const FR: &[&str] = &[
    "a", "ai", "au", "aux", "avec", "ce", "ces", "cet", "cette", "comment", "d", "dans", "de", "des", "du", "elle", "en",
    "est", "et", "eu", "il", "ils", "j", "je", "l", "la", "le", "les", "leur", "lui", "m", "ma", "mais", "me", "mes", "moi",
    "mon", "n", "ne", "nos", "notre", "nous", "on", "ont", "ou", "où", "par", "pas", "pour", "pourquoi", "qu", "quand",
    "que", "quel", "quelle", "quels", "qui", "quoi", "s", "sa", "se", "ses", "si", "son", "sont", "suis", "sur", "t", "ta",
    "te", "tes", "toi", "ton", "tu", "un", "une", "vos", "votre", "vous", "y", "à", "été", "être",
];
#[rustfmt::skip]
const FR_FILLER: &[&str] = &[
    "aide", "aider", "avoir", "besoin", "bonjour", "bonsoir", "dois", "faire", "faut", "fait", "merci", "peut", "peux",
    "plaît", "pouvez", "puis", "salut", "savoir", "svp", "voudrais", "veux",
];
#[rustfmt::skip]
const DE: &[&str] = &[
    "aber", "alle", "als", "also", "am", "an", "auch", "auf", "aus", "bei", "bin", "bis", "da", "damit", "dann", "das",
    "dass", "dem", "den", "der", "des", "dich", "die", "dir", "du", "durch", "ein", "eine", "einem", "einen", "einer",
    "eines", "er", "es", "euch", "euer", "eure", "für", "hab", "habe", "haben", "hat", "hatte", "ich", "ihr", "ihre", "im",
    "in", "ins", "ist", "ja", "kann", "mal", "man", "mein", "meine", "meinem", "meinen", "meiner", "mich", "mir", "mit",
    "nach", "noch", "nun", "nur", "ob", "oder", "schon", "sein", "sich", "sie", "sind", "so", "um", "und", "uns", "vom",
    "von", "vor", "wann", "war", "warum", "was", "wenn", "wer", "werden", "wie", "wird", "wir", "wo", "wurde", "zu", "zum",
    "zur", "über",
];
#[rustfmt::skip]
const DE_FILLER: &[&str] = &[
    "bitte", "brauche", "danke", "frage", "gerne", "gibt", "guten", "hallo", "helfen", "hilfe", "könnte", "könnten",
    "können", "machen", "muss", "möchte", "tag", "will", "wissen",
];
#[rustfmt::skip]
const PT: &[&str] = &[
    "a", "ao", "aos", "as", "com", "como", "da", "das", "de", "dele", "do", "dos", "e", "ela", "ele", "em", "entre", "era",
    "essa", "esse", "esta", "está", "este", "estou", "eu", "foi", "há", "isso", "isto", "já", "lhe", "mais", "mas", "me",
    "meu", "meus", "minha", "minhas", "na", "nas", "nem", "no", "nos", "nós", "o", "onde", "os", "ou", "para", "pela",
    "pelo", "por", "porque", "qual", "quando", "que", "quem", "se", "ser", "seu", "sou", "sua", "são", "também", "tem",
    "te", "um", "uma", "você", "vocês", "à", "é",
];
#[rustfmt::skip]
const PT_FILLER: &[&str] = &[
    "ajuda", "boa", "bom", "dia", "favor", "fazer", "gostaria", "obrigada", "obrigado", "olá", "oi", "poderia", "pode",
    "posso", "preciso", "quero", "saber", "tarde", "tenho",
];
#[rustfmt::skip]
const IT: &[&str] = &[
    "a", "ad", "ai", "al", "alla", "anche", "c", "che", "chi", "ci", "come", "con", "cosa", "cui", "da", "dal", "dalla",
    "dei", "del", "della", "delle", "di", "dove", "e", "ed", "era", "gli", "ha", "hanno", "ho", "i", "il", "in", "io", "l",
    "la", "le", "lei", "lo", "loro", "lui", "ma", "mi", "mia", "mie", "miei", "mio", "ne", "nei", "nel", "nella", "noi",
    "o", "per", "perché", "più", "quale", "quando", "quanto", "quello", "questa", "questo", "qui", "se", "sei", "si",
    "sono", "su", "sua", "sul", "sulla", "suo", "ti", "tra", "tu", "tua", "tuo", "un", "una", "uno", "vi", "voi", "è",
];
#[rustfmt::skip]
const IT_FILLER: &[&str] = &[
    "aiuto", "avere", "bisogno", "buongiorno", "ciao", "devo", "fare", "favore", "grazie", "posso", "potete", "puoi",
    "salve", "sapere", "può", "voglio", "vorrei",
];
#[rustfmt::skip]
const NL: &[&str] = &[
    "aan", "al", "als", "bij", "ben", "dan", "dat", "de", "der", "deze", "die", "dit", "door", "dus", "een", "en", "er",
    "had", "heb", "hebben", "heeft", "hem", "het", "hier", "hij", "hoe", "hun", "ik", "in", "is", "ja", "je", "jij", "jou",
    "jouw", "jullie", "kan", "maar", "me", "met", "mij", "mijn", "na", "naar", "nog", "nu", "of", "om", "ons", "ook", "op",
    "over", "te", "toen", "tot", "u", "uit", "uw", "van", "voor", "waar", "waarom", "wanneer", "was", "wat", "we", "wel",
    "welke", "werd", "wie", "wij", "worden", "wordt", "zal", "ze", "zich", "zij", "zijn", "zo",
];
#[rustfmt::skip]
const NL_FILLER: &[&str] = &[
    "alsjeblieft", "alstublieft", "bedankt", "dank", "doen", "goedemiddag", "goedemorgen", "graag", "hallo", "hoi", "hulp",
    "kunnen", "kunt", "moet", "nodig", "vraag", "weten", "wil", "wilt", "zou",
];
