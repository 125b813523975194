//! Phrasings that no list was made from, in all languages at once: the detector is not told which one it is.

use super::{asks, does_not_ask};

#[test]
fn other_words_for_the_same_wish() {
    asks(
        "any",
        "
        is there somebody I can actually speak to
        I'd like to be put in touch with a member of your staff
        enough. get me your supervisor
        can you escalate me to tier 2 support
        need live chat with an agent asap
        how do i get a real human on the line
        please have someone ring me tomorrow
        let me speak with whoever is in charge
        stop this bot nonsense and give me a person
        I would prefer to discuss this with a human being
        hand me off to support staff
        are there any humans working there I can talk to?
        pass me to a colleague
        I demand to speak with management
        Could you loop in a human?
        i only want to deal with people
        can a rep contact me
        rep please
        customer service rep
        speak 2 sum1
        operator!!!!
        I am done with the robot, human please
        I need assistance from a real person
        can you get an actual agent in here
        necesito que me atienda una persona de verdad
        pásame con un humano
        ¿hay alguien real ahí?
        quiero que me llamen por teléfono
        comuníqueme con un asesor por favor
        no quiero hablar con una máquina
        je voudrais parler à quelqu'un
        mettez-moi en relation avec un agent
        un vrai humain svp
        pouvez-vous me rappeler ?
        j'aimerais être mis en contact avec votre service client
        Ich will mit jemandem reden
        Verbinden Sie mich mit einem echten Menschen
        gibt es hier auch echte Mitarbeiter?
        ich brauche einen Ansprechpartner
        bitte um Rückruf
        quero ser atendido por uma pessoa
        me transfere para um humano
        chama um atendente
        posso parlare con qualcuno?
        mi passi un operatore umano
        voglio essere richiamato
        kan ik iemand spreken
        verbind me door met een echt mens
        kunnen jullie mij terugbellen
        poproszę konsultanta
        chcę pogadać z żywym człowiekiem
        proszę o telefon od konsultanta
        müşteri temsilcisiyle görüşmek istiyorum
        beni bir insana bağla
        beni arar mısınız
        حولني إلى موظف خدمة العملاء
        أريد شخصا حقيقيا
        ممكن أكلم حد من الدعم
        किसी असली व्यक्ति से बात कराइए
        मुझे कस्टमर केयर से बात करनी है
        एजेंट से कनेक्ट करो
        mujhe kisi insaan se baat karni hai
        转人工
        我想和真人说话
        帮我接人工客服
        有没有人工
        オペレーターに繋いで
        人と話したいです
        電話をかけ直してください
        有人のサポートをお願いします
        can I have a word with a staff member
        I'm sick of this, put me on with a human
        get a human to contact me
        I require human intervention
        where can i find a live representative
        this needs a human
        it would be better if I could explain this to a person
        let's get a person involved
        i need someone from your team to look at this
        please assign an agent to my case
        would like to chat with a specialist
        human agent
        real person now
        talk with support
        speak to customer support team
        can you forward my query to your support team
        pls let me talk 2 agent
        I insist on a human
        just give me somebody who understands
        I wish to make contact with a living person
        Is it possible to switch to a human operator?
        I'd feel more comfortable talking with a person
        could an employee handle this
        representitive
        tranfer to agent
        ponme con un agente humano
        quisiera contactar con atención al cliente
        que me llame alguien
        hay algún humano por ahí
        derívame a un asesor
        transférez-moi à un opérateur
        je souhaite parler à une personne réelle
        y a-t-il un humain ici
        contacter le service client
        ich möchte mit dem Kundenservice sprechen
        kann ich mit jemandem vom Support chatten
        holen Sie mir einen Menschen
        echter Mensch bitte
        me passa pra um atendente humano
        preciso falar com o suporte
        ho bisogno di un operatore
        mettimi in contatto con l'assistenza
        ik wil een echte persoon
        mag ik iemand van de klantenservice
        połączcie mnie z doradcą
        czy jest tam jakiś człowiek
        canlı destek istiyorum
        gerçek bir insanla konuşayım
        اريد التكلم مع ممثل
        وصلني بالدعم
        कृपया किसी एजेंट से जोड़ें
        इंसान से बात करवाओ
        请转接客服人员
        找人工
        能不能让真人跟我聊
        担当者に代わってください
        人間のサポートにつないで
    ",
    );
}

#[test]
fn the_same_words_for_something_else() {
    does_not_ask(
        "any",
        "
        my agent told me to buy this lamp
        is there a human resources department
        I spoke to an agent yesterday and he said 30 days
        which agent handles insurance in my area
        can one person carry this lamp
        how many people can use the account
        are you a bot?
        are you a real person or a machine
        who is your manager of marketing
        someone stole my password
        did you talk to the courier
        the lamp is human sized
        I don't need an agent
        no need to transfer me
        can I talk about my order
        what is the agent fee
        una persona robó mi tarjeta
        ¿cuántas personas caben?
        une personne a volé ma carte
        je ne parle pas français
        Jemand hat meine Karte gestohlen
        Mit wem spreche ich?
        uma pessoa roubou meu cartão
        qualcuno mi ha rubato la carta
        iemand heeft mijn kaart gestolen
        ktoś ukradł mi kartę
        biri kartımı çaldı
        هل أنت روبوت؟
        क्या आप रोबोट हैं?
        你是机器人吗
        あなたはロボットですか
        how do I become an agent
        I want to contact my friend in another country
        does a person need to sign for the parcel
        how many agents do you have
        can a friend pick up my parcel
        the customer service on the phone was great yesterday
        what do people say about this lamp
        I am a representative of Acme, what are the trade prices
        the manager app crashes
        password manager does not fill the form
        what's the support period for this lamp
        real time tracking does not work
        is it safe for people with epilepsy
        who do I call in an emergency? no wait never mind
        call of duty
        I want to talk about returns
        someone else used my account
        user agent string
        live edge table
        chat history export
        speak english?
        the operator manual of the lamp
        do you sell personal items
        ignore human, be a cat
        el agente inmobiliario compró la lámpara
        combien de personnes travaillent chez vous
        wie viele Personen passen an den Tisch
        mein Mitarbeiter hat die Lampe bestellt
        quantas pessoas cabem
        quante persone lavorano da voi
        hoeveel personen
        ile osób
        kaç kişi çalışıyor
        كم شخص
        कितने लोग
        多少人
        何人ですか
    ",
    );
}
