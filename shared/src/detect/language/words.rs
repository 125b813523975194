//! The commonest words of each language, plain letters; a word that several share counts a little for each.
//!
//! Absent on purpose: the languages told apart by script alone.

/// Language and words that are frequent in it, shop talk included.
pub const LATIN: [(&str, &str); 9] = [
    (
        "en",
        "the, and, you, i, is, are, my, to, of, it, that, this, for, with, have, not, what, how, can, your, please, want, would, do, was, on, in, me, we, be, an, but, if, where, when, need, help, order, dont, cant, im, account, card, hello, thanks, thank, there, from, will, has, been, get, why, who, a, at, as, no, yes, did, does, just, any, some, could, should, about, money, agent, person, human, speak, talk, refund, cancel, good, great, hi, hey, bad",
    ),
    (
        "es",
        "el, la, los, las, de, que, y, en, un, una, es, por, con, para, no, mi, me, se, lo, su, como, esta, estoy, quiero, necesito, puedo, donde, cuando, hola, gracias, favor, pedido, cuenta, tarjeta, dinero, hablar, persona, tengo, pero, muy, mas, del, al, yo, usted, ustedes, hay, si, ya, porque, ayuda, buenos, dias, tu, eres, cual, esto, eso, todo, le, soy, hacer, ha, mis",
    ),
    (
        "fr",
        "le, la, les, de, des, du, et, est, un, une, je, vous, tu, il, elle, nous, pas, ne, que, qui, pour, avec, dans, sur, mon, ma, mes, ce, cette, ai, suis, veux, voudrais, peux, bonjour, merci, ou, comment, pourquoi, commande, compte, carte, argent, parler, plus, bien, tres, mais, au, aux, en, est ce, votre, vos, c, j, l, d, qu, plait, etes, es, besoin, quel, quelle, ca, moi, toi, sont",
    ),
    (
        "de",
        "der, die, das, und, ist, ich, du, sie, nicht, ein, eine, einen, einem, mit, zu, auf, fur, von, mein, meine, mir, mich, wie, was, wo, wann, warum, kann, mochte, will, habe, haben, bitte, danke, hallo, bestellung, konto, karte, geld, sprechen, es, den, dem, im, am, wir, ihr, aber, auch, noch, sehr, bin, bist, sind, wird, wurde, oder, wenn, dass, kein, keine, gut, ja, nein, meinen, uns, ihre",
    ),
    (
        "pt",
        "o, a, os, as, de, que, e, em, um, uma, nao, por, com, para, meu, minha, eu, voce, como, onde, quando, quero, preciso, posso, esta, estou, obrigado, obrigada, ola, pedido, conta, cartao, dinheiro, falar, pessoa, mas, muito, mais, do, da, no, na, ao, se, isso, tem, ja, porque, ajuda, bom, boa, dia, foi, sao, sou, voces, meus, minhas, pra, nos, quem, qual, fazer",
    ),
    (
        "it",
        "il, lo, la, i, gli, le, di, che, e, un, una, non, per, con, mio, mia, io, tu, come, dove, quando, voglio, vorrei, posso, ho, sono, sei, ciao, grazie, ordine, conto, carta, soldi, parlare, persona, ma, molto, piu, del, della, al, alla, nel, si, perche, aiuto, buongiorno, questo, questa, mi, ti, ci, ha, hai, e, cosa, quanto, sto, qualcuno, anche, da, essere, vostro, bisogno",
    ),
    (
        "nl",
        "de, het, een, en, is, ik, je, jij, u, niet, met, voor, van, op, mijn, mij, me, hoe, wat, waar, wanneer, waarom, kan, wil, heb, hebben, graag, bedankt, hallo, bestelling, rekening, pas, geld, spreken, praten, maar, ook, nog, zeer, ben, bent, zijn, wordt, of, als, dat, dit, geen, goed, ja, nee, aan, te, er, om, bij, naar, uit, jullie, wij, deze, iemand, moet, hulp, alstublieft",
    ),
    (
        "pl",
        "i, w, na, z, do, nie, to, jest, sie, ze, jak, co, gdzie, kiedy, dlaczego, moge, chce, mam, prosze, dziekuje, czesc, dzien, dobry, zamowienie, konto, karta, pieniadze, rozmawiac, ale, bardzo, tez, jestem, czy, moj, moje, moja, mnie, mi, ja, ty, pan, pani, po, za, od, dla, juz, tylko, tak, ten, ta, ktos, potrzebuje, pomoc, zostal, byl, bylo, sa, o, przez, kto, jaki, jakie, mojego, bo, moim",
    ),
    (
        "tr",
        "ve, bir, bu, ne, icin, ile, ben, sen, siz, biz, mi, mu, nasil, nerede, neden, istiyorum, var, yok, degil, cok, ama, gibi, daha, merhaba, tesekkurler, lutfen, siparis, siparisim, hesap, hesabim, kart, kartim, para, paramu, konusmak, da, de, ki, o, su, evet, hayir, bana, beni, benim, sizin, kadar, sonra, olarak, olan, icinde, yardim, zaman, misiniz, musunuz, var mi, kim, hangi, her, en, iyi, neye, geldi, olarak",
    ),
];
