//! Getting in, and someone else getting in.

use super::*;

pub(super) const WORDS: &[Concept] = &[
    (
        LOGIN,
        "log in, login, logging in, log into, log on, logon, sign in, signin, signing in, get in, get into, access my, access the app, access to my account, cant access, iniciar sesión, acceder, entrar, ingresar, \
        connecter, connexion, accéder, einloggen, anmelden, zugriff, zugang, accedere, accesso, entrare, fazer login, acessar, logar, inloggen, aanmelden, zalogow*, logow*, dostęp*, giriş*, oturum aç*, \
        تسجيل الدخول, الدخول, ادخل, लॉगिन, लॉग इन, 登录, 登錄, 登入, ログイン, サインイン",
    ),
    (
        PASSWORD,
        "password*, passcode*, pass code, pwd, passwd, pass word, pssword, passwort*, pin, pin number, pincode, pin code, security code, username, user name, chip code, access key, 2fa, contraseña*, clave, \
        mot de passe, mdp, identifiant, kennwort, senha*, palavra passe, wachtwoord*, hasł*, şifre*, parola*, كلمة السر, كلمة المرور, الرقم السري, पासवर्ड, पिन, 密码, 密碼, 用户名, パスワード, 暗証番号",
    ),
    (
        LOCKED,
        "locked, lock out, blocked, suspended, disabled, frozen, too many attempts, exceeded, tries, attempts, unblock*, unlock*, banned, hold on my account, freeze on my account, block on my account, \
        bloquead*, suspendid*, bloqué*, suspendu*, débloquer, gesperrt*, blockiert*, entsperr*, bloccat*, sospes*, sbloccare, suspensa, desbloquear, geblokkeerd*, deblokkeer*, zablokowan*, odblokow*, \
        kilitlen*, askıya, hesabım kapa*, محظور, مغلق, موقوف, تم حظر, ब्लॉक, लॉक, बंद हो गया, 锁定, 鎖定, 冻结了, 被冻结, 凍結, 被封, 封号, ロックされ, ロック",
    ),
    (
        FORGOT,
        "forgot*, forget, dont remember, cant remember, cannot remember, remembering, dont know my, reset*, recover*, restore*, retrieve, olvid*, no recuerdo, recuperar, restablecer, oublié, réinitialis*, \
        récupérer, vergessen, zurücksetzen, wiederherstell*, dimenticat*, recuperare, reimpostare, esqueci, redefinir, vergeten, herstellen, resetten, zapomnia*, zresetow*, odzyskać, unuttum, sıfırla*, \
        نسيت, استعادة, إعادة تعيين, भूल, रीसेट, 忘记, 忘記, 忘了, 重置, 找回, 重設, 忘れ, 再設定, リセット",
    ),
    (
        VERIFY,
        "verify*, verification, verifying, identity, prove who i am, identification, my id, verificar, identidad, vérifier, identité, verifizier*, identität, ausweis, verificare, identità, identidade, \
        verifiëren, identiteit, weryfik*, tożsamoś*, doğrula*, kimli*, تحقق, هوية, सत्यापन, पहचान, 验证, 驗證, 身份, 認証, 本人確認",
    ),
    (
        SIGN_UP,
        "sign up, signup, sign ups, register*, registration*, registr*, create an account, registrarme, registro, inscribirme, inscription, inscrire, registrier*, registrarsi, registrazione, iscrizione, \
        cadastr*, registreren, registratie, rejestrac*, zarejestrow*, kayıt*, kaydol*, पंजीकरण, रजिस्टर, 注册, 註冊, 新規登録",
    ),
    (
        CHANGE,
        "change, changing, update, updating, edit, modify, cambiar, actualizar, changer, modifier, ändern, cambiare, alterar, mudar, wijzigen, zmienić, değiştir*, تغيير, تعديل, बदल, 更改, 修改, 更新, 変更",
    ),
    (
        ACTIVATE,
        "activate, activation, activating, set up, setup, open, apply, enable, activar, abrir, activer, ouvrir, aktivier*, eröffnen, attivare, aprire, ativar, activeren, aktywow*, aktif*, تفعيل, चालू, \
        激活, 開通, 开通, 有効",
    ),
    (
        STOLEN,
        "stolen, stole, steal, stealing, theft, thief, robbed, robbery, mugged, pickpocket*, snatched, took my card, took my wallet, taken my wallet, taken my phone, taken my card, jacked, nicked, \
        robado, robada, robaron, robo, volé, volée, voleur, gestohlen, geklaut, diebstahl, rubat*, furto, roubad*, roubo, roubaram, furtad*, gestolen, diefstal, ukradzi*, skradzi*, kradzież*, ukradł*, \
        çalın*, çaldı*, hırsız*, سرقة, مسروق, سرق*, चोरी, चुरा, chori, 被盗, 被偷, 偷了, 盗刷, 盜刷, 盗窃, 盗まれ, 盗難",
    ),
    (
        LOST,
        "lost, lose, losing, misplaced, missing card, cant find my, cant find it, left my card, cannot find my, perdí, perdido, perdida, extravi*, perdu, perdue, verloren, verlegt, persa, perso, smarrit*, perdi, \
        kwijt, zgubi*, kaybet*, kayıp, فقدت, ضاع*, ضيعت, खो गया, kho gaya, 丢失, 丢了, 遗失, 遺失, 弄丢, 無くし, なくし, 紛失",
    ),
    (
        FRAUD,
        "fraud*, scam*, scammed, phishing, hack*, identity theft, cloned, skimmed, compromised, counterfeit, imposter, impersonat*, spoof*, copied my card, copy of my card, duplicate card, malware, \
        took over my account, swindl*, fake, cheat*, fraude*, estafa*, pirat*, arnaque*, escroqu*, betrug*, betrüg*, gehackt*, frode, frodi, truffa*, hackerat*, clonat*, golpe, clonado, clonaram, oplicht*, \
        oszust*, oszukan*, zhakow*, włama*, dolandır*, sahte*, احتيال, نصب, اختراق, مخترق, هكر, धोखाधड़ी, धोखा, फ्रॉड, हैक, dhoka, 欺诈, 詐騙, 诈骗, 黑客, 骗子, 被骗, 盗号, 詐欺, ハッキング, 乗っ取, 不正",
    ),
    (
        NOT_MINE,
        "didnt make, did not make, did not do, didnt do, havent made, have not made, never made, not make, didnt authorize, didnt authorise, did not authorize, did not authorise, not authorized, not authorised, \
        unauthorised, unauthorized, without my permission, without my knowledge, without my authorization, without permission, dont recognize, dont recognise, do not recognize, do not recognise, not recognize, \
        not recognise, unrecognized, unrecognised, unfamiliar, wasnt me, was not me, not me, isnt mine, not mine, didnt buy, didnt order, did not order, didnt approve, did not approve, never ordered, never approved, \
        never authorized, never bought, not done by me, not responsible for, dont know about, dont remember making, cant recall, didnt sign up, did not withdraw, havent done myself, werent made by me, \
        no hice, no autoric*, no reconozco, sin mi permiso, sin autorización, no fui yo, pas autorisé, reconnais pas, sans mon autorisation, nicht autorisiert, nicht getätigt, unberechtigt*, erkenne ich nicht, \
        nicht von mir, ohne meine zustimmung, non autorizzat*, non riconosco, não autoriz*, não reconheço, não fui eu, niet herken, niet geautoriseerd, ongeautoriseerd*, niet door mij, nie autoryz*, nieautoryz*, \
        nie rozpoznaj*, izinsiz*, yapmadığım, bana ait değil, tanımıyorum, لم اقم, لم أوافق, بدون إذن, غير مصرح, मैंने नहीं किया, बिना अनुमति, maine nahi kiya, \
        不是我, 未经授权, 未經授權, 没有授权, 不认识的, 身に覚え, 覚えのない, 心当たり",
    ),
    (
        SOMEONE,
        "someone, somebody, someone else, stranger, thieves, criminals, alguien, quelqu'un, jemand, qualcuno, alguém, iemand, ktoś, biri, birisi, شخص, किसी ने, kisi ne, 有人, 别人, 誰か",
    ),
    (
        SUSPICIOUS,
        "suspicious, odd, unusual activity, sketchy, fishy, sospechos*, suspect*, verdächtig*, sospett*, suspeit*, verdacht*, podejrzan*, şüpheli*, مشبوه, संदिग्ध, 可疑, 怪しい, 不審",
    ),
    (
        DISPUTE,
        "dispute*, disputing, contest a charge, contest the charge, disputar, impugnar, contester, anfechten, contestare, contestar, betwist*, kwestion*, itiraz*, اعترض, विवाद, 争议, 爭議, 异议",
    ),
    (
        BLOCK,
        "block, freeze, put a stop, stop them, hold my card, lock my card, congelar, bloquear, bloquer, opposition, sperren, bloccare, blokker*, zablokować, zastrzec, dondur*, engelle*, ايقاف, حظر, 挂失, 掛失, 止めて",
    ),
    (
        PHONE,
        "phone, mobile, cell phone, device, teléfono, móvil, téléphone, handy, telefon*, telefono, celular, telefoon, هاتف, موبايل, फोन, 手机, 手機, スマホ",
    ),
];
