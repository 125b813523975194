//! Spanish.

use super::Grammar;

pub(super) const GRAMMAR: Grammar = Grammar {
    code: "es",
    words: &[
        (
            'S',
            "hablar, hable, hablo, charlar, conversar, platicar, chatear, chat, comunicarme, comunicar, \
             comunicarse, comunicarnos, dialogar, hablarle, charla, conversación, hablando, hablemos, \
             consultar, hablaría, hablarlo, tratar, habla",
        ),
        (
            'K',
            "contactar, contacte, contactarme, contacto, localizar, llamar, contáctame, contáctenme, \
             ponerme en contacto, poner en contacto, entrar en contacto",
        ),
        (
            'C',
            "pásame, páseme, pásenme, pasarme, pasar, me pases, me pase, me pasas, me pasan, comunícame, \
             comuníqueme, comuníquenme, conéctame, conécteme, conéctenme, conectarme, conectar, \
             me conecte, me conectes, transfiere, transfiera, transfiéreme, transfiérame, transferir, \
             transferirme, derivar, derivarme, derívame, deriven, derívenme, póngame, ponme, pónganme, \
             ponerme, me pongas, me ponga, redirigir, redirígeme, redirigirme, enlázame, escalar, \
             me transfiera, me transfieras, me comuniquen, me comuniques, me comunique, comunicarme, \
             dirígeme, remítame, trae, tráeme, pasadme, conecta, me pueden comunicar, \
             me puede comunicar, me puedes comunicar, páselo, pásalo",
        ),
        (
            'W',
            "quiero, quisiera, necesito, deseo, dame, deme, denme, me gustaría, prefiero, solicito, \
             exijo, busco, quería, requiero, me das, me da, puedo tener, que me atienda, quiere, \
             necesitamos, queremos, dónde está, dónde están, pido, manda, necesitaría, ocupo, \
             preferiría, mándame, quieres, puedo, podría, me urge, asígname, envíame",
        ),
        (
            'N',
            "humano, humana, humanos, ser humano, agente, agentes, operador, operadora, operadores, \
             representante, representantes, asesor, asesora, asesores, ejecutivo, ejecutiva, empleado, \
             empleada, encargado, encargada, supervisor, supervisora, gerente, persona real, \
             persona humana, persona de verdad, persona de carne y hueso, personas reales, alguien real, \
             alguien de verdad, alguien humano, técnico, responsable, teleoperador*, consultor, \
             consultora, agente humano, agente en vivo, especialista, jefe, persona física, trabajador, \
             dependiente, vendedor, personal humano, chat en vivo, atención humana, atención personal, \
             operario, director",
        ),
        (
            'T',
            "atención al cliente, servicio al cliente, soporte, servicio de atención, soporte técnico, \
             atención a clientes, mesa de ayuda, servicio técnico, equipo de soporte, \
             equipo de atención, call center, atención a usuarios, su equipo, vuestro equipo, tu equipo",
        ),
        (
            'P',
            "persona, personas, alguien, alguno de ustedes, alguno de vosotros, gente, otra persona, \
             alguien más, otro",
        ),
        (
            'A',
            "real, reales, humano, humana, humanos, de verdad, de carne y hueso, verdadero, verdadera, \
             viva, vivo, en vivo, física, otro, otra, competente, que sepa",
        ),
        (
            'D',
            "un, una, unos, con, el, la, los, las, al, a, de, su, sus, tu, tus, vuestro, vuestra, algún, \
             alguna, otro, otra, por favor, ya, ahora, ahora mismo, directamente, del, me, que, mejor, \
             inmediatamente, maldito, puto, puta, cualquier, por, solo, urgente, urgentemente, \
             cuanto antes, verdadero, verdadera, real, mi, en persona, más, algun, ningún, directo",
        ),
        (
            'H',
            "ayuda, asistencia, ayude, ayudar, atención, atienda, atiendan, responda, resuelva, atender, \
             atenderme, atendido, atendida, ayudarme, conteste, ayuden, me atienda, me ayude, \
             me responda, atendiera, soporte, servicio",
        ),
        ('f', "de, por, del, por parte de"),
        ('i', "hay, tienen, existe, habrá, dónde está, dónde están, tienes, tiene, tenéis, hay ahí"),
        ('v', "disponible, disponibles, ahí, por ahí, que me atienda, que pueda ayudarme, que me ayude"),
        ('n', "no, nunca, sin, tampoco, ni, en lugar de, en vez de"),
        (
            'p',
            "no puedo, no logro, no consigo, no sé, no se cómo, no entiendo, no entiendes, no me ayuda, \
             no funciona, no sirve, por qué no, porque no, no podría, no puede, no hay manera",
        ),
        (
            'B',
            "bot, robot, máquina, chatbot, computadora, ordenador, ia, programa, asistente virtual, \
             agente virtual, contestador, bots, robots, máquinas, grabación, inteligencia artificial",
        ),
        ('Y', "eres, es usted, usted es, sos, eras, tú eres, que eres, serás, seas, es esto, como un"),
        ('b', "un, una, no, realmente, de verdad, solo, algo, tipo, el, la, en realidad"),
        (
            'E',
            "estoy hablando, estoy chateando, estoy conversando, con quién hablo, quién habla, \
             con qué hablo, ya hablé, hablé con, he hablado, me dijo",
        ),
        ('F', "hablo, hablo con, estoy con"),
        ('q', "hace falta, es necesario, es obligatorio, sin tener que, debería"),
        (
            'L',
            "por favor, porfa, hola, no, sí, ya, ahora, buenas, gracias, buenos días, ok, oye, mira, \
             solo, buenas tardes, ahora mismo, favor, bueno",
        ),
        (
            'r',
            "llámame, llámeme, llamarme, llámenme, que me llamen, me llamen, me llame, \
             devuélvanme la llamada, devolver la llamada, me puede llamar, me pueden llamar, me llames, \
             devolución de llamada",
        ),
        (
            'x',
            "derechos humanos, recursos humanos, agente de viajes, otras personas, por persona, \
             agente inmobiliario, agente de entrega, agente de aduanas, datos de contacto, \
             número de contacto, error humano, cuerpo humano, número de personas, para personas, \
             nombre de otra persona",
        ),
    ],
    asks: "S D* N A*, W D* H A, W D* P A, W D* T A, P D* H A, W D* H D* P, W D* H D* N",
    never: "n D* C D* N",
};
