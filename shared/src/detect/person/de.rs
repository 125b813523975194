//! German.

use super::Grammar;

pub(super) const GRAMMAR: Grammar = Grammar {
    code: "de",
    words: &[
        (
            'S',
            "sprechen, reden, spreche, rede, chatten, unterhalten, chat, gespräch, telefonieren, \
             quatschen, kommunizieren, schreiben, besprechen, klären, austauschen",
        ),
        ('K', "kontaktieren, erreichen, erreiche, kontakt, kontakt aufnehmen, in verbindung setzen, anrufen"),
        (
            'C',
            "verbinden, verbinde, verbindet, verbind, weiterleiten, leite mich, leiten sie mich, \
             durchstellen, stell mich, stellen sie mich, übergeben, weiterverbinden, weitergeleitet, \
             verbunden, vermitteln, holen, hol, weitergeben, übertragen, schalte, wechseln, \
             rüberstellen, eskalieren, hole, holt",
        ),
        (
            'W',
            "will, möchte, möchten, brauche, brauch, benötige, wünsche, hätte gern, hätte gerne, \
             gib mir, geben sie mir, bitte um, verlange, suche, hol mir, gebt mir, wo ist, wo sind, \
             wo bleibt, fordere, lieber, her mit, wünsche mir, wollen, moechte, benoetige, bestehe auf, \
             kriege ich, bekomme ich, würde gern, würde gerne, bräuchte",
        ),
        (
            'N',
            "mensch, menschen, mitarbeiter, mitarbeiterin, mitarbeitern, agent, agenten, agentin, \
             berater, beraterin, beratern, kundenberater*, kundenbetreuer*, sachbearbeiter*, \
             ansprechpartner*, ansprechperson, operator, vertreter, vorgesetzten, vorgesetzter, \
             vorgesetzte, manager, supportmitarbeiter*, servicemitarbeiter*, kundendienstmitarbeiter*, \
             kundenservicemitarbeiter*, live agent, echte person, echten person, reale person, \
             realen person, richtige person, richtigen person, menschlichen support, geschäftsführer, \
             chef, teamleiter, techniker, live chat, livechat, kundenbetreuung",
        ),
        (
            'T',
            "kundenservice, kundendienst, kundensupport, support, service team, support team, \
             supportteam, hotline, serviceteam, servicehotline, personal, team, service mitarbeiter, \
             technischen support",
        ),
        (
            'P',
            "person, jemand, jemanden, jemandem, jemand anderen, jemand anderem, jemand anders, jmd, \
             leute, leuten, irgendjemand*, einen von euch, kollegen, kollege, fachmann, experte*, wen",
        ),
        (
            'A',
            "echt, echte, echten, echter, echtem, echtes, richtige, richtigen, richtiger, richtigem, \
             menschlich, menschliche*, reale, realen, realer, realem, wirkliche*, lebendig*, lebende*, \
             physische*, leibhaftige*, tatsächliche*, live, aus fleisch und blut, anderen, anderem",
        ),
        (
            'D',
            "ein, eine, einen, einem, einer, nem, nen, ner, der, die, den, dem, das, zu, zum, zur, mit, \
             an, euer, eure, eurem, eurer, euren, ihr, ihrem, ihrer, ihren, ihre, deinem, deiner, \
             irgendeinem, irgendeinen, irgendeiner, mal, bitte, doch, jetzt, direkt, sofort, gerne, \
             gern, endlich, lieber, mich, mir, uns, nur, persönlich, anderen, anderem, anderer, bei, \
             vom, aus, dich, sie, einfach, kompetenten, kompetentem, verdammten, ich, wirklich, auch, \
             weiter, durch, kurz, im, eines, für, hier, dort",
        ),
        (
            'H',
            "hilfe, unterstützung, helfen, hilft, helfe, antwortet, antworten, kümmert, beantworten, \
             beantwortet, weiterhelfen, bearbeitet, betreuung, service",
        ),
        ('a', "helfen, weiterhelfen, antworten, kümmern, übernehmen"),
        ('f', "von, durch, vom, seitens"),
        (
            'i',
            "gibt es, ist da, ist dort, habt ihr, haben sie, ist hier, gibts, wo ist, wo sind, sitzt da, \
             ist denn da, ist jemand",
        ),
        ('v', "da, verfügbar, erreichbar, dran, ansprechbar, anwesend"),
        ('n', "nicht, kein, keine, keinen, keinem, keiner, nie, ohne, niemals, nich, statt, anstatt"),
        (
            'p',
            "kann nicht, nicht mehr weiter, kann keinen, erreiche keinen, konnte nicht, nicht nur, \
             wieso nicht, warum nicht, versteht nicht",
        ),
        (
            'B',
            "bot, roboter, maschine, computer, ki, chatbot, automat, programm, software, bots, robotern, \
             maschinen, chat bot, virtuellen assistenten, virtueller assistent, automaten, sprachcomputer",
        ),
        ('Y', "bist du, du bist, sind sie, seid ihr, ob du, dass du, bistu, du, wie ein, wärst du"),
        (
            'b',
            "nicht, wirklich, vielleicht, echt, auch, ein, eine, kein, keine, wohl, etwa, eigentlich, \
             nur, eher, denn, real",
        ),
        (
            'E',
            "ich spreche gerade, ich rede gerade, rede ich gerade, spreche ich gerade, wer spricht, \
             wer redet, ob ich mit, gesprochen mit, habe mit",
        ),
        (
            'F',
            "spreche ich, rede ich, chatte ich, schreibe ich, ich spreche mit, ich rede mit, \
             ich chatte mit",
        ),
        ('q', "muss ich, soll ich, sollte ich, muss man, ohne mit"),
        (
            'L',
            "bitte, hallo, hi, hey, nein, ja, jetzt, danke, sofort, ok, okay, guten tag, nur, also, gut, \
             ich sagte",
        ),
        (
            'r',
            "ruf mich an, rufen sie mich an, ruft mich an, rückruf, zurückrufen, rufen sie mich zurück, \
             ruf mich zurück, zurückgerufen, mich anrufen, ruft mich zurück, bitte um anruf",
        ),
        (
            'x',
            "andere leute, andere menschen, kontaktdaten, kontaktformular, pro person, für personen, \
             menschenrechte, alle menschen, viele menschen, die menschheit, reisebüro, immobilienmakler",
        ),
    ],
    asks: "N 3 S, P D* S, A P 2 S, T D* S, N 3 C, P D* C, A P 2 C, T D* C, N D* K, P D* K, T D* K, \
           N D* W, A P D* W, A D* H D* W, N 2 a, A P 2 a, B 2 S n, n D* B D* S",
    never: "N 2 S n, N 2 n S, P 2 n S, Y b* D* A* N, n D* A* N 2 S, n D* A* P 2 S, q D* P D* S, \
           q D* N D* S",
};
