//! Polish.

use super::Grammar;

pub(super) const GRAMMAR: Grammar = Grammar {
    code: "pl",
    words: &[
        (
            'S',
            "rozmawiać, porozmawiać, pogadać, rozmowa, rozmowę, rozmowy, pomówić, mówić, czatować, czat, \
             gadać, rozmówić, rozmawiac, popisać, pisać, pogadac, omówić, czatu, rozmowie",
        ),
        (
            'K',
            "skontaktować, kontakt, kontaktu, skontaktujcie, dodzwonić, kontaktować, zadzwonić, \
             skontaktuj, skontaktowanie, połączenia",
        ),
        (
            'C',
            "połącz, połączcie, połączyć, połączenie, przełącz, przełączyć, przełączcie, przełączenie, \
             przekieruj, przekierować, przekierujcie, przekierowanie, przekaż, przekażcie, skieruj, \
             skierować, zawołaj, dajcie, dawaj, daj, polacz, polaczyc, polaczcie, łączcie, podłącz, \
             przenieś, łącz, wezwij",
        ),
        (
            'W',
            "chcę, chce, chciałbym, chciałabym, potrzebuję, potrzebuje, proszę o, poproszę, daj mi, \
             dajcie, dajcie mi, wolę, żądam, wymagam, muszę, szukam, proszę, prosze, gdzie jest, \
             gdzie są, chcemy, wolałbym, wolałabym, zależy mi, domagam się, oczekuję, mogę, czy mogę, \
             czy mógłbym, czy mogłabym, potrzebny, potrzebna, potrzebny mi, przydałby się",
        ),
        (
            'N',
            "człowiek*, konsultant*, agent, agentem, agenta, agentowi, pracownik*, operator*, \
             przedstawiciel*, doradc*, kierownik*, menedżer*, manager*, specjalist*, żywą osobą, \
             żywa osoba, żywej osoby, prawdziwą osobą, prawdziwa osoba, prawdziwej osoby, \
             prawdziwymi ludźmi, przełożon*, kimś żywym, kimś prawdziwym, opiekun*, technik*, \
             ludzką obsług*, ludzka obsługa, ludzkiej obsługi, szef*, pracownica, prawdziwego człowieka",
        ),
        (
            'T',
            "obsługą klienta, obsługa klienta, obsługi klienta, obsługę klienta, obsługą, \
             biurem obsługi, działem obsługi, wsparciem, wsparciem technicznym, pomocą techniczną, \
             infolini*, działem wsparcia, biuro obsługi, bok, centrum obsługi, zespołem, działem pomocy, \
             supportem, pomocy technicznej",
        ),
        (
            'P',
            "osobą, osoba, osoby, osobę, ktoś, kimś, kogoś, ktokolwiek, ludźmi, ludzi, ludzie, kims, \
             ktos, kogos, kimś innym, kimkolwiek, kimś z was, ktoś z was, komuś",
        ),
        (
            'A',
            "prawdziw*, żywy, żywą, żywym, żywego, żywej, żywa, realn*, fizyczn*, ludzk*, innym, inną, \
             innego, inna, kompetentn*, na żywo, z krwi i kości",
        ),
        (
            'D',
            "jakiś, jakaś, jakiegoś, z, ze, do, na, się, sie, od, waszym, waszą, wasz, waszego, wasza, jakimś, jakąś, jakiegoś, \
             jakas, jakims, proszę, prosze, mi, mnie, teraz, natychmiast, bezpośrednio, w, po prostu, o, \
             jednym, tym, cholernym, kimś, kogoś, bezpośredni, bezpośredniego, państwa, jak, już, \
             od razu, wreszcie, pilnie, to, prawdziwym, prawdziwą, rozmowę, nas, innym, was",
        ),
        (
            'H',
            "pomoc, pomocy, pomógł, pomoże, odpowiedź, pomóc, obsługa, obsługi, obsłużyć, pomocą, \
             wsparcie, wsparcia, kontakt, kontaktu, odpowie, odpowiedział, zajmie, pomogła",
        ),
        ('f', "od, z, ze strony, przez, ze"),
        (
            'i',
            "czy jest, jest tu, czy macie, macie, gdzie jest, gdzie są, czy są, jest tam, macie tam, \
             czy jest tam, czy jest tu",
        ),
        ('v', "dostępny, dostępna, dostępni, tam, tutaj, wolny, tu, online"),
        ('n', "nie, bez, nigdy, zamiast, ani"),
        (
            'p',
            "nie mogę, nie potrafię, nie wiem, nie umiem, nie da się, nie działa, nie pomaga, \
             nie rozumiesz, nie rozumie, nie rozumiem, dlaczego nie, czemu nie, nie pomogło, \
             nie pomogłeś, nie możesz, nie udało",
        ),
        (
            'B',
            "bot, botem, bota, boty, botami, robot*, maszyn*, automat*, komputer*, chatbot*, program*, \
             sztuczną inteligencją, sztuczna inteligencja, wirtualnym asystentem, wirtualny asystent, \
             wirtualnym konsultantem, wirtualny konsultant, ai",
        ),
        ('Y', "jesteś, jestes, czy jesteś, jest pan, jest pani, czy to, jak, udajesz"),
        ('b', "naprawdę, nie, tylko, może, chyba, na pewno, prawdziwym, w ogóle"),
        (
            'E',
            "czy rozmawiam, z kim rozmawiam, rozmawiam teraz, kto mówi, z kim piszę, rozmawiałem, \
             rozmawiałam, właśnie rozmawiam",
        ),
        ('F', "rozmawiam z, piszę z, rozmawiam"),
        ('q', "czy muszę, czy trzeba, bez konieczności"),
        (
            'L',
            "proszę, prosze, cześć, dzień dobry, hej, nie, tak, teraz, natychmiast, dziękuję, tylko, ok, \
             halo, witam, dobra, no",
        ),
        (
            'r',
            "zadzwońcie do mnie, zadzwoń do mnie, oddzwońcie, oddzwonić, proszę o telefon, oddzwonienie, \
             proszę o kontakt telefoniczny, oddzwoń, żeby ktoś zadzwonił, zadzwonili do mnie, \
             proszę zadzwonić",
        ),
        (
            'x',
            "prawa człowieka, praw człowieka, zasoby ludzkie, agent nieruchomości, za osobę, na osobę, \
             innych ludzi, innej osoby, osoby trzecie, dane kontaktowe, liczba osób, osób",
        ),
    ],
    asks: "N D* S, P D* S, N D* K, N D* W, A P D* W, N D* C, W D* A H, B D* n",
    never: "n D* N, n C D* N",
};
