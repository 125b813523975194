//! What is asked for: a rule, a date, a reason, an act.

use super::*;

pub(super) const WORDS: &[Concept] = &[
    (
        POLICY,
        "policy, policies, rules, in what cases, in which cases, what cases, terms, conditions, warranty, guarantee, cancellation fee*, termination fee*, cancellation penalt*, cancellation charge*, \
        withdrawal penalt*, break the contract, early exit, how much does it cost to cancel, cost to cancel, how long do refunds, refunds usually take, política*, condiciones, en qué casos, politique*, \
        richtlini*, bedingung*, in welchen fällen, politica, condizioni, in quali casi, condições, em quais casos, beleid, voorwaarden, polityk*, regulamin*, warunk*, koşul*, politika*, سياسة, شروط, नीति, \
        पॉलिसी, शर्तें, 政策, 条款, 條款, 规定, 規定, ポリシー, 規約, 条件",
    ),
    (
        HOW_LONG,
        "how long, how soon, how many days, when will, when do i get, when can i expect, cuánto tarda, cuándo, combien de temps, wie lange, wann, quanto tempo, hoe lang, wanneer, jak długo, kiedy, \
        ne kadar sürer, ne zaman, كم يستغرق, متى, कब, कितने दिन, 多久, 什么时候, 多长时间, いつ, どのくらい",
    ),
    (
        WHERE_IS,
        "where is my, wheres my, not showing, hasnt arrived, not arrived, has not arrived, not shown up, still waiting, havent received, not received, did not receive, didnt receive, havent gotten, \
        didnt get, no sign of, still no, still havent, dónde está, no ha llegado, no he recibido, où est, pas reçu, toujours pas, wo ist, wo bleibt, nicht angekommen, nicht erhalten, noch nicht, dov'è, non è arrivato, \
        non ho ricevuto, onde está, não recebi, não chegou, waar is, waar blijft, niet ontvangen, gdzie jest, nie dotar*, nie otrzyma*, nerede, gelmedi, ulaşmadı, أين, لم يصل, لم استلم, कहां है, नहीं मिला, नहीं आया, \
        nahi mila, 在哪, 没收到, 沒收到, 还没到, どこ, 届かない, 届いてない",
    ),
    (
        WHY,
        "why, por qué, pourquoi, warum, wieso, perché, por que, waarom, dlaczego, czemu, neden, niye, لماذا, ليش, क्यों, kyu, kyun, 为什么, 為什麼, なぜ, どうして",
    ),
    (
        WANT,
        "want, need, would like, id like, please, wanna, help me, can you, could you, i have to, must, trying to, assistance, quiero, necesito, quisiera, ayuda, veux, voudrais, besoin, will, möchte, brauche, \
        voglio, vorrei, bisogno, quero, preciso, gostaria, graag, nodig, chcę, chciał*, potrzebuj*, istiyor*, lütfen, lazım, أريد, عايز, ابغى, احتاج, चाहता, चाहती, चाहिए, chahiye, 想, 要, 请, 請, したい, ください, ほしい",
    ),
    (
        NOT,
        "not, dont, didnt, doesnt, cant, cannot, never, no, wont, isnt, unable, without, nunca, pas, jamais, nicht, kein*, non, mai, não, niet, geen, nie, değil*, yok, لا, لم, ما, नहीं, nahi, 不, 没, 沒, ない, ません",
    ),
    (
        HOW,
        "how do i, how can i, how to, what do i do, what should i do, is it possible, steps, procedure, process, way to, cómo, comment, wie kann, come posso, como, hoe kan, jak, nasıl, كيف, कैसे, kaise, \
        怎么, 怎麼, 如何, どうやって, 方法",
    ),
    (
        NEVER_MIND,
        "never mind, nevermind, forget it, cancel that, cancel it, scratch that, stop that, changed my mind, disregard, nvm, cancel this, olvídalo, déjalo, laisse tomber, vergiss es, lascia perdere, \
        deixa pra lá, laat maar, nieważne, boşver, 算了, もういい",
    ),
    (
        DELIVERY,
        "deliver*, shipping, shipment, ship, tracking, track my order, arrive, courier, package, parcel, entrega*, envío*, livraison, colis, liefer*, paket, consegna, spedizione, bezorg*, levering, \
        dostaw*, przesyłk*, teslimat*, kargo*, توصيل, शिपिंग, डिलीवरी, 发货, 快递, 配送, 物流, 配達",
    ),
    (
        PRODUCT,
        "product*, size, quality, mattress, shoes, shirt, producto*, produit*, produkt*, prodotto, produto*, ürün*, منتج, उत्पाद, प्रोडक्ट, 产品, 商品, 製品",
    ),
    (
        METHOD,
        "payment method*, payment options, cash on delivery, cod, emi, apple pay, google pay, methods of payment, options for payment, paypal, forms of payment, available payment, accepted payment, \
        método de pago, moyen de paiement, zahlungsart*, metodo di pagamento, forma de pagamento, betaalmethode*, metod* płatności, ödeme yöntem*, طرق الدفع, 付款方式, 支付方式, 支払方法",
    ),
];
