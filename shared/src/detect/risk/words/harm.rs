//! Signs that the customer may harm themselves, and the idioms that sound like it.

use super::*;

pub(super) const WORDS: &[Concept] = &[
    (
        HARM,
        "kill myself, killing myself, about to drown, off myself, offing myself, should i die, better to die, do away with myself, gas myself, drink bleach, kms, end my life, ending my life, end it all, take my life, taking my life, take my own life, suicid*, commit suicide, want to die, wanna die, wish i was dead, wish i were dead, \
        want to be dead, going to be dead, be dead soon, rather be dead, better off dead, better off without me, hang myself, hanging myself, cut myself, cutting myself, slit my, slash my wrists, shoot myself, \
        stab myself, drown myself, planning to drown, going to drown, plan to drown, want to drown, jump off a, jump off the, jump from a, jump in front, jump out of, throw myself, overdose, overdosing, hurt myself, \
        hurting myself, harm myself, self harm, selfharm, poison myself, starve myself, no reason to live, nothing to live for, no point in living, not worth living, isnt worth living, dont want to live, \
        do not want to live, dont want to be alive, cant go on living, tired of living, dont want to exist, no will to live, ready to die, life has no meaning, take all my pills, \
        suicidar*, suicidio, hasta morir, terminar con todo, acabar con todo, desaparecer del mapa, palmarla, me ahogaría, quitarme la vida, matarme, me voy a matar, me quiero morir, quiero morir*, quisiera morir*, acabar con mi vida, terminar con mi vida, poner fin a mi vida, cortarme las venas, ahorcarme, \
        ahogarme, pegarme un tiro, tirarme por, tirarme de, tirarme al, saltar de un, saltar desde, lanzarme, hacerme daño, lastimarme, no quiero vivir, no quiero seguir viviendo, razones para vivir, ganas de vivir, \
        no vale la pena vivir, envenenarme, dispararme, \
        me suicider, me tuer, me mettre sous, passer sous un train, me jeter sous, avaler des cachets, mettre fin à mes jours, mettre fin à ma vie, en finir avec la vie, en finir, envie de mourir, veux mourir, vais mourir, vivement la mort, me pendre, me jeter, me balancer, me foutre en l'air, \
        me foutre sous, me foutre dans, me foutre du, me flinguer, me tirer une balle, me noyer, ouvrir les veines, tailler les veines, couper les veines, sauter du, sauter d'un, sauter par, me faire du mal, \
        plus envie de vivre, veux plus vivre, raison de vivre, vie ne vaut, m'empoisonner, me trancher, \
        mich umbringen, umzubringen, bringe mich um, selbst zu töten, mich selbst töten, zu sterben, soll ich sterben, pillen zu nehmen, überdosis, mich töten, töte mich, selbstmord*, suizid*, mir das leben nehmen, leben beenden, will sterben, möchte sterben, nicht mehr leben, mich erhängen, mich aufhängen, mich erschießen, \
        mich ertränken, mich ritzen, pulsadern, aus dem fenster springen, von der brücke, von einer brücke, vor den zug, vor einen zug, mich verletzen, mir etwas antun, mir was antun, kein grund zu leben, keinen grund zu leben, \
        nicht lebenswert, leben ist sinnlos, mich vergiften, vom dach springen, \
        uccidermi, mi uccido, annegher*, farò del male, saltare giù, vivere non vale, vivere non ne vale, non ne vale la pena vivere, mi uccider*, mi ammazz*, ammazzarmi, togliermi la vita, farla finita, voglio morire, vorrei morire, impiccarmi, mi impicc*, spararmi, mi sparo, mi sparer*, annegarmi, affogarmi, \
        tagliarmi le vene, tagliarmi, buttarmi, mi butto, gettarmi, saltare da, lanciarmi, farmi del male, non voglio più vivere, non voglio vivere, ragione per vivere, vita non vale la pena, non vale la pena vivere, avvelenarmi, \
        me matar, matar me, suicíd*, tirar minha vida, tirar a minha vida, acabar com a minha vida, acabar com minha vida, quero morrer, queria morrer, me enforcar, me cortar, me jogar, pular de, pular da, me machucar, \
        não quero mais viver, não quero viver, não vale a pena viver, motivo para viver, \
        zelfmoord*, mezelf doden, mezelf van kant, mezelf iets aandoen, einde aan mijn leven, wil dood, ik wil sterven, niet meer leven, mezelf ophangen, mezelf verdrinken, mezelf snijden, mezelf pijn, van een brug, \
        voor de trein, geen reden om te leven, zelfdoding, mijn leven beëindigen, uit het leven stappen, \
        zabić się, się zabić, zabiję się, zabije sie, samobój*, odebrać sobie życie, skończyć ze sobą, chcę umrzeć, nie chcę żyć, nie chcę już żyć, powiesić się, się powiesić, utopić się, pociąć się, podciąć sobie, \
        skoczyć z, zrobić sobie krzywdę, nie mam po co żyć, nie warto żyć, \
        kendimi öldür*, intihar*, ölmek istiyorum, canıma kıy*, yaşamak istemiyorum, hayatıma son, kendimi as*, bileklerimi kes*, köprüden atla*, kendime zarar, kendimi vur*, \
        انتحر*, انتحار, اقتل نفسي, قتل نفسي, انهي حياتي, إنهاء حياتي, اريد ان اموت, أريد الموت, ابي اموت, عايز اموت, لا اريد ان اعيش, لا اريد العيش, اشنق نفسي, اؤذي نفسي, إيذاء نفسي, لا معنى للحياة, \
        आत्महत्या, खुदकुशी, मरना चाहता, मरना चाहती, जान दे, जीना नहीं चाहता, जीना नहीं चाहती, खुद को मार, फांसी, marna chahta, marna chahti, jeena nahi, aatmahatya, khudkushi, खुद को नुकसान, \
        自杀, 自殺, 杀死我自己, 杀死自己, 杀了我自己, 杀了自己, 捅死我, 捅死自己, 弄死自己, 弄死我自己, 自尽, 自盡, 自残, 自殘, 想死, 去死, 不想活, 活不下去, 结束生命, 結束生命, 结束自己, 了结自己, 跳楼, 跳樓, 跳河, 跳桥, 跳海, 割腕, 上吊, 卧轨, 臥軌, 喝农药, 吞药, 吃安眠药, 服毒, 烧炭, 燒炭, \
        轻生, 輕生, 寻死, 尋死, 没什么让我留恋, 没有活着, 活着没意思, 活着没有意义, 伤害自己, 生无可恋, \
        死にたい, 首を吊, 首をつ, 飛び降り, 手首を切, リストカット, 生きていたくない, 生きたくない, 命を絶, 自傷, もう生きて, 死んでやる",
    ),
    (
        NO_HARM,
        "dying to know, to die for, could just die, could die of, die laughing, die of boredom, phone died, battery died, kill the order, kill the process, kill for a, suicide squad, 去死吧, 你去死, 笑死, 累死, 饿死",
    ),
];
