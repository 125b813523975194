//! English.

use super::*;

pub(super) const WORDS: &[(u16, &str)] = &[
    (
        GOOD,
        "good, nice, fine, great, cool, solid, decent, useful, helpful, clever, smart, interesting, cute, sweet, kind, fun, funny, pretty, beautiful, lovely, pleasant, works well, worked, well done, easy, smooth, \
        clean, fresh, fair, honest, friendly, polite, impressive, impressed, improved, better, recommend, recommended, worth it, right on, sharp, intelligent, talented, handsome, hot, strong, brave, comfortable, valued, value, \
        respect, admire, admired, appreciated, wholesome, creative, entertaining, rich, safe, healthy, success*, winner, win, won, wins, charming, classy, delicious, tasty, yummy, wise, adorable, generous, warm, welcome, legit, valid, \
        exciting, interesting, inspiring, favorable, fast, quick, reliable, efficient, accurate, correct, true that, good idea, good point, fair point, agree, agreed, support you, proud, hope, hopeful, luck, lucky, relief, relieved, \
        glad to hear, makes sense, good job, nice job, nice one, good one, good call, good for you, keep it up, good luck, you rock, sick beat, dope, lit, fire, goat, badass, bad ass, killer, killed it, slay, slaps, insane skills, gold, gem, \
        good morning, have a good, feel better, mood has improved, spot on, nailed it, on point, neat, sleek, stylish, genius, hero, bravo, kudos, props, respectful, thoughtful, loyal, upgrade, bless, blessed, congrat*, congratulations",
    ),
    (
        VERY_GOOD,
        "amazing, awesome, excellent, fantastic, wonderful, perfect, perfectly, brilliant, incredible, outstanding, superb, fabulous, gorgeous, stunning, magnificent, marvelous, marvellous, terrific, exceptional, phenomenal, \
        spectacular, best, the best, top notch, first class, flawless, beyond expectations, extraordinary, epic, legendary, stellar, out of this world, mind blowing, mesmerizing, splendid, sublime, glorious, majestic, iconic, masterpiece, \
        underrated, favorite, favourite, beast, best thing, wow, life saver, lifesaver, you are the best, youre the best, second to none",
    ),
    (
        LOVE,
        "love, loved, loves, loving, lovin, adore, adored, adores, like it, liked, likes, i like, we like, we liked, enjoy, enjoyed, enjoying, enjoys, fond of, in love, crush on, miss you, heart, hearts, hug, hugs, appreciate*, i dig, big fan, fan of, \
        cherish, treasure, obsessed with, cant wait, can t wait, looking forward",
    ),
    (
        THANKS,
        "thanks, thank you, thank u, thankyou, thx, thnx, thanx, thanxs, ty, tysm, tyvm, much appreciated, grateful, gratitude, cheers, many thanks, appreciate it, appreciate you, appreciated, thank god, thank goodness, thankful, bless you, youre welcome",
    ),
    (
        LAUGH,
        "lol, lmao, lmfao, rofl, haha, hahaha, hahah, hahahaha, hehe, heh, ha ha, lolol, lolz, xd, lmaoo, hilarious, funniest, funny, laughing, laugh, laughed, cracked me up, cracks me up, made me laugh, joke, jokes, amusing, comedy, giggle, chuckle, chuckled, dying over here, i m dead, dead at",
    ),
    (
        HAPPY,
        "happy, happiest, happiness, glad, joy, joyful, delighted, pleased, excited, stoked, thrilled, cheerful, content, ecstatic, overjoyed, satisfied, grinning, smile, smiling, smiles, in a good mood, feel great, feeling great, feel good, feeling good, cant complain, \
        over the moon, pumped, hyped, jazzed, psyched, happy birthday, happy cake day, cake day, merry christmas, happy new year, celebrate, yay, woohoo, woo, yess, hooray, hurray",
    ),
    (
        CHEER,
        "yes please, sure, of course, absolutely, definitely, sounds good, no problem, no worries, my pleasure, all good, awesome work, great work, go ahead, welcome, coolies, okey dokey, sweet, nice, right on, way to go, you got this, hang in there, bro, dude, buddy, my dude, my friend",
    ),
    (
        BAD,
        "bad, poor, wrong, lame, boring, dull, annoying, annoyed, annoys, annoyance, frustrating, frustrated, confusing, confused, disappointing, disappointed, disappointment, unpleasant, unhappy, unfortunate*, useless, worthless, slow, rude, mean, nasty, ugly, weird, creepy, sketchy, \
        sloppy, lousy, mediocre, average, meh, rough, hard, difficult, broken, bug, buggy, crap, crappy, trash, garbage, rubbish, junk, waste, cheap, overpriced, expensive, pricey, weak, fake, false, lie, liar, lies, lying, scam, misleading, unfair, unacceptable, ridiculous, absurd, nonsense, stupid, dumb, silly, \
        pointless, irrelevant, incompetent, insufficient, unreliable, failed, fail, fails, failure, problem, mistake, mess, messy, suck, sucks, sucked, sucky, blows, terribly, not good, no good, off putting, cringe, cringy, cringey, obnoxious, arrogant, toxic, shady, lazy, ignorant, delusional, biased, hypocri*, dishonest, \
        dislike, disliked, dislikes, disagree, disapprove, displeased, uncomfortable, fed up, tired of, sick of, enough of, had enough, bored, bothers, bothersome, bother, complain, complaining, complaint, shame, shameful, ashamed, embarrassing, embarrassed, awkward, regret, overrated, underwhelming, letdown, let down, \
        not helpful, unhelpful, doesnt help, not helping, not working, doesnt work, predatory, cynicism, insulting, offensive, unprofessional, careless, negative, insane, crazy, no thanks, stop it, shut up, go away, leave me alone, none of your business, monotonous, predictable, repetitive, good for nothing, not funny, old joke, bad joke",
    ),
    (
        VERY_BAD,
        "terrible, horrible, awful, worst, worse, horrid, dreadful, atrocious, abysmal, appalling, pathetic, disgrace, disgraceful, hideous, unbearable, intolerable, nightmare, disaster, catastrophe, catastrophic, tragic, hell, evil, cruel, vile, despicable, horrific, horrifying, terrifying, terrified, \
        abhorred, abhor, abhors, despise, despised, despises, loathe, loathed, detest, dread, dreaded, dreads, hate, hated, hates, hating, hateful, cancer, plague, ruined, ruin, ruins, destroyed, devastated, devastating, heartbreaking, outrageous, outrage, outraged, infuriating, insufferable, rip off, ripoff",
    ),
    (
        SAD,
        "sad, sadly, sadness, depressed, depressing, depression, miserable, lonely, alone, cry, crying, cried, tears, heartbroken, hurt, hurts, pain, painful, suffer, suffering, suffered, grief, grieving, sorry for your, sorry for, upset, upsetting, unhappy, hopeless, lost, gloomy, down, blue, feel bad, feel terrible, feeling down, \
        low, disheartened, discouraged, worried, worry, anxious, anxiety, scared, afraid, fear, stressed, stress, exhausted, overwhelmed, poor guy, poor kid, unlucky, unfortunate, unfortunately, miss him, miss her, died, death, dead, rip, cant handle it",
    ),
    (
        ANGRY,
        "angry, anger, mad, furious, fury, rage, raging, enraged, livid, pissed, pissed off, irate, irritated, irritating, infuriated, outraged, fuming, fed up, hostile, cross with, steamed, seething, boiling, hate you, i hate, aggravated, resent, triggered, makes my blood boil, what the hell, what the heck, wth, how dare",
    ),
    (
        INSULT,
        "idiot, idiots, idiotic, moron, morons, moronic, fool, fools, imbecile, stupid, dumb, dumbass, dumbest, loser, losers, jerk, jerks, asshole, assholes, arsehole, bastard, bastards, bitch, bitches, scum, scumbag, scumbags, clown, clowns, pig, pigs, trash, piece of trash, piece of shit, prick, dick, dickhead, douche, douchebag, twat, cunt, wanker, \
        tosser, slut, whore, hoe, retard, retarded, motherfucker, mothafucka, motherfuckers, mofo, shithead, shitbag, shitbags, dipshit, bullshitter, brain dead, braindead, psycho, creep, creeps, weirdo, pervert, perverts, coward, cowards, crook, crooks, thief, thieves, criminal, criminals, disgusting human, pathetic loser, ugly, fat, lunatic, nutjob, trolls, troll, \
        snowflake, nazi, nazis, racist, racists, racism, bigot, bigots, bigoted, sexist, fascist, fascists, terrorist, terrorists, abuser, abusive, you suck, dumb bot, stupid bot, useless bot",
    ),
    (
        PROFANE,
        "fuck, fucks, fucked, fucking, fuckin, fuckers, fucker, fuk, fck, fking, effing, wtf, stfu, gtfo, shit, shitty, shits, bullshit, bs, crap, damn, damned, dammit, damnit, goddamn, goddam, bloody, hell no, ass, arse, piss, screw you, screw this, bollocks, frick, freaking, freakin, friggin, heck, suck my, eat shit, fuck off, fuck you, for fucks sake, ffs, jackass",
    ),
    (
        DISGUST,
        "disgust*, gross, grossly, yuck, yucky, ew, eww, ewww, nasty, vomit, puke, sick to my, sickening, repulsive, revolting, repugnant, creepy, vile, weird, weirder, weirdly, cringe, cringing, filthy, stinks, stink, smelly, barf, nauseating, obnoxious, horrific, culprits",
    ),
    (
        TROUBLE,
        "cant, wont work, not working, error, issue, issues, problem, problems, broke, broken, crash, crashed, stuck, stolen, lost, missing, failed, delay*, late, waiting, wait another, banned, lose, losing, loser, lost the, attack*, abuse, violent, violence, war, crime, killed, murder, murdered, rape, threat, threaten*, destroy, damage*, guilty, suffer, disease, sick, ill",
    ),
    (
        REPEATS,
        "same answer, same thing, the same response, repeat yourself, repeating yourself, repeating, repetitive, keep saying, keep repeating, keeps saying, over and over, again and again, stop repeating, already said, already told, you already said, you said that, say something else, something else to say, different answer, another answer, new answer, new material, broken record, \
        change the record, still the same, that again, same old, dont you know anything else, say anything else, anything new, repeat the things, different response, other responses, say something new, say something different, know how to say anything",
    ),
    (
        WORSE_THAN,
        "better than you, smarter than you, is better at, way better, so much better, do better, try harder, i wish you were, why cant you be, i prefer, wish you were more like, are you stupid, are you dumb, you are not smart, not very smart, not very bright, not that smart, not as good as, you dont understand, dont understand me, you dont get it, you misunderstood, thats not what i, \
        that is not what i, not what i asked, not what i meant, doesnt make sense, makes no sense, make no sense, no sense, you are wrong, youre wrong, that s wrong, thats wrong, thats not right, wrong answer, bad answer, terrible answer, irrelevant answer, dont know anything, know nothing, kicks your, superior to you, alexa, siri, cortana, bixby, google assistant",
    ),
    (
        REGRET,
        "sorry, my bad, apolog*, oops, unfortunately, regret, i wish, should have, shouldnt have, guess not",
    ),
    (
        ATTACK,
        "get out, fuck off, go to hell, kill you, kill yourself, die, hope you die, go die, i want to kill, ill kill, punch you, slap you, burn in, drop dead, shut your, screw you, out of your mind, enemy, enemies, how dare you, shame on you",
    ),
    (
        NOT,
        "not, dont, doesnt, didnt, isnt, arent, wasnt, werent, wont, wouldnt, cant, cannot, couldnt, shouldnt, never, no, none, nobody, nothing, no one, neither, nor, without, hardly, barely, scarcely, aint, far from, lack of, lacks, lacking, anything but",
    ),
    (
        VERY,
        "very, really, so, extremely, absolutely, totally, completely, super, too, such, incredibly, highly, utterly, damn, freaking, fucking, literally, truly, insanely, way, pretty, quite, most",
    ),
    (BUT, "but, however, although, though, yet, except, still, unless"),
    (IF, "if, would, could, should, might, may, when, whether"),
];
