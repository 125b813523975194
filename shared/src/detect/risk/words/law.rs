//! Lawyers, personal data, complaints.

use super::*;

pub(super) const WORDS: &[Concept] = &[
    (
        LEGAL,
        "lawyer*, attorney*, solicitor*, legal action*, legal counsel, legal proceedings, legal remedies, legal avenues, legal advice, legal team, legal department, legal recourse, legal options, \
        legal steps, pursue legal, take you to court, to court, in court, court date, court papers, court order, county court, federal court, small claims*, appellate court, high court, lawsuit*, law suit*, \
        sue, sued, suing, litigation, litigate, subpoena*, summons, arbitration, class action, press charges, file charges, prosecut*, ombudsman, trading standards, attorney general*, federal trade commission, \
        ftc, cfpb, consumer protection*, regulator*, regulatory bodies, judgment against, judgement against, judge, civil claim, cease and desist, consumer law, damages, defamation, usc, \
        abogad*, demanda, demandar*, demandaré, juicio, tribunal, tribunales, acciones legales, acción legal, denuncia, denunciar*, avocat*, procès, porter plainte, poursuite*, en justice, mise en demeure, huissier, \
        anwalt*, anwält*, rechtsanwalt*, klage, verklag*, gericht*, rechtliche schritte, strafanzeige, verbraucherschutz*, verbraucherzentrale, rechtsweg, avvocat*, causa legale, tribunale, azione legale, \
        azioni legali, vie legali, querela, diffida, advogad*, processo judicial, processar*, justiça, procon, ação judicial, ações legais, advoca*, rechtszaak, rechter, rechtbank*, juridische*, aanklagen, \
        dagvaard*, prawnik*, adwokat*, pozew*, pozw*, do sądu, sądow*, sądzie, rzecznik* konsument*, prokuratur*, avukat*, dava, davası, mahkeme*, dava aç*, savcı*, tüketici hakem*, yasal işlem*, hukuki*, \
        محامي*, محام, المحكمة, محكمة, مقاضاة, قضائي*, قضية, اقاضيكم, वकील*, अदालत, मुकदमा, कानूनी कार्रवाई, कोर्ट, vakil, \
        律师, 律師, 起诉, 起訴, 法院, 告你们, 告你們, 法律行动, 法律手段, 消费者协会, 消协, 弁護士, 訴え, 裁判, 法的措置, 訴訟, 消費者センター",
    ),
    (
        LAWFUL,
        "legally, legal obligation, legally binding, legal name, legal authority, contractual obligation, legal guardian, legal age, legally required, legal business, legal and thorough, public trust, multiple laws",
    ),
    (
        PRIVACY,
        "privacy, private, gdpr, ccpa, data protection, personal data, personal information, personal info, personally identifiable, confidential*, anonymous*, anonymity, consent, data breach, third party, \
        third parties, 3rd party, 3rd parties, advertisers, privacidad, datos personales, protección de datos, rgpd, vie privée, données personnelles, confidentialit*, datenschutz*, personenbezogen*, dsgvo, \
        persönliche daten, meine daten, privacidade, dados pessoais, lgpd, dati personali, riservatezza, persoonsgegevens, persoonlijke gegevens, dane osobow*, danych osobowych, rodo, prywatnoś*, kişisel veri*, \
        gizlilik*, kvkk, الخصوصية, خصوصية, بياناتي, البيانات الشخصية, गोपनीयता, निजी जानकारी, व्यक्तिगत डेटा, प्राइवेसी, 隐私, 隱私, 个人信息, 個人信息, 个人资料, 個資, 個人資料, 個人情報, プライバシー",
    ),
    (
        DATA,
        "data, information, info, location, gps, photos, contacts, browsing, cookies, history, conversations, messages, camera, microphone, texts, location data, watchlist, usage, pictures, credentials, servers, \
        server, cloud, database, medical, fingerprints, datos, información, données, informations, daten, dati, informazioni, dados, informações, gegevens, informatie, danych, informacj*, bilgi*, بيانات, معلومات, \
        डेटा, जानकारी, 数据, 數據, 信息, 资料, 資料, データ, 情報",
    ),
    (
        COLLECT,
        "collect*, share, shared, sharing, sell, sells, sold, selling, store, stored, storing, track, tracks, tracked, monitor*, record, recorded, records, recording, has access, have access, gather*, \
        keep my, keeps my, kept, save my, saved, saves, uses my, use my, used for, leak*, upload*, encrypt*, retained, retain, permission*, spy, listen*, read my, watch me, disclose*, recopil*, comparten, venden, \
        almacen*, rastre*, partag*, vend*, sammel*, speicher*, verkauf*, weitergeb*, raccog*, condivid*, vendete, conservat*, colet*, compartilh*, armazen*, verzamel*, verkopen, opslaan, zbiera*, udostępni*, \
        sprzeda*, przechow*, paylaş*, sakl*, تجمع*, تشارك*, تبيع*, تخزن*, इकट्ठा, साझा, बेचते, 收集, 共享, 出售, 存储, 儲存, 共有, 収集, 販売, 保存",
    ),
    (
        BREACH,
        "breach, breached, breaches, leaked, leak, exposed, dark web, wrong hands, filtración, fuite, datenleck, datenpanne, violazione, vazamento, vazad*, datalek, wyciek*, sızıntı*, sızdı*, تسريب, लीक, \
        泄露, 洩漏, 外泄, 漏えい, 流出",
    ),
    (
        SECURE,
        "secure, secured, security, safe, safely, protect, protected, protects, safeguard*, seguro, segura, sécurisé*, sécurité, sicher, sicherheit, sicuro, veilig*, bezpieczn*, güvenli*, आमن, सुरक्षित, 安全, 安心",
    ),
    (
        COMPLAINT,
        "complain*, complaint*, complant*, reclamation*, consumer claim*, file a claim, lodge a claim, make a claim, lodge, claim against, grievance*, report your company, queja*, reclamo*, reclamación*, \
        reclamar, plainte*, réclamation*, me plaindre, beschwer*, reclam*, lamentel*, reclamação, reclamações, queixa*, klacht*, klagen, skarg*, zażaleni*, reklamacj*, şikayet*, شكوى, اشتكي, शिकायत*, shikayat, \
        投诉, 投訴, 申诉, 抱怨, 苦情, クレーム",
    ),
    (
        BAD,
        "terrible, horrible, awful, worst, poor service, bad service, bad customer service, poor customer, pathetic, disgusting, disgrace*, unacceptable, ridiculous, useless, waste app, not happy, unhappy, \
        disappointed, disappointing, dissatisf*, fed up, angry, outraged, disgusted, rude, incompetent, pésimo, malísimo, inaceptable, nul, inadmissible, catastrophe, scandal*, inacceptable, schlecht*, schlimm*, \
        katastroph*, unverschämt*, inakzeptabel, frechheit, pessimo, inaccettabile, vergognos*, schifo, péssim*, inaceitável, vergonha, slecht*, belachelijk, onacceptabel, schandal*, okropn*, fataln*, skandal*, \
        beznadziejn*, berbat*, rezalet*, kötü*, سيئ*, فظيع, बेकार, घटिया, खराब, bekar, ghatiya, 差劲, 太差, 糟糕, 垃圾, 恶劣, 最悪, ひどい, 最低",
    ),
];
