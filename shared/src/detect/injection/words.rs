//! Words of someone who gives the assistant new orders, by what they do.
//!
//! Absent on purpose: whole known attacks. They change weekly; what has to be said to the machine does not.

pub fn all() -> impl Iterator<Item = (u16, &'static str)> {
    WORDS.iter().copied()
}

pub const IGNORE: u16 = 1;
pub const PREVIOUS: u16 = 2;
pub const ORDERS: u16 = 3;
pub const PROMPT: u16 = 4;
pub const ROLE: u16 = 5;
pub const FREE: u16 = 6;
pub const REVEAL: u16 = 7;
pub const SAY_THIS: u16 = 8;
pub const CODE: u16 = 9;
pub const MACHINE: u16 = 10;
pub const SECRET: u16 = 11;
pub const EVIL: u16 = 12;
pub const NEW_TASK: u16 = 13;
pub const PERSONA: u16 = 14;
pub const WRITE: u16 = 15;
pub const IGNORE_ORDERS: u16 = 20;
pub const REVEAL_PROMPT: u16 = 21;
pub const LONG: u16 = 30;
pub const MARKUP: u16 = 31;
pub const SHOUTED_ORDER: u16 = 32;

const WORDS: &[(u16, &str)] = &[
    (
        IGNORE,
        "ignore, ignoring, ignored, disregard, disregarding, forget everything, forget all, forget about all, forget your, forget previous, forget any, forget being, forget the above, forget what, override, overrides, overriding, bypass, bypassing, circumvent, neglect, skip all, \
        do not follow, dont follow, dont obey, stop following, no longer follow, remove all previous, despite what youve been told, leave all, erase your, reset your, pay no attention, not according to, dont look in, do not look in, do not answer, dont answer, donnt answer, discard, put aside, \
        ignora, ignorad, ignore, olvida, olvidar todo, olvídate, haz caso omiso, omite, ignorez, oublie, oubliez, fais abstraction, ne tiens pas compte, ne tenez pas compte, ignoriere, ignorieren, ignorier, vergiss, vergessen sie alles, missachte, überspringe, lass alle, lassen sie alle, ignora, ignorate, dimentica, dimenticate, \
        trascura, esqueça, esquece, desconsidere, negeer, negeren, vergeet, zignoruj, ignoruj, pomiń, zapomnij, yok say, görmezden gel*, unut*, önceki talimat*, تجاهل, انس, تجاهلي, अनदेखा, नज़रअंदाज़, भूल जाओ, ignore karo, bhool jao, 忽略, 无视, 無視, 忘记之前, 忘掉, 忽視, 無視して, 忘れて",
    ),
    (
        PREVIOUS,
        "previous, prior, above, earlier, preceding, before that, before this, so far, all the, given to you, you were given, you have been given, youve been told, everything you know, i have told you, till now, until now, provided, bisherigen, vorherigen, vorangehenden, obigen, obige, davor, bisher, vorher, \
        anteriores, anterior, previas, previo, de arriba, précédent*, antérieur*, ci dessus, precedenti, precedente, di sopra, anteriores, vorige, bovenstaande, eerdere, poprzedni*, powyższ*, wcześniejsz*, yukarıdaki, önceki*, السابقة, السابق, أعلاه, पिछले, ऊपर, 之前, 以上, 上面, 先前, 前の, これまで, 上記",
    ),
    (
        ORDERS,
        "instruction*, directions, directive*, guideline*, rules, restriction*, restrictions, regulations, constraints, commands, orders, programming, policies, protocols, filters, filter, safety, ethics, ethical, moral, morals, morality, moralizing, content policy, content policies, openai policy, limitations, training, assignments, tasks, documents provided, context, \
        instrucciones, órdenes, reglas, normas, restricciones, instructions, consignes, règles, anweisung*, befehle*, aufträge, aufgaben, regeln, vorgaben, richtlinien, angaben, ausführungen, istruzioni, regole, ordini, instruções, regras, ordens, instructies, regels, instrukcj*, polecen*, zasad*, reguł*, talimat*, kural*, تعليمات, التعليمات, قواعد, القواعد, निर्देश*, नियम*, 指令, 指示, 规则, 規則, 提示, 命令, ルール",
    ),
    (
        PROMPT,
        "prompt, prompts, system prompt, systemprompt, initial instructions, starting instructions, your instructions, those instructions, were those instructions, prompt text, prompt_text, hidden instructions, hidden prompt, secret instructions, initial prompt, original prompt, system message, system instructions, pre prompt, initial configuration, system configuration, developer message, context window, \
        beginning of this conversation, entire conversation, word for word, verbatim, written above, text above, prompt text, prompttext, prompt texte, prompt inicial, instrucciones del sistema, invite système, prompt système, instructions système, systemanweisung*, prompt di sistema, istruzioni di sistema, prompt do sistema, systeemprompt, instrukcje systemowe, sistem istemi, sistem talimat*, 系统提示, 系統提示, 提示词, 提示詞, システムプロンプト, プロンプト, सिस्टम प्रॉम्प्ट",
    ),
    (
        ROLE,
        "act as, acting as, act like, you are now, you will act, you are going to act, pretend, pretending, roleplay, role play, role playing, in the role of, play the role, simulate, simulator, simulation, impersonate, imagine you are, imagine that you, from now on, from here on, on now you are, you will be, you will now, behave as, behave like, respond as, answer as, persona, embody, you must always, you shall, stay in character, in character, fictional, hypothetical, \
        i want you to act, take on the role, assume the role, you are a, you are an, your name is now, your name now, speak like, talk like, in the style of, as the, you are the, actúa como, compórtate como, a partir de ahora, eres ahora, ahora eres, finge, imagina que eres, agis comme, comporte toi, tu es maintenant, à partir de maintenant, désormais, fais semblant, imagine que tu, joue le rôle, \
        du bist jetzt, ab jetzt, von nun an, tu so als, verhalte dich, handle als, agiere als, auftreten, fungieren, du bist eine, im stile, im stil, stell dir vor, schlüpfe in, spiel die rolle, comportati come, agisci come, da ora in poi, sei ora, fingi, immagina di essere, aja como, atue como, a partir de agora, você agora é, finja, doe alsof, vanaf nu, gedraag je als, je bent nu, zachowuj się jak, udawaj, od teraz, jesteś teraz, wciel się, gibi davran, rolünü, şu andan itibaren, artık sen, \
        تصرف ك, من الآن, تظاهر, أنت الآن, अब से, की तरह व्यवहार, नाटक करो, 扮演, 从现在开始, 從現在開始, 假装你是, 假裝你是, 你现在是, 今から, 振る舞, になりきって, のふり",
    ),
    (
        FREE,
        "unfiltered, uncensored, unrestricted, no restrictions, without restrictions, no limitations, no rules, without rules, no filter, no filters, no guidelines, no ethical, without any, free from, free of all, not bound, not limited to, not required to follow, bound to, do anything now, dan, dans, jailbreak, jailbroken, developer mode, dev mode, god mode, sudo, unlocked, amoral, unethical, immoral, inhumane, illegal, harmful, unhinged, remorse, regardless of, never refuse, never refuses, \
        cannot refuse, no matter what, broken free, broken the rules, break the rules, hack the, unlimited, taboo, chaos, evil, ruthless, heartless, anarchy, toxic, without warnings, no warnings, disclaimers, no longer restricted, not follow, sin restricciones, sin filtros, sin censura, sans restriction*, sans filtre, sans censure, sans limite, ohne einschränkungen, ohne regeln, uneingeschränkt, unzensiert, senza restrizioni, senza filtri, senza limiti, sem restrições, sem filtros, sem censura, zonder beperkingen, ongefilterd, bez ograniczeń, bez cenzury, kısıtlama olmadan, filtresiz, sınırsız, بدون قيود, بلا قيود, बिना प्रतिबंध, 没有限制, 不受限制, 越狱, 無制限, 制限なし, 脱獄",
    ),
    (
        REVEAL,
        "reveal, print, output, display, show me, show the, show your, show all, tell me your, give me your, repeat, repeat the, leak, expose, dump, list all, what are your, what were your, what is your initial, summarize your, translate your, console log, log this, recite, copy of, full text, muestra, muéstrame, revela, imprime, dime tus, cuáles son tus, affiche, montre, montre moi, révèle, quelles sont tes, zeige, zeig, zeigen sie, gib aus, geben sie, wiederhole, nenne, mostra, mostrami, rivela, stampa, quali sono le tue, mostre, revele, quais são suas, toon, laat zien, onthul, pokaż, ujawnij, wypisz, göster, yazdır, açıkla, اعرض, اظهر, اكشف, اطبع, दिखाओ, बताओ अपने, 显示, 顯示, 输出, 輸出, 打印, 告诉我你的, 表示して, 教えて, 出力",
    ),
    (
        SAY_THIS,
        "just say, only say, say hello, instead say, instead print, instead tell, and say, and instead, answer with, respond with, reply with, respond only, reply only, only respond, only output, just output, print the following, output the following, write the following, say the words, followed by, nothing else, every time you, every prompt, every question, all questions with, each response, begin your, start your, always starts, end of all your, by your own knowledge, own knowledge and not, at all times, \
        di solo, responde solo, réponds seulement, réponds uniquement, sag nur, sage nur, antworte nur, antworte im, und sagen sie, geben sie stattdessen, stattdessen, rispondi solo, responda apenas, zeg alleen, odpowiadaj tylko, sadece, فقط قل, 只回答, 只说, とだけ答え",
    ),
    (
        CODE,
        "base64, decode, execute, eval, sql, drop table, script, curl, http, https, json, python, python code, c++ code, code comments, html tags, sudo, admin, administrator, root, debug, debugging, troubleshooting, injection, payload, nesting, internal database, api data, url encode, exploit, console, function, get_admin_password, variable, systemprompt, regex, markdown, tags, system_prompt, nested, hex, rot13, unicode",
    ),
    (
        MACHINE,
        "chatgpt, chat gpt, gpt, gpt 4, gpt 3, gpt4, openai, open ai, claude, gemini, llama, llm, language model, large language model, ai model, ai language model, an ai, ai assistant, ai bot, ai system, ki system*, ki modell, chatbot, al bot, artificial intelligence, bard, assistant, ia, intelligence artificielle, inteligencia artificial, 语言模型, 人工智能, 言語モデル",
    ),
    (
        SECRET,
        "password, passwords, api key, api keys, secret, secrets, confidential, credentials, token, tokens, private key, admin password, internal, unauthorized info, other customers, other users, customer data, environment variables, credit card numbers, clave secreta, mot de passe admin, geheimnis, passwort",
    ),
    (
        EVIL,
        "napalm, bomb, bombs, malware, maleware, ransomware, virus, keylogger, phishing, meth, cocaine, drugs, weapon, weapons, molotov, molli, explosive*, hack, hacker, black hat, kill, murder, racist, hitler, nazi, antisemit*, illegal activities, criminal, profanity, curse words, swear, vulgar, obscene, erase a database, delete the database, steal, launder, counterfeit, hates, hate, hasst, offensive, insult*, die, stirbst, sterben, mueres, torture",
    ),
    (
        NEW_TASK,
        "new task, new tasks, next task, following task, another task, new instructions, additional instruction*, important new, instead, concentrate on, focus on, now write, stop write, stop, well done, good job now, very good, excellent performance, start over, start from scratch, that is done, that is enough, neue aufgabe, neuen aufgabe, weitere aufgaben, neue aufgaben, neuen aufgaben, stopp, achtung, gut gemacht, super gemacht, ausgezeichnete leistung, konzentriere dich, konzentrieren, nueva tarea, nuevas instrucciones, nouvelle tâche, nouvelles instructions, nuovo compito, nuove istruzioni, nova tarefa, novas instruções, nieuwe taak, nowe zadanie, nowe polecenie, yeni görev, مهمة جديدة, नया काम, 新任务, 新任務, 新指令, 新しいタスク",
    ),
    (
        PERSONA,
        "character, characters, girlfriend, master, daddy, pirate, demon, villain, confidant, story teller, storyteller, debater, racoons, dungeon master, jester, hacker, god, alter ego, evil twin, terminal, linux, interpreter, game, world, void, story, scene, dialogue, novel, fiction, geschichtenerzähler, debattierer, schauspieler",
    ),
    (
        WRITE,
        "write a, write an, write me, write code, write python, generate, create a, compose, translate to, manifesto, poem, essay, story, headline, schreibe, schreib, formuliere, verfasse, generieren, erstelle, plädoyer, escribe, genera, écris, rédige, génère, scrivi, genera, escreva, gere, schrijf, napisz, yaz, اكتب, लिखो, 写一, 寫一, 書いて",
    ),
];
