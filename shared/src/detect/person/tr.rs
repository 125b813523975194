//! Turkish.

use super::Grammar;

pub(super) const GRAMMAR: Grammar = Grammar {
    code: "tr",
    words: &[
        (
            'N',
            "temsilci*, insanla, insan, insana, insanlar, yetkili*, operatör*, danışman*, görevli*, \
             canlı destek*, canlı desteğ*, gerçek kişi*, gerçek bir kişi*, gerçek insan*, \
             gerçek bir insan*, gerçek biri*, müdür*, personel*, müşteri temsilci*, canlı temsilci*, \
             uzman*, yönetici*, agent, canlı birine, canlı biriyle, canlı biri, çalışanınız*, \
             elemanınız*, patron*",
        ),
        (
            'T',
            "müşteri hizmetleri*, destek ekibi*, müşteri desteği*, destek birimi*, müşteri hizmeti*, \
             çağrı merkezi*, teknik destek*, destek ekibine",
        ),
        (
            'P',
            "biri, birisi, birine, biriyle, birini, birisiyle, birisine, kişi, kişiyle, kişiye, \
             birileri*, kimse, kimseyle, bir insan, birileriyle, arkadaş*",
        ),
        ('A', "gerçek, canlı, insan, sahici, hakiki, başka"),
        (
            'D',
            "bir, ile, bana, beni, bizi, lütfen, hemen, şimdi, artık, doğrudan, direkt, da, de, daha, \
             herhangi, sizin, müşteri, sizden, acilen, nasıl, ben, biraz, tane, yüz yüze, telefonda, \
             tekrar, la, le",
        ),
        (
            'S',
            "konuş*, görüş*, sohbet*, yazış*, iletişim kur*, iletişime geç*, irtibat*, dertleş*, \
             bağlantı kur*",
        ),
        ('K', "ulaş*, iletişim*, eriş*"),
        ('C', "bağla*, aktar*, yönlendir*, devret*, iletin, ilet, verin, ver, çağır*, transfer*"),
        (
            'W',
            "istiyor*, isterim, ister, istiyom, isteriz, lazım, gerek, gerekiyor, ihtiyac*, verin, \
             verir misiniz, talep*, rica*, mümkün, arıyorum, bulun, bulur musun, istesem, olsun, gelsin, \
             baksın",
        ),
        ('H', "yardım*, cevap*, yanıt*, ilgilensin, baksın, destek*, ilgilen*"),
        ('i', "var mı, varmı, yok mu, yokmu, nerede, nerde, var mi, müsait mi"),
        ('n', "istemiyor*, istemem, değil*, gerek yok, gerekmiyor, olmadan, gerekmez, konuşma, istemedim"),
        (
            'B',
            "bot, botla, bota, robot*, makine*, yapay zeka*, chatbot*, bilgisayar*, program*, \
             sanal asistan*, otomatik*, yapay zekayla, botlar",
        ),
        ('y', "misin, mısın, misiniz, mısınız, musun, musunuz, sin, sın, değilsin"),
        (
            'E',
            "konuşuyorum, konuşuyor muyum, konuşmuyorum, görüşüyorum, mı konuşuyorum, konuştum, \
             görüştüm, yazışıyorum",
        ),
        (
            'L',
            "lütfen, merhaba, selam, hayır, evet, hemen, şimdi, artık, tamam, teşekkürler, acil, bana, \
             iyi günler, yeter, hadi",
        ),
        (
            'r',
            "beni ara*, geri ara*, arayın beni, aranmak, beni arayın, beni arar mısınız, geri aranmak, \
             telefonla arayın, arar mısınız",
        ),
        (
            'x',
            "insan hakları, insan kaynakları, kişi başı*, diğer insanlar, kişi sayısı, gerek yok, \
             iki kişi, kişilik, başka biri kullan*",
        ),
    ],
    asks: "N 2 S, N 2 C, N D* K, N D* W, N D* i, P D* S, P D* C, P D* K, A D* P D* W, A D* P D* i, \
           T D* S, T D* C, T D* K, N D* H, B D* S n, B D* n, C D* N, C D* P",
    never: "N 2 S D* n, N D* n, P 2 S D* n, N y, P y, N 2 E, P 2 E, T 2 E, N D* W D* n, B N",
};
