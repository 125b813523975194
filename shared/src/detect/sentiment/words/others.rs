//! The other twelve languages, together: the model sees only the kind of word.

use super::*;

pub(super) const WORDS: &[(u16, &str)] = &[
    // Spanish
    (
        GOOD,
        "bueno, buena, buen, bien, bonito, bonita, lindo, linda, amable, útil, inteligente, listo, lista, simpátic*, divertid*, gracios*, interesante, agradable, correcto, eficaz, rápido, guay, mola, chulo, chido, fácil, orgullos*",
    ),
    (
        VERY_GOOD,
        "genial, excelente, increíble, perfecto, perfecta, maravillos*, fantástic*, magnífic*, estupend*, espectacular, fenomenal, buenísim*, el mejor, la mejor, impresionante, brillante, fabulos*, asombros*, crack",
    ),
    (LOVE, "me encanta, encanta, te quiero, te amo, amo, adoro, me gusta, me gustas, me encantas, enamorad*"),
    (THANKS, "gracias, agradecid*, agradezco, mil gracias"),
    (LAUGH, "jaja, jajaja, jajajaja, jeje, jejeje"),
    (
        HAPPY,
        "feliz, contento, contenta, alegre, alegría, encantado, encantada, satisfech*, emocionad*, de buen humor, felicidades",
    ),
    (
        BAD,
        "malo, mala, mal, aburrid*, molest*, decepcion*, inútil, tont*, lent*, feo, fea, pesad*, ridícul*, absurd*, frustra*, confus*, equivoc*, fatal, torpe, lerd*, bobo, boba, cansad*, hart*, no sirve*, no funciona*, vergüenza, basura, pena, patétic*",
    ),
    (
        VERY_BAD,
        "terrible, horrible, pésim*, espantos*, odio, odias, detesto, asqueros*, horroros*, desastre, lo peor, el peor, la peor, peor, nefast*, inaceptable, lamentable",
    ),
    (
        SAD,
        "triste, deprimid*, depre, llorar, lloro, llorando, dolor, sufro, sol*, preocupad*, angustia*, miedo, desanimad*, corazón partido, nudo en el estómago, hundid*, disgustad*",
    ),
    (
        ANGRY,
        "enfadad*, enojad*, furios*, cabread*, cabreo, rabia, ira, molesto, molesta, mosquead*, indignad*, mala leche, enojo, enfado, de los nervios, hasta las narices, irritad*, encabronad*, mosqueo",
    ),
    (
        INSULT,
        "idiota*, imbécil*, estúpid*, gilipollas, cabrón, cabron*, pendej*, capull*, inepto, subnormal, payaso, tonto del, zoquete, incompetente*, burro, analfabet*",
    ),
    (PROFANE, "mierda, joder, jodid*, puta, puto, coño, carajo, hostia, maldit*, culo, patea"),
    (
        REPEATS,
        "siempre dices lo mismo, lo mismo, misma respuesta, mismas respuestas, te repites, repites, repetir*, repitas, otra cosa, algo diferente, diferente, algo nuevo, otra vez lo mismo, de la misma forma, misma manera, repetitiv*, otra respuesta, repite, repetid*, disco rayado",
    ),
    (
        WORSE_THAN,
        "mejor que tú, mejor que tu, es mejor, es mucho mejor, no entiendes, no me entiendes, no sabes, no tiene sentido, no es así, sin sentido, no has entendido, te equivocas, has vuelto a, sentido, no te enteras, no te he preguntado, no vales",
    ),
    (NOT, "no, nunca, nada, tampoco, sin, ni, jamás"),
    (VERY, "muy, tan, mucho, super, súper, demasiado, bastante, realmente, totalmente"),
    (BUT, "pero, aunque"),
    // French
    (
        GOOD,
        "bon, bonne, bien, gentil, gentille, sympa, intelligent*, utile, drôle, beau, belle, joli, jolie, cool, chouette, intéressant*, agréable, rapide, efficace, fier, fière, mignon, mignonne, malin, bravo, bien vu, bien joué",
    ),
    (
        VERY_GOOD,
        "génial, geniale, excellent*, parfait*, super, formidable, magnifique, merveilleu*, fantastique, incroyable, extraordinaire, exceptionnel*, top, le meilleur, la meilleure, splendide, brillant*, impressionnant*",
    ),
    (LOVE, "j'aime, aime, adore, je t'aime, j'adore, kiffe, t'aime, t'adore"),
    (THANKS, "merci, remercie, reconnaissant*"),
    (LAUGH, "mdr, ptdr, haha, lol, hihi"),
    (
        HAPPY,
        "heureux, heureuse, content, contente, ravi, ravie, joyeu*, joie, enchant*, satisfait*, de bonne humeur",
    ),
    (
        BAD,
        "mauvais*, mal, ennuyeu*, nul, nulle, nase, naze, niais*, inutile*, lent*, moche, ridicule*, déçu*, décevant*, absurde, bête, débile, pourri*, énervant*, agaçant*, relou, lourd, chiant*, saoul*, marre, fatigu*, incompétent*, pathétique*, dommage, honte, n'importe quoi",
    ),
    (
        VERY_BAD,
        "terrible, horrible, affreu*, catastroph*, déteste, hais, pire, lamentable, exécrable, épouvantable, insupportable, scandaleu*, dégueulasse, atroce",
    ),
    (
        SAD,
        "triste*, déprim*, pleure*, malheureu*, seul, seule, peine, souffre, souffrir, inquièt*, inquiet, angoiss*, peur, désespér*, abattu*, cafard, chagrin",
    ),
    (
        ANGRY,
        "énervé*, fâché*, furieu*, furax, colère, en rogne, rage, vénère, vert de rage, agacé*, irrité*, enragé*, remonté*, hors de moi, saoulé*, exaspéré*, en pétard, les nerfs",
    ),
    (
        INSULT,
        "idiot, idiote, idiots, imbécile*, con, conne, connard, connasse, crétin*, abruti*, salaud, salope, stupide*, bouffon, débile*, incapable, taré*",
    ),
    (PROFANE, "merde, putain, foutre, bordel, chier, fait chier, enculé*"),
    (
        REPEATS,
        "mêmes réponses, même réponse, même chose, répètes, te répètes, tu répètes, répéter, toujours pareil, encore la même, autre chose, quelque chose d'autre, tu radotes, radote*, répétiti*, change de disque, répondre autre, dire autre",
    ),
    (
        WORSE_THAN,
        "mieux que toi, est mieux, meilleur que toi, ne comprends rien, comprends rien, tu comprends pas, comprends pas, aucun sens, pas de sens, c'est pas ça, tu sais rien, sais rien, sers à rien, sert à rien, rien à voir",
    ),
    (NOT, "pas, jamais, rien, aucun, aucune, sans, ni, non, plus de"),
    (VERY, "très, trop, vraiment, tellement, si, complètement"),
    (BUT, "mais, cependant, pourtant"),
    // German
    (
        GOOD,
        "gut, gute, guter, gutes, gutem, schön*, nett, nette, netter, hilfreich*, nützlich*, klug, schlau, witzig, lustig, süß*, cool, freundlich*, interessant*, angenehm, schnell, toll, tolle, prima, stolz, gut gemacht, clever, intelligent*",
    ),
    (
        VERY_GOOD,
        "super, perfekt*, wunderbar*, großartig*, ausgezeichnet*, fantastisch*, hervorragend*, genial*, brillant*, unglaublich, klasse, spitze, hammer, beste, bester, bestes, der beste, lebe den traum, ich lebe den, exzellent, phänomenal",
    ),
    (LOVE, "liebe, ich liebe, mag dich, gefällt mir, lieb dich, hab dich lieb, vermisse dich"),
    (THANKS, "danke, dankeschön, vielen dank, dankbar, besten dank"),
    (LAUGH, "haha, hahaha, hihi, lol"),
    (HAPPY, "glücklich, froh, fröhlich, freue mich, freude, zufrieden, begeistert, gut gelaunt, happy"),
    (
        BAD,
        "schlecht, schlechte*, langweilig*, nervig, nervst, nervt, dumm*, blöd*, doof*, nutzlos*, wertlos*, lächerlich*, enttäusch*, langsam, hässlich*, mies, miese*, monoton*, unsinn, quatsch, müll, falsch, peinlich*, unfähig*, schwach, unhöflich*, unverschämt*, genervt, satt, schade",
    ),
    (
        VERY_BAD,
        "schrecklich*, furchtbar*, fürchterlich*, schlimm*, hasse, hasst, katastroph*, grauenhaft*, grässlich*, schlechteste*, ekelhaft*, widerlich*, unerträglich*, scheußlich*, das letzte, lächerlichste*, schlimmste",
    ),
    (
        SAD,
        "traurig*, deprimiert*, einsam, weine, weinen, unglücklich*, angst, sorgen, schmerz*, leide, verzweifelt, niedergeschlagen, allein",
    ),
    (
        ANGRY,
        "wütend*, sauer, zornig, wut, verärgert*, aufgebracht*, stinksauer, genervt, zorn, rasend, ärgerlich, ärgert, angepisst, gereizt, empört, koche vor, auf die palme",
    ),
    (
        INSULT,
        "idiot, idioten, arschloch, trottel, depp, vollidiot, dummkopf, versager, schwachkopf, wichser, hurensohn, spinner, niete",
    ),
    (PROFANE, "scheiße, scheiß*, scheiss*, verdammt*, verfluch*, arsch, kacke, fick*"),
    (
        REPEATS,
        "wiederholst, wiederholen, wiederhol*, immer das gleiche, immer dasselbe, dasselbe, das gleiche, gleiche antwort, dieselbe, selbe antwort, schon wieder, etwas anderes, was anderes, kommt mir bekannt vor, neues, immer gleich, die gleichen",
    ),
    (
        WORSE_THAN,
        "besser als du, ist besser, überlegen, verstehst nicht, verstehst mich nicht, ergibt keinen sinn, keinen sinn, nicht relevant, nicht sehr schlau, keine ahnung, streng dich an, nicht so gut, so gut sein wie, schlechten job, weißt nichts, viel besser, hilft mir nicht",
    ),
    (NOT, "nicht, kein, keine, keinen, nie, niemals, nichts, ohne, weder"),
    (VERY, "sehr, so, wirklich, total, echt, extrem, absolut, ziemlich, zu, voll"),
    (BUT, "aber, jedoch, obwohl"),
    // Italian
    (
        GOOD,
        "buono, buona, bene, bravo, brava, bello, bella, carino, carina, gentile, simpatic*, utile, intelligente, divertente, interessante, veloce, ottim*, giusto, fico, figo, ganzo, furbo, orgoglios*",
    ),
    (
        VERY_GOOD,
        "fantastic*, perfett*, eccellente, meraviglios*, magnific*, incredibile, stupend*, splendid*, eccezional*, grandios*, geniale, il migliore, la migliore, bravissim*, bellissim*, straordinari*, super",
    ),
    (LOVE, "amo, ti amo, adoro, mi piace, mi piaci, ti voglio bene, adorabile"),
    (THANKS, "grazie, ringrazi*, grato, grata"),
    (LAUGH, "ahah, ahaha, ahahah, haha, lol"),
    (
        HAPPY,
        "felice, contento, contenta, allegr*, gioia, soddisfatt*, entusiast*, felicissim*, di buon umore, yessa",
    ),
    (
        BAD,
        "cattiv*, male, noios*, inutil*, brutto, brutta, scarso, stupid*, ridicol*, lent*, delus*, deludent*, fastidi*, assurd*, pessim*, banale, confus*, sbagliat*, scemo, scema, incapac*, ripetitiv*, sciocc*, stanc*, stuf*, vergogn*, peccato, incompetente, patetic*",
    ),
    (
        VERY_BAD,
        "terribil*, orribil*, orrend*, odio, detesto, schifo, schifos*, disastro, disastros*, peggiore, peggio, pessima, tremend*, vomitevole, insopportabil*, spaventos*",
    ),
    (
        SAD,
        "triste, depress*, piango, piangere, infelice, solo come, dolore, soffro, preoccupat*, ansia, paura, disperat*, abbattut*, giù di morale",
    ),
    (
        ANGRY,
        "arrabbiat*, furios*, incazzat*, irato, irata, rabbia, nervos*, infuriat*, irritat*, imbestialit*, infastidit*, ira, adirat*, seccat*, incavolat*, alterat*",
    ),
    (
        INSULT,
        "idiota, imbecille, cretin*, deficiente, scemo, stronz*, coglion*, bastard*, buffone, incapace, asino, ignorante, tonto",
    ),
    (PROFANE, "merda, cazzo, vaffanculo, fanculo, cavolo, dannat*, maledett*, porca, sto"),
    (
        REPEATS,
        "ripetendo, ripeti, ripetere, stessa cosa, stesse cose, la stessa risposta, stesse risposte, stessa solfa, cambia disco, cambia il disco, cambia sto disco, nuovo materiale, ancora la stessa, qualcos'altro, altro da dire, di nuovo la stessa, ripetitivo, ripetitiva, ripetizion*, qualcosa di diverso, qualcosa di nuovo",
    ),
    (
        WORSE_THAN,
        "meglio di te, è migliore, è meglio, non capisci, non hai capito, non ha senso, alcun senso, senza senso, non lo sai, non sai, non funzioni, non sono utili, non sei utile, non servi, più intelligente di te, non è quello che",
    ),
    (NOT, "non, mai, niente, nulla, senza, né, nessun*"),
    (VERY, "molto, così, davvero, troppo, tanto, veramente, proprio"),
    (BUT, "ma, però, tuttavia"),
    // Portuguese
    (
        GOOD,
        "bom, boa, bem, legal, bonito, bonita, gentil, útil, inteligente, divertid*, interessante, simpátic*, bacana, rápido, esperto, gostos*",
    ),
    (
        VERY_GOOD,
        "ótimo, ótima, excelente, perfeit*, maravilhos*, incrível, fantástic*, sensacional, demais, o melhor, a melhor, brilhante, fenomenal, show",
    ),
    (LOVE, "amo, adoro, te amo, gosto, amei, adorei, gostei"),
    (THANKS, "obrigado, obrigada, valeu, agradeço, agradecid*, grato"),
    (LAUGH, "kkk, kkkk, rsrs, haha"),
    (HAPPY, "feliz, contente, alegre, satisfeit*, animad*, alegria, parabéns"),
    (
        BAD,
        "ruim, mau, má, mal, chato, chata, inútil, lent*, feio, feia, ridícul*, decepcion*, absurd*, idiotice, burr*, fraco, péssima, irritante, frustra*, cansad*, lixo, vergonha, incompetente*",
    ),
    (
        VERY_BAD,
        "terrível, horrível, péssim*, odeio, odiei, detesto, nojent*, pior, desastre, inaceitável, lamentável",
    ),
    (
        SAD,
        "triste*, deprimid*, chorar, chorando, sozinh*, dor, sofrendo, preocupad*, medo, angústia, desesperad*",
    ),
    (
        ANGRY,
        "irritad*, com raiva, raiva, furios*, bravo, brava, puto, puta da vida, zangad*, indignad*, nervos*, revoltad*",
    ),
    (INSULT, "idiota*, imbecil*, burro, otári*, babaca, estúpid*, cretino"),
    (PROFANE, "merda, porra, caralho, droga, foda, maldit*"),
    (REPEATS, "mesma coisa, mesma resposta, repetindo, repete, outra coisa, de novo a mesma"),
    (
        WORSE_THAN,
        "não entende, não entendeu, não faz sentido, melhor que você, não ajuda, não serve, não sabe",
    ),
    (NOT, "não, nunca, nada, sem, nem, jamais"),
    (VERY, "muito, tão, demais, super, realmente"),
    (BUT, "mas, porém, embora"),
    // Dutch and Polish
    (
        GOOD,
        "goed, goede, leuk, leuke, fijn, fijne, mooi, mooie, aardig, handig, slim, slimme, grappig, lief, lieve, behulpzaam, netjes, snel, dobry, dobra, dobre, dobrze, miły, miła, fajny, fajna, fajnie, ładny, ładna, mądr*, pomocn*, zabawn*, ciekaw*, szybko, sympatyczn*",
    ),
    (
        VERY_GOOD,
        "geweldig*, uitstekend*, fantastisch*, perfect, prachtig*, super, top, briljant*, de beste, beste, świetn*, doskonał*, wspaniał*, genialn*, idealn*, fantastyczn*, cudown*, najlepsz*, znakomit*, rewelacyjn*, ekstra",
    ),
    (LOVE, "hou van, ik hou van, vind het leuk, kocham, uwielbiam, podoba mi, lubię"),
    (THANKS, "bedankt, dank je, dank u, dankjewel, dankuwel, dziękuję, dziękuje, dzięki, dzieki, wdzięczn*"),
    (
        HAPPY,
        "blij, gelukkig, tevreden, enthousiast, vrolijk, szczęśliw*, zadowolon*, cieszę się, radosn*, radość",
    ),
    (
        BAD,
        "slecht*, saai, vervelend*, dom, domme, stom, stomme, nutteloos, waardeloos, traag, lelijk, belachelijk*, teleurgesteld, teleurstellend, irritant*, onzin, zły, zła, złe, źle, słab*, nudn*, głupi*, beznadziejn*, bezużyteczn*, żałosn*, rozczarowan*, irytując*, śmieszn*, wolno, brzydk*, bzdur*, marn*",
    ),
    (
        VERY_BAD,
        "verschrikkelijk*, vreselijk*, afschuwelijk*, haat, ramp, rampzalig*, walgelijk*, slechtste, schandalig*, okropn*, straszn*, fataln*, koszmar*, nienawidz*, najgorsz*, tragiczn*, katastrof*, skandal*, gorszy, gorsze",
    ),
    (
        SAD,
        "verdrietig*, droevig, depressief, eenzaam, huil*, bang, pijn, smutn*, przygnębion*, samotn*, płacz*, płaczę, boję się, ból, załaman*, martwię",
    ),
    (
        ANGRY,
        "boos, woedend*, kwaad, pissig, geïrriteerd, razend, zły jestem, jestem zły, wściekł*, wkurz*, wnerwi*, zdenerwowan*, wkurw*, rozzłoszcz*, gniew*",
    ),
    (INSULT, "idioot, sukkel, klootzak, lul, eikel, idiota, idioto, kretyn*, debil*, dupek, frajer*, głupek"),
    (PROFANE, "verdomme, godverdomme, kut, klote, kurwa, cholera, cholern*, gówno, dupa, pierdol*, jeban*"),
    (
        REPEATS,
        "hetzelfde, herhaalt, zelfde antwoord, weer hetzelfde, to samo, powtarzasz, w kółko, ciągle to samo",
    ),
    (
        WORSE_THAN,
        "begrijp je niet, begrijpt niet, beter dan jij, slaat nergens op, nie rozumiesz, bez sensu, lepszy niż, nie pomagasz, nic nie wiesz",
    ),
    (NOT, "niet, geen, nooit, niks, zonder, nie, nigdy, nic, bez"),
    (VERY, "heel, erg, zeer, zo, echt, bardzo, tak, naprawdę, strasznie"),
    (BUT, "maar, echter, ale, jednak"),
    // Turkish
    (GOOD, "iyi, güzel, hoş, faydalı, yardımcı, zeki, akıllı, komik, nazik, eğlenceli, hızlı"),
    (VERY_GOOD, "harika, mükemmel, muhteşem, süper, efsane, şahane, en iyi, inanılmaz, kusursuz, bayıldım"),
    (LOVE, "seviyorum, sevdim, beğendim, seni seviyorum, hoşuma"),
    (THANKS, "teşekkür*, sağol, sağ ol, eyvallah, minnettar*"),
    (HAPPY, "mutlu, mutluyum, memnun*, sevinçli, sevindim"),
    (
        BAD,
        "kötü*, sıkıcı, aptalca, gereksiz, yavaş, çirkin, saçma*, başarısız, yetersiz, sinir bozucu, hayal kırıklığ*, rezil*, değersiz, işe yaramaz, yazık, berbat",
    ),
    (VERY_BAD, "berbat*, korkunç, iğrenç, nefret, rezalet*, felaket, en kötü, utanç, skandal"),
    (SAD, "üzgün*, mutsuz*, yalnız*, ağlıyorum, korkuyorum, depres*, acı, çaresiz"),
    (ANGRY, "kızgın*, öfke*, sinirli*, sinirlendim, çıldır*, delir*, bıktım, yeter artık, kızdım"),
    (INSULT, "aptal*, salak*, geri zekalı*, gerizekalı*, mal, ahmak, şerefsiz*, dangalak"),
    (PROFANE, "lanet*, siktir*, amk, bok, kahret*"),
    (REPEATS, "aynı şeyi, aynı cevap*, tekrarlıyor*, hep aynı"),
    (NOT, "değil*, yok, asla, hiç"),
    (VERY, "çok, aşırı, gerçekten, fazla"),
    (BUT, "ama, fakat"),
    // Arabic and Hindi
    (
        GOOD,
        "جيد*, حلو*, جميل*, مفيد*, ذكي*, لطيف*, طيب*, कमाल, अच्छ*, बढ़िया, सुंदर, मददगार, achha, accha, acha, badhiya, mast",
    ),
    (
        VERY_GOOD,
        "رائع*, ممتاز*, مذهل*, عظيم*, مثالي*, افضل, الأفضل, शानदार, बेहतरीन, जबरदस्त, zabardast, shandar, उत्तम",
    ),
    (LOVE, "أحب, احب, احبك, يعجبني, عجبني, प्यार, पसंद, pasand, pyaar"),
    (THANKS, "شكرا*, مشكور*, ممنون*, تسلم, धन्यवाद, शुक्रिया, dhanyavad, shukriya, आभार"),
    (HAPPY, "سعيد*, مبسوط*, فرحان*, مسرور*, खुश*, khush, प्रसन्न"),
    (
        BAD,
        "سيئ*, سيء*, ممل*, غبي*, بطيء, فاشل*, مزعج*, خايس, زفت, बुरा, बुरी, खराब, बेकार, घटिया, धीमा, बकवास, bekar, kharab, ghatiya, bakwas, ganda, गंदा",
    ),
    (VERY_BAD, "فظيع*, مقرف*, أكره, اكره, كارثة, أسوأ, اسوا, مروع, भयानक, नफरत, सबसे बुरा, nafrat, शर्मनाक"),
    (SAD, "حزين*, مكتئب*, وحيد*, خائف*, قلق, ابكي, दुखी, उदास, अकेला, रो रहा, dukhi, udaas"),
    (ANGRY, "غاضب*, معصب, عصبي, غضبان*, زعلان*, مستفز, गुस्सा, नाराज, gussa, naraz, क्रोध"),
    (INSULT, "غبي*, حمار, كلب, أحمق, احمق, تافه*, मूर्ख, बेवकूफ, गधा, bewakoof, bewkuf, pagal"),
    (PROFANE, "لعنة, تبا, خرا, साला, कमीना, saala, kamina, madarchod, bhenchod"),
    (REPEATS, "نفس الشيء, نفس الجواب, نفس الكلام, वही बात, same cheez, बार बार"),
    (NOT, "لا, ليس, لم, لن, مش, غير, नहीं, मत, nahi"),
    (VERY, "جدا, كثير, बहुत, bahut, बड़ा"),
    (BUT, "لكن, بس, लेकिन, मगर, lekin"),
    // Chinese and Japanese
    (
        GOOD,
        "不错, 不錯, 很好, 真好, 挺好, 好棒, 好听, 可爱, 可愛, 聪明, 聰明, 有用, 好看, 漂亮, 有趣, 厉害, 厲害, 优秀, 優秀, 好用, 温柔, 善良, 体贴, 靠谱, 好吃, 很棒, 满意, 滿意, いい, 良い, よい, かわいい, 可愛い, やさしい, 優しい, 面白い, すごい, 便利, 上手",
    ),
    (
        VERY_GOOD,
        "太棒, 太好了, 完美, 最棒, 真棒, 超棒, 太赞, 精彩, 了不起, 太美, 伟大, 出色, 一流, 超级好, 最好, 天才, 最高, 素晴らしい, 完璧, 素敵, 最強",
    ),
    (LOVE, "喜欢, 喜歡, 我爱, 我愛, 爱你, 愛你, 爱死, 大好き, 好き, 愛して"),
    (THANKS, "谢谢, 謝謝, 多谢, 感谢, 感謝, 谢了, ありがとう, 助かり, どうも"),
    (LAUGH, "哈哈, 哈哈哈, 嘿嘿, 呵呵, 笑死, 笑"),
    (
        HAPPY,
        "开心, 開心, 高兴, 高興, 快乐, 快樂, 幸福, 愉快, 恭喜, 激动, 嬉しい, うれしい, 幸せ, 楽しい, 喜び",
    ),
    (
        BAD,
        "不好, 很差, 差劲, 太差, 无聊, 無聊, 没用, 沒用, 无语, 糟, 糟糕, 烂, 爛, 笨, 蠢, 傻, 呆, 难用, 难看, 丑, 慢, 失望, 麻烦, 没意思, 没意义, 没有意义, 差, 荒唐, 可笑, 烦, 煩, 胡说, 白痴, 悪い, つまらない, 使えない, 役に立たない, 遅い, 残念, 下手, がっかり, ダメ, だめ, 不満, 退屈, うざい",
    ),
    (
        VERY_BAD,
        "讨厌, 討厭, 恶心, 噁心, 垃圾, 可恶, 最差, 恨, 可怕, 恐怖, 太烂, 极差, 恶劣, 最悪, ひどい, 最低, 嫌い, 大嫌い, 気持ち悪い",
    ),
    (
        SAD,
        "难过, 難過, 伤心, 傷心, 沮丧, 沮喪, 悲伤, 悲傷, 孤独, 郁闷, 鬱悶, 绝望, 哭, 痛苦, 抑郁, 失落, 害怕, 担心, 委屈, 不开心, 不高兴, 心碎, 悲しい, 寂しい, 辛い, つらい, 泣き, 落ち込",
    ),
    (
        ANGRY,
        "生气, 生氣, 愤怒, 憤怒, 暴怒, 恼火, 恼怒, 气死, 氣死, 火大, 发火, 發火, 抓狂, 怒, 气愤, 发飙, 发怒, 不爽, 恼, 激怒, 怒って, 怒り, 腹が立, むかつく, ムカつく, イライラ, 頭にき",
    ),
    (
        INSULT,
        "白痴, 笨蛋, 傻瓜, 傻逼, 蠢货, 蠢猪, 混蛋, 废物, 脑残, 智障, 弱智, 王八蛋, 猪, 你蠢, 你笨, 你傻, バカ, ばか, 馬鹿, アホ, あほ, クズ",
    ),
    (PROFANE, "他妈, 妈的, 操, 滚, 靠, 屁, 去死, 卧槽, 什么玩意, 玩意儿, くそ, クソ, ちくしょう"),
    (
        REPEATS,
        "重复, 重複, 一样的, 同样的, 一样的话, 一样的内容, 别的回答, 新的回答, 其它的回复, 其他的回复, 说点别的, 换一个, 又是这个, 这一个回答, 老是, 总是说, 同じこと, 同じ答え, 繰り返",
    ),
    (
        WORSE_THAN,
        "比你, 没有小娜, 听不懂, 不懂, 没有意义, 错了, 不是我要的, 答非所问, 不明白, 没听懂, 不对, 不会, 不知道, 分からない, わからない, 違う, 意味がない, より賢い",
    ),
    (NOT, "不, 没, 沒, 别, 非, 不是, 没有, ない, ません, じゃない"),
    (VERY, "很, 太, 非常, 超级, 特别, 真, 好, 极, 十分, とても, すごく, 本当に, めっちゃ"),
    (BUT, "但, 但是, 可是, 不过, でも, しかし, けど"),
    // Without words
    (
        SMILE,
        "😀, 😃, 😄, 😁, 😆, 😂, 🤣, 😊, 🙂, 😉, 😍, 🥰, 😘, 😋, 😎, 🤩, 🥳, 👍, 👏, 🙏, 💪, ❤, 💕, 💖, 💗, 💙, 💚, 💛, 💜, 🧡, 🎉, ✨, 🔥, 💯, 🤗, ☺, 🙌, 😇, ♥, 😻, 🌟, ⭐",
    ),
    (
        FROWN,
        "😞, 😟, 😠, 😡, 🤬, 😢, 😭, 😤, 😩, 😫, 😒, 🙁, ☹, 😔, 😕, 😣, 😖, 👎, 💔, 🤮, 🤢, 😱, 😨, 😰, 🙄, 😑, 🖕, 💩, 😾, 😿, 🤦",
    ),
];
