//! Italian.

use super::Grammar;

pub(super) const GRAMMAR: Grammar = Grammar {
    code: "it",
    words: &[
        (
            'S',
            "parlare, parli, parlo, parlarne, chattare, conversare, chat, discutere, comunicare, \
             dialogare, parlarci, interagire, parlando, parlargli, colloquio, confrontarmi, conferire, \
             sentire, conversazione",
        ),
        (
            'K',
            "contattare, contatto, raggiungere, chiamare, contatta, contattatemi, mettermi in contatto, \
             entrare in contatto, essere contattato, essere contattata",
        ),
        (
            'C',
            "passami, mi passi, passatemi, mi passa, mi passate, passare, mettimi in contatto, \
             mettermi in contatto, mi metta in contatto, mettetemi in contatto, mettere in contatto, \
             collegami, collegarmi, collegatemi, connettimi, connettermi, connettetemi, trasferire, \
             trasferiscimi, trasferirmi, trasferitemi, mi trasferisca, inoltrare, inoltrami, girami, \
             reindirizzami, mi colleghi, passarmi, mi connetta, mettimi, indirizzami, chiamami, chiama, \
             fammi chiamare, trasferisci, essere trasferito, connetti, collega, escalare",
        ),
        (
            'W',
            "voglio, vorrei, ho bisogno, bisogno, dammi, datemi, mi dia, preferisco, preferirei, esigo, \
             richiedo, desidero, cerco, mi serve, serve, gradirei, vogliamo, chiedo, dove sono, dov è, \
             fammi, fatemi, mi faccia, pretendo, necessito, mi servirebbe, avrei bisogno, posso avere, \
             potrei avere, ho necessità, abbiamo bisogno, desidererei, volevo",
        ),
        (
            'N',
            "umano, umana, umani, essere umano, operatore, operatrice, operatori, agente, agenti, \
             rappresentante, consulente, addetto, addetta, responsabile, assistente umano, impiegato, \
             impiegata, supervisore, persona reale, persona vera, vera persona, persona umana, \
             persone vere, persone reali, persona in carne e ossa, persona in carne ed ossa, manager, \
             direttore, tecnico, dipendente, incaricato, collaboratore, capo, chat dal vivo, \
             aiuto umano, assistenza umana, supporto umano, vero umano, referente",
        ),
        (
            'T',
            "servizio clienti, assistenza clienti, assistenza, supporto, supporto clienti, \
             assistenza tecnica, servizio assistenza, customer service, customer care, supporto tecnico, \
             call center, vostro team, team di supporto, centralino",
        ),
        (
            'P',
            "persona, persone, qualcuno, gente, qualcun altro, qualcuno di voi, uno di voi, \
             altra persona, esperto, specialista",
        ),
        (
            'A',
            "reale, reali, vero, vera, veri, umano, umana, umani, in carne e ossa, in carne ed ossa, \
             vivo, viva, fisica, altro, altra, dal vivo, competente",
        ),
        (
            'D',
            "un, una, uno, con, il, lo, la, i, gli, le, al, allo, alla, di, del, della, dell, vostro, \
             vostra, vostri, tuo, suo, qualche, per favore, adesso, ora, subito, direttamente, mi, \
             altro, altra, a, ad, che, maledetto, vero, vera, immediatamente, urgentemente, \
             cortesemente, solo, un po, invece, ci, nel, all, reale, qualsiasi, cui, chi",
        ),
        (
            'H',
            "aiuto, assistenza, aiutare, aiuti, risposta, risponda, supporto, risolva, aiutarmi, \
             rispondere, mi aiuti, mi risponda, assistito, mi assista, servizio",
        ),
        ('f', "di, da, da parte di, dal, dalla, del, da un"),
        ('i', "c è, ci sono, esiste, avete, dove sono, dov è, hai, ce"),
        ('v', "disponibile, disponibili, lì, in linea"),
        ('n', "non, mai, senza, né, anziché, invece di"),
        (
            'p',
            "non riesco, non so, non posso, non capisco, non capisci, non funziona, non mi aiuta, \
             perché non, non sono riuscito, non serve a nulla",
        ),
        (
            'B',
            "bot, robot, macchina, chatbot, computer, ia, programma, assistente virtuale, \
             agente virtuale, operatore virtuale, intelligenza artificiale, risponditore, macchine, \
             risponditore automatico",
        ),
        ('Y', "sei, tu sei, lei è, che tu sia, tu non sia, sia, siete, come un, essere un, essere una"),
        ('b', "un, una, non, davvero, veramente, solo, forse, effettivamente, proprio, il"),
        (
            'E',
            "sto parlando, sto chattando, con chi parlo, chi parla, con cosa sto parlando, \
             sto conversando, ho parlato, ho già parlato, mi ha detto",
        ),
        ('F', "parlo con, parlo a"),
        ('q', "devo per forza, è necessario, bisogna, senza dover, è obbligatorio"),
        (
            'L',
            "per favore, per piacere, ciao, buongiorno, salve, no, sì, ora, adesso, subito, grazie, ok, \
             solo, buonasera, ti prego, prego",
        ),
        (
            'r',
            "richiamatemi, richiamami, essere richiamato, essere ricontattato, mi richiami, chiamatemi, \
             mi chiami, farmi richiamare, mi richiamate, essere richiamata, ricontattatemi, richiamata, \
             mi chiamate",
        ),
        (
            'x',
            "diritti umani, risorse umane, agente immobiliare, agente di viaggio, per persona, \
             altre persone, errore umano, corpo umano, numero di persone, per persone",
        ),
    ],
    asks: "S D* N A*, W D* H A, W D* P A, W D* T A, H A f D* N, W D* H D* P, W D* H D* N",
    never: "n D* C D* N",
};
