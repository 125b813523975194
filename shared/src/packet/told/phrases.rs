//! The words by which customers introduce a number, an attempt, a wish, in thirteen languages.

/// Having tried something.
pub(super) const ATTEMPTS: [&str; 13] = [
    "i tried, ive tried, i have tried, we tried, weve tried, have tried, i already, ive already, i have already, \
     we already, tried to, tried it, tried that, tried everything, keep trying, kept trying, been trying, i even, \
     i did what, i did that, as you said, as suggested, already did, have done that, \
     i restarted, i reset, i reinstalled, i checked, i followed, i replaced, i swapped, i rebooted, i unplugged, \
     i cleared, i cleaned, i reconnected, i disconnected, i power cycled, i turned it off, i switched it off, \
     i logged out, i signed out, i updated the, i tightened, i reinserted, i looked everywhere, i contacted, \
     i emailed, i called you, i called the, i called your, i called support, i wrote to, \
     ive restarted, ive reset, ive reinstalled, ive checked, ive followed, ive replaced, ive swapped, ive rebooted, \
     ive unplugged, ive cleared, ive cleaned, ive logged out, ive contacted, ive emailed, ive called, ive written to, \
     we restarted, we reset, we reinstalled, we checked, we replaced, we rebooted, we cleared, we contacted, we called",
    "ya he, ya intenté, he intentado, he probado, probé, ya probé, ya hice, intenté, ya lo hice, ya reinicié, \
     reinicié, he reiniciado, reemplacé, cambié la bombilla, he cambiado, sustituí, he reinstalado, reinstalé, borré, \
     he borrado, desconecté, he llamado, llamé, escribí a, he escrito a, contacté",
    "j'ai déjà, j'ai essayé, j'ai tenté, nous avons essayé, j'ai redémarré, j'ai suivi, déjà fait, j'ai remplacé, \
     j'ai changé, j'ai réinstallé, j'ai vidé, j'ai effacé, j'ai débranché, j'ai réinitialisé, j'ai vérifié, \
     j'ai contacté, j'ai appelé, j'ai écrit à",
    "ich habe schon, habe schon, ich habe bereits, habe bereits, habe versucht, habe es versucht, habe probiert, \
     schon versucht, schon probiert, bereits versucht, hab schon, hab versucht, neu gestartet, neugestartet, \
     zurückgesetzt, neu installiert, ausgetauscht, ausgewechselt, ausgesteckt, aus und wieder an, \
     aus und ein, gelöscht und, geleert, habe geprüft, habe überprüft, nachgesehen, habe angerufen, mehrfach versucht",
    "já tentei, tentei, já fiz, já reiniciei, já verifiquei, experimentei, já segui, reiniciei, substituí, troquei, \
     reinstalei, limpei, apaguei, desliguei, liguei para, contactei, contatei, escrevi para",
    "ho già, ho provato, ho tentato, abbiamo provato, già fatto, ho riavviato, ho seguito, ho sostituito, \
     ho cambiato la, ho reinstallato, ho cancellato la, ho svuotato, ho staccato, ho controllato, ho verificato, \
     ho contattato, ho chiamato, ho scritto a",
    "ik heb al, heb al, ik heb geprobeerd, heb geprobeerd, al geprobeerd, ik heb reeds, opnieuw opgestart, \
     herstart, vervangen en, heb vervangen, opnieuw geïnstalleerd, gereset, leeggemaakt, heb gecontroleerd, heb gebeld, \
     heb gemaild",
    "próbowałem, próbowałam, już próbowałem, już próbowałam, sprawdziłem, sprawdziłam, już zrobiłem, już zrobiłam, \
     zrestartowałem, zrestartowałam, wymieniłem, wymieniłam, zresetowałem, zresetowałam, wyczyściłem, wyczyściłam, \
     przeinstalowałem, przeinstalowałam, dzwoniłem, dzwoniłam, pisałem do, pisałam do",
    "denedim, zaten denedim, yaptım ama, kontrol ettim, tekrar başlattım, denedik, yeniden başlattım, değiştirdim ama, \
     sıfırladım, temizledim, yeniden yükledim, aradım ama, yazdım ama",
    "حاولت, جربت, لقد حاولت, قمت ب, سبق أن, اعدت تشغيل, أعدت تشغيل, استبدلت, غيرت المصباح, مسحت, اتصلت ب, راسلت",
    "कोशिश की, कोशिश कर, पहले ही, कर चुका, कर चुकी, करके देखा, रीस्टार्ट किया, बदल कर देखा, बदलकर देखा, रीसेट किया",
    "试过, 已经, 尝试了, 试了, 重启了, 我試過, 已經, 换过, 換過, 重装, 重置了, 联系过, 清除了",
    "試しました, 試した, 試してみ, やってみ, すでに, 既に, 再起動しま, 交換しました, 交換してみ, リセットしま, 再インストールしま, 問い合わせまし",
];

