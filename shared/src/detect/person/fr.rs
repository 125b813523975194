//! French.

use super::Grammar;

pub(super) const GRAMMAR: Grammar = Grammar {
    code: "fr",
    words: &[
        (
            'S',
            "parler, parle, discuter, échanger, chatter, tchatter, tchat, converser, chat, dialoguer, \
             causer, m entretenir, entretenir, m adresser, adresser, communiquer, discussion, \
             conversation, parlais, parlerais, clavarder, entretien",
        ),
        (
            'K',
            "contacter, joindre, appeler, contact, rejoindre, contactez, entrer en contact, \
             prendre contact",
        ),
        (
            'C',
            "passez moi, passe moi, mettez moi en relation, mets moi en relation, mettre en relation, \
             mettre en contact, mettez moi en contact, mets moi en contact, mettre en communication, \
             me mettre, mettez moi, mets moi, transférer, transférez, transfère, transférez moi, \
             transfère moi, transfert, connecter, connectez, connecte, rediriger, redirigez, redirige, \
             orienter, orientez, mis en relation, mise en relation, mis en contact, me passer, relier, \
             reliez, brancher, escalader, basculer, diriger, dirigez moi, être transféré, envoyez moi, \
             passer",
        ),
        (
            'W',
            "veux, voudrais, souhaite, souhaiterais, besoin, besoin d, aimerais, pourrais je, \
             donnez moi, donne moi, il me faut, faut, préfère, préférerais, exige, cherche, demande, \
             avoir, désire, où sont, où est, voulons, je veux, réclame, veut, puis je avoir, voulais, \
             il faut, faudrait",
        ),
        (
            'N',
            "humain, humaine, humains, être humain, agent, agents, conseiller, conseillère, conseillers, \
             opérateur, opératrice, opérateurs, représentant*, responsable, superviseur, employé, \
             employée, interlocuteur, téléconseiller*, personne réelle, vraie personne, \
             personne humaine, vrai humain, vraies personnes, manager, collaborateur, technicien, \
             gestionnaire, chargé de clientèle, directeur, agent humain, vrai conseiller, \
             support humain, aide humaine, assistance humaine, vrai agent, chef, vrai être humain, \
             chat en direct, vrai gens",
        ),
        (
            'T',
            "service client, service clients, service clientèle, service à la clientèle, support, \
             support client, service après vente, sav, assistance client, assistance technique, \
             support technique, votre équipe, l équipe, équipe support, équipe, service technique, \
             service commercial, centre d appel, standard",
        ),
        (
            'P',
            "personne, quelqu un, gens, qqn, qq un, quelqu un d autre, quelqu'un d autre, quelqu'un, \
             une autre personne, autre personne, un de vous, expert, spécialiste",
        ),
        (
            'A',
            "réel, réelle, vrai, vraie, vrais, humain, humaine, vivant, vivante, en chair et en os, \
             physique, véritable, réelles, autre, en direct, de réel, de vrai, d humain",
        ),
        (
            'D',
            "un, une, des, de, d, le, la, les, l, à, au, aux, avec, votre, vos, ton, tes, du, en, svp, \
             directement, autre, moi, me, m, tout de suite, immédiatement, maintenant, plutôt, via, \
             putain de, s il vous plaît, vrai, vraie, urgemment, en urgence, rapidement, compétent, par, \
             vers, nous, chez vous, te",
        ),
        (
            'H',
            "aide, assistance, réponse, aider, aidez, réponde, répondre, répond, m aide, m aider, \
             service, prenne en charge, s occupe",
        ),
        ('o', "quelqu un d autre, quelqu'un d'autre, une autre personne"),
        ('f', "de, par, d, auprès d"),
        (
            'i',
            "y a t il, il y a, est ce qu il y a, ya t il, existe t il, avez vous, y a, où est, où sont, \
             as tu, vous avez, ya",
        ),
        ('v', "disponible, dispo, là, en ligne, au bout du fil"),
        ('n', "pas, jamais, sans, plus, ne, n, au lieu d"),
        (
            'p',
            "ne peux pas, peux pas, ne sais pas, n arrive pas, arrive pas, ne comprends pas, \
             comprends pas, ne comprend pas, pourquoi pas, pas possible, ça marche pas, ne marche pas, \
             n aide pas, pas réussi, ne fonctionne pas, comprenez pas",
        ),
        (
            'B',
            "bot, robot, machine, ordinateur, ia, chatbot, programme, assistant virtuel, agent virtuel, \
             conseiller virtuel, automate, logiciel, répondeur, intelligence artificielle, robots, bots",
        ),
        ('Y', "tu es, t es, es tu, êtes vous, vous êtes, est ce que tu es, c est, comme un"),
        ('b', "pas, un, une, vraiment, vrai, juste, en fait, bien, donc, qu un, être"),
        (
            'E',
            "est ce que je parle, parlé je, parle je, suis je en train de parler, \
             suis en train de parler, qui parle, à qui je parle, avec qui, ai parlé, ai déjà parlé, \
             m a dit, parle t on",
        ),
        ('F', "je parle à, je parle avec, je discute avec"),
        (
            'q',
            "dois je, faut il, est ce que je dois, ai je besoin, sans devoir, est il nécessaire, \
             est ce qu il faut",
        ),
        (
            'L',
            "s il vous plaît, svp, stp, s il te plaît, bonjour, salut, non, oui, merci, ok, maintenant, \
             vite, bon, bonsoir, juste, allo, s il vous plait, tout de suite",
        ),
        (
            'r',
            "rappelez moi, rappelle moi, être rappelé, me rappeler, être rappelée, appelez moi, \
             rappel téléphonique, me rappelle, qu on me rappelle, m appeler, appelle moi, me rappeliez",
        ),
        (
            'x',
            "droits humains, ressources humaines, agent immobilier, agent de voyage, agent de livraison, \
             par personne, autres personnes, personne ne, de personnes, erreur humaine, corps humain, \
             une autre personne que moi",
        ),
    ],
    asks: "S D* N A*, W D* H A, W D* P A, W n D* S D* B, W n D* B, n D* S D* B, W D* P D* H, o D* H",
    never: "W n D* S D* A* N, W n D* S D* A* P, W n D* S D* A* T, W n D* A* N, W n D* A* P, \
           n D* S D* A* N, n D* S D* A* P",
};
