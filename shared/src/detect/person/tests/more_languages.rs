//! The same for Dutch, Polish, Turkish, Arabic, Hindi, Chinese and Japanese.

use super::{asks, does_not_ask};

#[test]
fn dutch_and_polish() {
    asks(
        "nl",
        "
        Ik wil met een medewerker spreken
        kan ik met iemand praten?
        verbind me door met een mens
        medewerker aub
        ik wil niet met een robot praten
        is er een echt persoon?
        ik heb een menselijke medewerker nodig
        mag ik een echte medewerker spreken
        Kunt u mij doorverbinden met de klantenservice?
        hoe bereik ik een medewerker, ik wil contact met een mens
        geef me een mens
    ",
    );
    does_not_ask(
        "nl",
        "
        Ben je een mens?
        Spreek ik met een mens?
        ik wil niet met een medewerker spreken
        Iemand heeft mijn pas gestolen
        tafel voor vier personen
    ",
    );
    asks(
        "pl",
        "
        Chcę rozmawiać z człowiekiem
        czy mogę porozmawiać z konsultantem?
        połącz mnie z pracownikiem
        konsultant
        nie chcę rozmawiać z botem
        proszę o kontakt z żywą osobą
        potrzebuję prawdziwego człowieka
        czy jest tam ktoś prawdziwy
        przełącz mnie do działu obsługi klienta
        chciałabym pogadać z kimś
        daj mi człowieka
    ",
    );
    does_not_ask(
        "pl",
        "
        Czy jesteś człowiekiem?
        Czy rozmawiam z człowiekiem?
        nie chcę rozmawiać z konsultantem
        Ktoś ukradł moją kartę
        stolik dla czterech osób
    ",
    );
}

#[test]
fn turkish_arabic_and_hindi() {
    asks(
        "tr",
        "
        Bir insanla konuşmak istiyorum
        müşteri temsilcisine bağlanmak istiyorum
        temsilci
        gerçek biriyle görüşebilir miyim?
        beni yetkiliye aktarın
        botla konuşmak istemiyorum
        canlı desteğe bağlar mısınız
        orada gerçek bir kişi var mı
        bir insana ihtiyacım var
        müşteri hizmetlerine nasıl ulaşabilirim
    ",
    );
    does_not_ask(
        "tr",
        "
        İnsan mısın?
        Gerçek bir insanla mı konuşuyorum?
        temsilciyle konuşmak istemiyorum
        Biri kartımı çaldı
        dört kişilik masa
    ",
    );
    asks(
        "ar",
        "
        أريد التحدث إلى شخص حقيقي
        هل يمكنني التحدث مع موظف؟
        حولني إلى موظف خدمة العملاء
        موظف
        لا أريد التحدث مع روبوت
        عايز اكلم حد من خدمة العملاء
        أحتاج إلى إنسان
        ممكن اتكلم مع انسان
        وصلني بممثل
        ابغى اتكلم مع موظف
    ",
    );
    does_not_ask(
        "ar",
        "
        هل أنت إنسان؟
        هل أتحدث مع شخص حقيقي؟
        لا أريد التحدث مع موظف
        شخص سرق بطاقتي
    ",
    );
    asks(
        "hi",
        "
        मुझे किसी इंसान से बात करनी है
        एजेंट से बात कराओ
        क्या मैं किसी व्यक्ति से बात कर सकता हूँ?
        मुझे एजेंट से जोड़ें
        कस्टमर केयर से बात करनी है
        mujhe agent se baat karni hai
        kisi insaan se baat karao
        मुझे असली इंसान चाहिए
        मुझे बॉट से बात नहीं करनी
        एजेंट
    ",
    );
    does_not_ask(
        "hi",
        "
        क्या आप इंसान हैं?
        मुझे एजेंट से बात नहीं करनी
        किसी ने मेरा कार्ड चुरा लिया
        क्या मैं किसी इंसान से बात कर रहा हूँ?
    ",
    );
}

#[test]
fn chinese_and_japanese() {
    asks(
        "zh",
        "
        我想和真人说话
        转人工
        请帮我转接客服
        人工客服
        我要找你们经理
        能不能让我跟一个人聊聊
        不想和机器人说话
        我需要人工服务
        有真人吗
        請幫我轉接專員
        我想跟客服人员沟通
        叫你们负责人来
    ",
    );
    does_not_ask(
        "zh",
        "
        你是真人吗？
        我是在和真人说话吗
        我不需要人工客服
        有人偷了我的卡
        四个人的桌子
        人工智能是什么
    ",
    );
    asks(
        "ja",
        "
        人間と話したい
        オペレーターにつないでください
        担当者に代わってください
        オペレーター
        ロボットとは話したくない
        誰かと話せますか
        有人チャットをお願いします
        本物の人はいますか
        スタッフと直接話をしたいのですが
        カスタマーサービスに繋いで
        人と話したい
    ",
    );
    does_not_ask(
        "ja",
        "
        あなたは人間ですか
        人間と話していますか
        オペレーターとは話したくない
        誰かが私のカードを盗んだ
        四人のテーブル
    ",
    );
}
