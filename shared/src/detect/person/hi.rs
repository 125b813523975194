//! Hindi, in its own letters and in Latin ones.

use super::Grammar;

pub(super) const GRAMMAR: Grammar = Grammar {
    code: "hi",
    words: &[
        (
            'N',
            "इंसान, इन्सान, एजेंट, एजेन्ट, प्रतिनिधि, ऑपरेटर, आपरेटर, मनुष्य, मानव, कर्मचारी, अधिकारी, \
             मैनेजर, सलाहकार, सुपरवाइजर, असली व्यक्ति, असली इंसान, असली आदमी, वास्तविक व्यक्ति, \
             एग्जीक्यूटिव, एक्जीक्यूटिव, इंसानी, प्रबंधक, insaan, insan, insaano, executive, \
             representative, operator, manager, adhikari, human, agent, asli insan, asli insaan, \
             asli aadmi, asli bande, real person, असली बंदे, जीवित व्यक्ति, ग्राहक सेवा प्रतिनिधि, \
             इंसानों, टीम के सदस्य",
        ),
        (
            'T',
            "कस्टमर केयर, ग्राहक सेवा, कस्टमर सर्विस, कस्टमर सपोर्ट, सपोर्ट टीम, हेल्पलाइन, \
             customer care, customer service, customer support, support team, grahak seva, सहायता टीम, \
             सपोर्ट, हेल्पडेस्क, helpline, आपकी टीम, टीम",
        ),
        (
            'P',
            "व्यक्ति, किसी, आदमी, लोग, किसी और, बंदा, बंदे, kisi, bande, vyakti, banda, aadmi, किसी से, \
             शख्स, kisi aur, कोई",
        ),
        (
            'S',
            "बात, बातचीत, चैट, संपर्क, baat, baatcheet, bat, sampark, बात चीत, वार्ता, baatein, बात करा, \
             बातें",
        ),
        ('K', "कॉन्टैक्ट, contact, पहुंच"),
        (
            'C',
            "जोड़*, जोड*, जोड़ें, जोड़ो, जोड़िए, कनेक्ट, ट्रांसफर, मिलाओ, मिलाइए, करवाओ, करवा, connect, \
             transfer, jodo, milao, jod, मिला, कराओ, करा, karao, karwao, karwa, kara, बुलाओ, बुलाइए, \
             bulao, करवाइए, कराइए, भेजो, करवाएं, कराएं, milwao, मिलवाओ, करवा दीजिए",
        ),
        (
            'W',
            "चाहता, चाहती, चाहिए, चाहते, करनी है, करना है, करनी, दीजिए, दो, chahta, chahiye, chahti, \
             karni hai, karna hai, dijiye, मुझे, चाहूंगा, चाहूंगी, chaiye, chahie, mangta, mujhe, दे दो, \
             चाहिये, जरूरत",
        ),
        ('A', "असली, वास्तविक, जीवित, मानव, सच्चे, asli, real, human, live, लाइव, दूसरे, असल, रियल, जिंदा"),
        (
            'D',
            "से, को, के, साथ, की, का, में, एक, किसी, अभी, तुरंत, कृपया, मेरी, मेरा, हमें, सीधे, se, ko, \
             ke, saath, sath, meri, ek, kisi, abhi, please, भी, तो, ही, और, mera, plz, mein, सर, मुझे, \
             mujhe, ki, ka, सपोर्ट, कस्टमर",
        ),
        ('H', "मदद, सहायता, help, madad, जवाब, sahayata"),
        ('i', "है क्या, उपलब्ध, hai kya, available, कहां, कहाँ, मिलेगा, milega, मौजूद"),
        ('n', "नहीं, मत, ना, नही, nahi, nahin, mat, bina, बिना, न, nai"),
        ('B', "बॉट, रोबोट, मशीन, चैटबॉट, कंप्यूटर, bot, robot, machine, chatbot, computer, एआई, bots, ai"),
        ('y', "क्या आप, क्या तुम, आप, तुम, kya aap, kya tum, aap, tum, तू, क्या तू"),
        ('e', "हो, हैं, है, ho, hain, hai, हो क्या"),
        ('g', "कर रहा, कर रही, कर रहे, kar raha, kar rahi, kar rahe, हो रही, चल रही"),
        (
            'L',
            "कृपया, नमस्ते, हेलो, हैलो, please, हां, नहीं, जी, अभी, plz, namaste, hello, भाई, bhai, sir, \
             सर, बस, अरे, hi",
        ),
        (
            'r',
            "कॉल करें, कॉल करो, वापस कॉल, कॉल बैक, मुझे कॉल, फोन करो, फोन करें, call karo, call kariye, \
             phone karo, callback, call back, कॉल कीजिए, फोन कीजिए, call kijiye, कॉलबैक",
        ),
        (
            'x',
            "मानव अधिकार, मानवाधिकार, मानव संसाधन, प्रति व्यक्ति, कोई और, delivery agent, डिलीवरी एजेंट, \
             ट्रैवल एजेंट, किसी भी",
        ),
    ],
    asks: "N D* S, T D* S, A P D* S, P D* S, N 2 C, T D* C, P D* C, A P 2 C, N D* W, A P D* W, N D* i, \
           B D* S n, N D* H, N D* K",
    never: "N D* S n, N D* S 1 n, N D* n, P D* S n, y D* A* N e, y D* A* P e, N D* S g, P D* S g, \
           T D* S g",
};
