//! Portuguese.

use super::Grammar;

pub(super) const GRAMMAR: Grammar = Grammar {
    code: "pt",
    words: &[
        (
            'S',
            "ser atendido por, ser atendida por, falar, fale, falo, conversar, converse, chatear, chat, bater papo, tratar, comunicar, \
             comunicar me, conversa, falando, papo, dialogar, falava, fala, falarmos",
        ),
        ('K', "contactar, contatar, contato, contacto, ligar, chamar, entrar em contato, entrar em contacto"),
        (
            'C',
            "transferir, transfere, transfira, transfiram, me transfira, me transfere, transfira me, \
             me passa, me passe, passe me, passa me, passar, passem me, encaminhar, encaminhe, \
             encaminha, encaminhem, conectar, conecte, conecta, me conecte, me conecta, me coloca, \
             me coloque, coloca, coloque, ligue me, liga me, redirecionar, redirecione, direcionar, \
             direciona, me põe, me direciona, escalar, me liga com, põe me, ponha me, conectem, passa, \
             traz, chama, chame, chamem, passe",
        ),
        (
            'W',
            "quero, queria, gostaria, preciso, dá me, me dá, me dê, dê me, necessito, desejo, prefiro, \
             exijo, solicito, quer, precisamos, procuro, cadê, onde está, onde estão, me arruma, peço, \
             queremos, precisava, preferia, me manda, manda, posso ter, tem como, arruma, quero ser",
        ),
        (
            'N',
            "humano, humana, humanos, ser humano, atendente, atendentes, agente, agentes, operador, \
             operadora, operadores, representante, representantes, assistente humano, funcionário, \
             funcionária, funcionários, supervisor, supervisora, gerente, consultor, consultora, \
             responsável, pessoa real, pessoa de verdade, pessoas reais, alguém de verdade, alguém real, \
             técnico, colaborador, pessoa humana, assessor, analista, especialista, encarregado, \
             atendimento humano, atendente humano, suporte humano, chefe, chat ao vivo, \
             atendimento pessoal, assistência humana, vendedor",
        ),
        (
            'T',
            "atendimento ao cliente, suporte, serviço ao cliente, apoio ao cliente, suporte técnico, \
             sac, apoio técnico, equipe de suporte, equipa de suporte, central de atendimento, \
             atendimento, suporte ao cliente, equipe, equipa, call center, serviço de apoio",
        ),
        ('P', "pessoa, pessoas, alguém, gente, outra pessoa, alguém mais, um de vocês, alguma pessoa"),
        (
            'A',
            "real, reais, humano, humana, de verdade, de carne e osso, verdadeiro, verdadeira, vivo, \
             viva, ao vivo, outro, outra, física, que entenda",
        ),
        (
            'D',
            "aí, um, uma, o, a, os, as, com, ao, à, de, do, da, seu, sua, seus, vosso, vossa, algum, alguma, \
             outro, outra, por favor, já, agora, direto, diretamente, em, no, na, pra, para, me, que, \
             mesmo, qualquer, maldito, pro, num, urgente, imediatamente, urgentemente, te, lhe, eu, \
             logo, só, melhor, real, verdadeiro",
        ),
        (
            'H',
            "ajuda, ajudar, atendimento, assistência, atender, resolva, responda, responder, atenda, \
             auxílio, atendido, atendida, me atenda, me ajude, ajude, ajudasse, atendesse",
        ),
        ('f', "de, por, do, da"),
        ('i', "tem, há, existe, vocês têm, vcs tem, onde está, onde estão, tem aí, não tem"),
        ('v', "disponível, disponíveis, aí, por aí, online, que me ajude, que possa"),
        ('n', "não, nao, nunca, sem, nem, em vez de, ao invés de"),
        (
            'p',
            "não consigo, não posso, não sei, não estou conseguindo, não entendo, não entende, \
             não funciona, não ajuda, não resolve, não dá, por que não, não tem, nao consigo, nao sei",
        ),
        (
            'B',
            "bot, robô, robo, robot, máquina, chatbot, computador, ia, programa, assistente virtual, \
             atendente virtual, agente virtual, inteligência artificial, robôs, bots, gravação",
        ),
        ('Y', "você é, vc é, és, tu és, cê é, o senhor é, vocês são, como um"),
        ('b', "um, uma, não, realmente, mesmo, só, apenas, de verdade, na verdade"),
        (
            'E',
            "estou falando, estou a falar, estou conversando, com quem falo, quem fala, tô falando, \
             to falando, com quem estou, já falei, falei com, me disse",
        ),
        ('F', "falo com, eu falo com, estou com"),
        ('q', "é necessário, sem ter que, é obrigatório, devo"),
        (
            'L',
            "por favor, pf, pfv, olá, oi, não, sim, agora, já, obrigado, obrigada, bom dia, só, \
             boa tarde, ok, favor, quero, apenas",
        ),
        (
            'r',
            "me liga, me ligue, me liguem, ligue para mim, liguem me, me ligar, retornar a ligação, \
             retorno de ligação, me telefone, retorna minha ligação, liga me de volta, liguem para mim, \
             ligar me, me retorne a ligação, retorno da ligação",
        ),
        (
            'x',
            "direitos humanos, recursos humanos, agente de viagens, por pessoa, outras pessoas, \
             agente imobiliário, erro humano, número de pessoas, para pessoas, nome de outra pessoa",
        ),
    ],
    asks: "S D* N A*, W D* H A, W D* P A, W D* T A, W D* H D* P, W D* H D* N",
    never: "n D* C D* N",
};
