//! Dutch.

use super::Grammar;

pub(super) const GRAMMAR: Grammar = Grammar {
    code: "nl",
    words: &[
        (
            'S',
            "praten, spreken, spreek, praat, chatten, chat, gesprek, kletsen, overleggen, te spreken, \
             te praten, communiceren, bespreken",
        ),
        ('K', "bereiken, contacteren, contact, contact opnemen, contact krijgen, te bereiken"),
        (
            'C',
            "verbind, verbinden, doorverbinden, doorverbind, doorverbonden, schakel, doorschakelen, \
             doorsturen, stuur me door, overzetten, zet me door, doorgeven, overdragen, koppel, verwijs, \
             doorverwijzen, haal, zet mij, breng me, overschakelen",
        ),
        (
            'W',
            "wil, wilt, willen, graag, zou graag, nodig, geef me, geef mij, wens, verlang, eis, liever, \
             zoek, waar is, waar zijn, krijg ik, wil graag, heb, kan ik, mag ik, wou, vraag om, \
             behoefte aan",
        ),
        (
            'N',
            "mens, medewerker, medewerkers, medewerkster, menselijke medewerker, agent, \
             vertegenwoordiger, adviseur, operator, klantenservicemedewerker, supportmedewerker, \
             helpdeskmedewerker, echt persoon, echte persoon, echt mens, echte mens, echte mensen, \
             leidinggevende, manager, supervisor, servicemedewerker, consulent, teamlid, live agent, \
             baliemedewerker, chef, baas",
        ),
        (
            'T',
            "klantenservice, klantendienst, support, helpdesk, klantenondersteuning, servicedesk, \
             supportteam, jullie team, technische dienst",
        ),
        (
            'P',
            "persoon, iemand, iemand anders, mensen, personen, een van jullie, collega, specialist, \
             expert",
        ),
        (
            'A',
            "echt, echte, menselijk, menselijke, levend, levende, werkelijke, fysiek, fysieke, andere, \
             ander, van vlees en bloed, live",
        ),
        (
            'D',
            "een, de, het, met, aan, jullie, uw, je, jouw, van, eens, even, nu, direct, meteen, gewoon, \
             maar, graag, mij, me, ons, naar, door, rechtstreeks, ander, andere, iets, alsjeblieft, aub, \
             alstublieft, verdomde, met een, te, u, ik, gelijk, toch, eindelijk, persoonlijk, weleens",
        ),
        ('H', "hulp, helpen, helpt, antwoord, antwoorden, antwoordt, ondersteuning, beantwoorden, help"),
        ('f', "van, door"),
        (
            'i',
            "is er, zijn er, heb je, hebben jullie, hebt u, heeft u, waar is, waar zijn, zit er, \
             hebben jullie ook",
        ),
        ('v', "beschikbaar, aanwezig, daar, bereikbaar, online"),
        ('n', "niet, geen, nooit, zonder, in plaats van"),
        ('p', "kan niet, kan geen, lukt niet, niet alleen, waarom niet, begrijpt niet, werkt niet"),
        (
            'B',
            "bot, robot, machine, computer, chatbot, ai, programma, virtuele assistent, automaat, bots, \
             robots",
        ),
        ('Y', "ben je, bent u, jij bent, je bent, u bent, ben jij, of je, als een"),
        ('b', "een, echt, echte, wel, niet, geen, ook, nou, eigenlijk, gewoon"),
        (
            'E',
            "met wie spreek, spreek ik nu, ik spreek nu, wie spreekt, praat ik nu, \
             ben ik aan het praten, gesproken met",
        ),
        ('F', "spreek ik, praat ik, ik praat met, ik spreek met, chat ik"),
        ('q', "moet ik, hoef ik"),
        (
            'L',
            "alsjeblieft, alstublieft, aub, hallo, hoi, hey, nee, ja, nu, graag, dank, ok, gewoon, \
             bedankt, asjeblieft",
        ),
        (
            'r',
            "bel me, bel mij, bel me terug, terugbellen, teruggebeld, belt u mij, me bellen, mij bellen, \
             bel terug",
        ),
        (
            'x',
            "mensenrechten, per persoon, andere mensen, contactgegevens, contactformulier, \
             voor personen, alle mensen, veel mensen, politieagent",
        ),
    ],
    asks: "N 3 S, P 2 S, T 2 S, N 3 C, P D* C, T D* C, N D* K, P D* K, T D* K, N D* W, A P D* W, \
           A H D* W, B 2 S n, n D* B D* S",
    never: "N 2 n S, P 2 n S, n D* A* N 2 S, n D* A* P 2 S, n D* A* N D* W, q D* P D* S, q D* N D* S",
};
