//! Money that went, should come back, or was too much; and what it was for.

use super::*;

pub(super) const WORDS: &[Concept] = &[
    (
        REFUND,
        "refund*, reimburs*, money back, cash back, rebate*, restitution*, compensation, compensate, give me back my money, \
        get my money, money returned, chargeback*, repay me, pay me back, \
        reembols*, devolución del dinero, devolución de mi dinero, devolución de dinero, dinero de vuelta, devolver el dinero, devuelvan, devuélvanme, \
        rembours*, erstatt*, rückerstatt*, rueckerstatt*, geld zurück, rückzahlung*, rimbors*, indietro i soldi, soldi indietro, \
        dinheiro de volta, estorno*, terugbetal*, geld terug, restitutie, zwrot*, oddajcie pieniądze, para iade*, iade*, geri ödeme*, paramı geri, \
        استرداد, استرجاع, ارجاع المبلغ, اعادة المبلغ, فلوسي, استعادة اموالي, رد المبلغ, रिफंड, पैसे वापस, पैसा वापस, धनवापसी, paise wapas, paise vapas, \
        退款, 退钱, 退錢, 退费, 退費, 还我钱, 赔偿, 返金, 払い戻し, 払戻",
    ),
    (
        RETURN,
        "return, returns, returned, returning, returnable, replace, replacement*, replaced, replacing, exchange it, exchange the, exchange my, exchange order, want exchange, exchanged, \
        swap, send it back, send back, ship back, devolución, devolver, devoluciones, cambio de producto, retourner, renvoyer, échange, échanger, remplacer, remplacement, \
        rückgabe*, zurückgeben, zurückschicken, zurücksenden, retoure*, umtausch*, umtauschen, reso, restituire, sostituzione, sostituire, devolução, trocar, troca, substituição, \
        retourneren, terugsturen, ruilen, omruilen, zwrócić, wymiana, wymienić, değişim, geri gönder*, ارجاع, استبدال, तبديل, वापस करना, वापसी, रिटर्न, एक्सचेंज, wapas, \
        退货, 退貨, 换货, 換貨, 退换, 退回, 返品, 交換",
    ),
    (
        CANCEL,
        "cancel*, cencel*, canel, cansel*, abort, revoke, call off, undo, reverse, reversed, reversal, retract, stop a payment, stop payment, \
        cancelar, cancelación, cancele*, anular, anulación, annul*, résili*, désabonn*, stornier*, storno, kündig*, kuendig*, abbestell*, widerruf*, \
        annullar*, disdett*, disdire, cancellar*, cancellazione, cancelamento, rescindir, anuleer*, annuleer*, opzeg*, zeg op, anulow*, anuluj*, rezygn*, zrezygn*, wypowiedz*, wypowied*, \
        iptal*, vazgeç*, إلغاء, الغي, الغو, كنسل, रद्द*, कैंसिल*, कैंसल*, radd, 取消, 退订, 退訂, 解约, 解約, キャンセル, 取り消, 退会",
    ),
    (
        CLOSE,
        "close, closing, closed, close out, terminate*, termination*, terminating, delete, deleted, deleting, deletion, remove, removing, removal, deactivat*, shut down, unsubscribe*, end my, opt out, \
        get rid of, leave, quit, discontinue, eliminate, erase, no longer want, dont want, stop using, do not want, dont need, dont use, no longer use, no longer need, \
        cerrar, cierre, dar de baja, darme de baja, eliminar, borrar, fermer, clôturer, supprimer, suppression, fermeture, schließen, löschen, löschung, auflösen, deaktivier*, \
        chiudere, chiusura, eliminare, disattivare, disiscriv*, encerrar, fechar, excluir, apagar, desativar, sluiten, verwijder*, opheffen, stopzetten, beëindig*, zamkn*, usun*, rozwiąz*, likwid*, \
        kapat*, silmek, silin*, sonlandır*, إغلاق, حذف, مسح, बंद करना, बंद करो, बंद करें, हटाना, डिलीट, band karo, 注销, 註銷, 关闭, 關閉, 删除, 刪除, 销户, 解除, 削除, 閉じ",
    ),
    (
        ACCOUNT,
        "account, accounts, accout*, acount*, profile, subscription*, membership*, contract, contracts, plan, freemium, premium, platinum, mortgage, line of credit, mandate, standing order, \
        direct debit, savings, checking, cuenta*, perfil, suscripción*, membresía, contrato*, compte, comptes, abonnement*, konto, kontos, vertrag*, mitgliedschaft, abbonamento*, contratto, conto, profilo, \
        conta, assinatura*, lidmaatschap, rekening, konta, kontem, subskrypcj*, umow*, hesap, hesab*, abonelik*, aboneliğ*, üyelik*, üyeliğ*, sözleşme*, حساب*, اشتراك*, अकाउंट, खाता, खाते, सदस्यता, \
        सब्सक्रिप्शन, khata, 账户, 帳戶, 账号, 帳號, 订阅, 訂閱, 会员, 會員, アカウント, 口座, 契約, サブスク, 定期購入",
    ),
    (
        ORDER,
        "order, orders, ordr, purchase*, booking*, reservation*, appointment*, article*, item, items, check, cheque, table, room, session, pedido*, compra*, reserva*, cita, commande*, achat*, \
        réservation*, rendez vous, bestellung*, bestellt, buchung*, termin, reservierung*, ordine, ordini, acquisto, prenotazione*, appuntamento, encomenda*, agendamento, bestelling*, boeking*, \
        reservering*, afspraak, zamówieni*, rezerwacj*, wizyt*, sipariş*, rezervasyon*, randevu*, طلب*, حجز*, موعد, ऑर्डर, बुकिंग, 订单, 訂單, 预订, 預訂, 预约, 注文, 予約",
    ),
    (
        NEWSLETTER,
        "newsletter*, mailing list, boletín, lettre d information, rundbrief, nieuwsbrief, biuletyn*, bülten*, 邮件列表, メルマガ",
    ),
    (
        TRANSFER,
        "transfer*, transaction*, payment*, paymnt*, wire, top up, topup, transferencia*, transacción*, pago, pagos, virement*, paiement*, überweisung*, zahlung*, bonifico, pagamento*, \
        transazion*, transferência*, transação, overschrijving*, betaling*, transactie*, przelew*, płatnoś*, transakcj*, havale*, ödeme*, işlem*, تحويل*, دفعة, معاملة, ट्रांसफर, भुगतान, लेनदेन, \
        转账, 轉帳, 付款, 交易, 送金, 支払, 取引",
    ),
    (
        CHARGED,
        "charged, charge, charges, charging, billed, debited, deducted, deduct, deduction*, debit, taken from my account, took money, took out, money gone, taken out, withdrew, \
        cobrado, cobraron, cobro*, cobran, cargo, cargos, débité, prélevé, prélèvement*, facturé, abgebucht, belastet, berechnet, abbuchung*, abgezogen, addebitat*, addebito, cobrad*, cobrança*, debitado, \
        afgeschreven, in rekening gebracht, afschrijving*, pobran*, obciąż*, naliczon*, çekil*, tahsil*, تم خصم, خصم, خصمتم, काट लिए, कट गए, काटे, चार्ज, kat gaye, kat liye, \
        扣款, 扣了, 扣费, 收费, 收了, 多收, 請求され, 引き落と",
    ),
    (
        FEE,
        "fee, fees, interest, rate, rates, exchange rate, cost, costs, penalty, penalties, surcharge*, comisión, comisiones, tarifa*, intereses, frais, taux, tarif*, gebühr*, kosten, zinsen, wechselkurs, \
        commissione*, commissioni, tariffa, penale, taxa, taxas, comissão, juros, tarieven, rente, boete*, opłat*, prowizj*, odset*, ücret*, faiz*, komisyon*, رسوم, عمولة, فائدة, शुल्क, फीस, ब्याज, \
        手续费, 手續費, 费用, 費用, 利息, 汇率, 違約金, 手数料, 料金",
    ),
    (
        BILL,
        "bill, bills, billing, invoice*, statement*, receipt*, factura*, recibo*, facture*, relevé, rechnung*, fattur*, bolletta, fatura*, factuur*, faktur*, rachun*, فاتورة, बिल, \
        账单, 帳單, 发票, 發票, 請求書, 明細",
    ),
    (
        TOO_MUCH,
        "twice, double, duplicate*, two times, extra, overcharg*, too much, more than, too high, unexpected, hidden, higher, wrong amount, wrongly, mistakenly charged, multiple times, three times, additional, \
        unknown, weird, strange, unexplained, unfair, not correct, dos veces, doble, duplicad*, de más, demasiado, deux fois, en trop, doppelt, zweimal, zu viel, zuviel, zu hoch, due volte, doppio, troppo, \
        duas vezes, em dobro, a mais, twee keer, dubbel, te veel, dwa razy, dwukrotnie, podwójn*, za dużo, iki kez, iki kere, fazla, مرتين, مكرر, زيادة, ज्यादा, दो बार, zyada, do baar, \
        两次, 兩次, 重复, 重複, 多扣, 二重, 二回",
    ),
    (
        WRONG,
        "wrong, error*, issue*, problem*, mistake*, not right, incorrect*, missing, fail*, not working, doesnt work, broken, defect*, damaged, faulty, equivocad*, incorrect*, erreur*, problème*, falsch*, fehler*, \
        sbagliat*, errore, errori, errado, erro, fout*, verkeerd, probleem, błąd, błęd*, źle, hata*, yanlış*, sorun*, خطأ, مشكلة, غلط, गलत, समस्या, गड़बड़, galat, \
        错误, 錯誤, 错了, 问题, 問題, 間違, 誤り, エラー",
    ),
    (
        MONEY,
        "money, cash, funds, amount, dollars, euros, pounds, balance, wallet, deposit, winnings, dinero, saldo, argent, solde, geld, guthaben, soldi, denaro, dinheiro, pieniądze, pieniędzy, bakiye, \
        المبلغ, فلوس, رصيد, पैसे, पैसा, रकम, बैलेंस, paise, 钱, 錢, 余额, 餘額, お金, 残高, 金額",
    ),
    (
        CARD,
        "card, cards, credit card*, debit card*, visa, mastercard, tarjeta*, carte, cartes, karte, karten, kreditkarte, carta, cartão, kaart, pinpas, kartım*, karta, kartę, karty, بطاقة, بطاقتي, \
        कार्ड, 卡, カード",
    ),
    (
        PAY,
        "pay, paying, paid, pagar, pagué, payer, payé, bezahl*, zahlen, pagare, pagato, betaal*, betalen, zapłac*, دفع, أدفع, دفعت, 支付, 払",
    ),
];