/// Wanting something.
pub(super) const WISHES: [&str; 13] = [
    "i want, i need, i would like, id like, i wish, i expect, i demand, i must, we want, we need, we would like, \
     can you, could you, would you, will you, can i, could i, may i, can we, please, pls, want to, need to, \
     like to, how do i, how can i, how to, is it possible, looking for, looking to, trying to, help me, let me, interested in",
    "quiero, quisiera, necesito, puede, puedes, podría, podrían, me gustaría, por favor, cómo puedo, solicito",
    "je veux, je voudrais, j'ai besoin, pouvez vous, pourriez vous, j'aimerais, je souhaite, s'il vous plaît, svp, \
     comment puis je, est il possible, peux tu",
    "ich will, ich möchte, möchte ich, ich brauche, hätte gern, hätte gerne, können sie, könnten sie, kannst du, bitte, \
     wie kann ich, würde gern, würde gerne, kann ich, wir möchten, wir brauchen",
    "quero, queria, gostaria, preciso, pode, podem, poderia, por favor, como posso, desejo",
    "voglio, vorrei, ho bisogno, può, potete, potrebbe, puoi, per favore, come posso, desidero",
    "ik wil, wil ik, zou graag, ik heb nodig, kunt u, kun je, kunnen jullie, graag, alstublieft, aub, hoe kan ik, kan ik",
    "chcę, chciałbym, chciałabym, potrzebuję, czy możesz, czy możecie, czy mogę, proszę, jak mogę, czy mogą",
    "istiyorum, istiyoruz, lazım, gerekiyor, rica ediyorum, lütfen, nasıl, misiniz, musunuz, mısınız, edebilir",
    "أريد, نريد, أحتاج, هل يمكن, هل يمكنني, من فضلك, أرجو, كيف, أود, ابغى",
    "चाहता, चाहती, चाहते, चाहिए, कृपया, कैसे, सकते, सकता, सकती",
    "我要, 我想, 请, 請, 需要, 能不能, 可以, 怎么, 怎麼, 希望, 可否",
    "たい, ください, 下さい, ほしい, 欲しい, お願い, できますか, もらえますか, いただけますか",
];

/// What stands after a price.
pub(super) const CURRENCIES: [&str; 20] = [
    "eur", "euro", "euros", "usd", "dollar", "dollars", "gbp", "pounds", "chf", "pln", "zł", "zl", "tl",
    "try", "inr", "jpy", "yen", "brl", "reais", "kr",
];

/// A sentence that begins so answers one before it.
pub(super) const ASSENTS: [&str; 40] = [
    "yes",
    "yeah",
    "yep",
    "ok",
    "okay",
    "sure",
    "no",
    "great",
    "perfect",
    "alright",
    "right",
    "correct",
    "exactly",
    "thanks",
    "thank",
    "sí",
    "si",
    "vale",
    "claro",
    "oui",
    "non",
    "bien",
    "ja",
    "nein",
    "gut",
    "genau",
    "sim",
    "não",
    "sì",
    "certo",
    "nee",
    "goed",
    "tak",
    "nie",
    "dobrze",
    "evet",
    "tamam",
    "نعم",
    "हाँ",
    "はい",
];

/// What a number after these words is the number of, the nearest word first. A code is what the word before it says.
pub(super) fn name_of(before: &[String]) -> Option<&'static str> {
    let code = |words: &[String]| {
        let of = words.last().map_or("", String::as_str);
        match of {
            "zip" | "post" | "postal" => Some("postal code"),
            "discount" | "promo" | "promotion" | "coupon" | "voucher" | "gift" => Some("discount code"),
            "error" | "status" => Some("error code"),
            // Of a door, a bank, a one-time password: nothing to keep twice.
            "security" | "verification" | "confirmation" | "access" | "pin" | "sms" | "country" | "area" => {
                None
            }
            _ => Some("code"),
        }
    };
    for (at, word) in before.iter().enumerate().rev() {
        if matches!(word.as_str(), "code" | "codes") {
            return code(&before[..at]);
        }
        if let Some(name) = number_of(word) {
            return Some(name);
        }
    }
    None
}

/// What a number after this word is the number of.
fn number_of(word: &str) -> Option<&'static str> {
    const WORDS: [(&str, &[&str]); 9] = [
        ("postal code", &["zip", "zipcode", "postcode", "plz", "postleitzahl", "postal", "cap", "cep"]),
        (
            "booking number",
            &[
                "reservation",
                "confirmation",
                "booking",
                "reserva",
                "réservation",
                "buchung",
                "prenotazione",
                "boeking",
                "rezerwacja",
                "rezervasyon",
            ],
        ),
        (
            "order number",
            &[
                "order",
                "orders",
                "orderid",
                "pedido",
                "commande",
                "bestellung",
                "bestellnummer",
                "auftrag",
                "encomenda",
                "ordine",
                "bestelling",
                "bestelnummer",
                "zamówienie",
                "zamówienia",
                "sipariş",
                "siparişim",
                "الطلب",
                "طلبي",
                "ऑर्डर",
                "订单",
                "訂單",
                "注文",
            ],
        ),
        (
            "invoice number",
            &[
                "invoice",
                "bill",
                "factura",
                "facture",
                "rechnung",
                "rechnungsnummer",
                "fatura",
                "fattura",
                "factuur",
                "faktura",
            ],
        ),
        (
            "tracking number",
            &[
                "tracking",
                "parcel",
                "shipment",
                "seguimiento",
                "suivi",
                "sendung",
                "sendungsnummer",
                "rastreio",
                "zending",
                "przesyłka",
            ],
        ),
        (
            "ticket number",
            &["ticket", "case", "reference", "referencia", "référence", "vorgang", "aktenzeichen", "rma"],
        ),
        (
            "account number",
            &[
                "account",
                "customer",
                "cuenta",
                "compte",
                "konto",
                "kundennummer",
                "conta",
                "klantnummer",
                "user",
            ],
        ),
        ("product number", &["sku", "product", "article", "artikel", "artículo", "modell", "model", "item"]),
        ("error code", &["error", "fehler", "erreur", "errore", "erro", "fout", "błąd"]),
    ];
    WORDS.iter().find(|(_, words)| words.contains(&word)).map(|(name, _)| *name)
}
