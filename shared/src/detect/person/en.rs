//! English.

use super::Grammar;

pub(super) const GRAMMAR: Grammar = Grammar {
    code: "en",
    words: &[
        (
            'S',
            "talk, talking, explain this to, explain it to, want to deal with, like to deal with, prefer to deal with, speak, speaking, chat, chatting, converse, conversation, discuss this, \
             talk it over, have a word, have a chat, tlk, tlak, tak to",
        ),
        (
            'K',
            "contact, contacting, reach, reaching, reach out, call, phone, get hold of, get a hold of, \
             get in touch, get ahold of, get through, ring, in touch",
        ),
        (
            'C',
            "put in touch, loop in, assign, bring in, escalate me, connect, connected, connecting, forward, forwarded, redirect, redirected, escalate, \
             escalated, hand, hand over, handover, handed, hand off, route, switch, switch over, pass, \
             pass on, patch, put me, put me through, put through, get me, take me, pass me, hand me, \
             patch me, route me, send me, connect me, connect us, link me, switch me, transfer me, \
             transfer this, transferred, transfer us, transfer my chat, transfer this chat, \
             transfer the chat, transfer the conversation, transfer my call, refer me, direct me, \
             bring me, bring in, move me, assign me, hook me up, get, put me on",
        ),
        ('c', "transfer, transferring"),
        (
            'W',
            "where can i find, where do i find, want, wanna, need, needs, require, prefer, would like, id like, rather have, give me, \
             gimme, get me, get, bring, bring me, find me, send, send me, let me have, can i have, \
             could i have, may i have, can i get, could i get, looking for, demand, request, requesting, \
             wish for, where is, where are, wheres, want to, need to, like to, show me, provide, i want, \
             must have, insist on, asking for, ask for, rather",
        ),
        (
            'N',
            "member of your staff, members of your staff, someone who understands, somebody who understands, someone who knows, somebody who knows, whoever is in charge, whoever is responsible, human, humans, human being, human beings, agent, agents, human agent, live agent, \
             representative, representatives, reps, rep, csr, operator, operators, advisor, adviser, \
             advisors, advisers, supervisor, supervisors, live person, real person, real human, \
             real people, actual person, actual human, human person, consultant, attendant, \
             staff member, member of staff, team member, member of your team, member of the team, \
             support agent, support rep, support person, service rep, service agent, \
             service representative, employee, live support, human support, human help, \
             human assistance, live help, live operator, customer representative, \
             customer service representative, customer service agent, support specialist, \
             support representative, support engineer, account manager, store manager, your manager, \
             the manager, a manager, manager, your boss, living person, living being, living human, \
             person in charge, actual people, living soul, real agent, case manager, technician, \
             support executive, customer care executive, executive, employees, managers, consultants, \
             staff members, team members, superior, superiors",
        ),
        (
            'T',
            "support, customer servise, costumer service, custumer service, tier 2 support, tier two support, level 2 support, level two support, second line support, second level support, customer service, customer support, customer care, customer assistance, client service, \
             client services, client support, support team, service team, customer services, \
             customer relations, technical support, tech support, help desk, helpdesk, service desk, \
             your team, your staff, the staff, support staff, support department, service department, \
             care team, call center, call centre, front desk, reception, someone in charge",
        ),
        (
            'G',
            "gym, spa, reception, front desk, concierge, hotel, restaurant, branch, office, store, shop, \
             bank, billing, sales, accounting, management, restaurant staff, kitchen, headquarters",
        ),
        ('g', "team, department, dept, desk, staff, crew, division, office"),
        (
            'P',
            "person, people, sum1, some1, someone, somebody, some one, some body, anyone, anybody, any one, \
             someone else, somebody else, anyone else, anybody else, someone real, somebody real, \
             someone human, person instead, assistant, assistants, individual, guy, man, woman, lady, \
             specialist, expert, professional, one of you, one of your people, your people, \
             people there, you guys, someone there, someone who, somebody who, non bot, colleague, \
             colleagues, real one",
        ),
        (
            'o',
            "someone else, somebody else, anyone else, anybody else, another person, another agent, \
             a different person, a different agent",
        ),
        (
            'h',
            "take a look, look at, look into, handle, help, help me, assist, take over, deal with, \
             have a look",
        ),
        (
            'A',
            "real, live, human, actual, proper, normal, physical, living, breathing, genuine, \
             flesh and blood, non robotic, non robot, real life, qualified, competent, customer service, \
             customer support, customer care, support, service, sales, technical, tech, call center, \
             call centre, billing, another, different, someone, other, chat, customer",
        ),
        (
            'D',
            "a, an, the, some, your, any, one of, one of your, one of the, ur, my, to, with, wth, w, \
             wiht, t, ot, tot, na, up, through, thru, over, directly, direct, straight, immediately, \
             right away, actually, another, different, other, better, more, new, damn, damned, bloody, \
             fucking, goddamn, freaking, fuckin, frigging, just, please, me, us, this, that, these, in, \
             there, back, instead, of, at, now, sort of, kind of, actual, intelligent, nearest, next, \
             available, first, proper, experienced, senior, whoever, 2",
        ),
        (
            'H',
            "help, helped, help me, assist, assist me, assistance, answer, answers, answer my, respond, \
             reply, resolve, solve, handle, fix, take over, look at, call me, talk to me, ask, support, \
             deal with, response, attention, contact me, speak to me, speak with me, intervene, step in, \
             join",
        ),
        ('f', "from, by, of"),
        (
            'i',
            "is there, are there, isnt there, arent there, do you have, have you got, got, \
             dont you have, you have, where is, where are, wheres, any, can i get",
        ),
        ('v', "available, there, around, here, online, please, instead, now, on the line, who can help"),
        (
            'n',
            "dont, do not, doesnt, didnt, did not, not, no need, never, no, dnt, without, wont, \
             cannot be, isnt, wasnt",
        ),
        (
            'B',
            "bot, bots, robot, robots, chatbot, chat bot, chatbots, machine, machines, computer, ai, \
             a i, virtual assistant, virtual agent, virtual assistants, virtual agents, \
             automated system, automated assistant, digital assistant, ai agent, ai assistant, \
             automation, automated, software, program, script, recording, algorithm, chatgpt",
        ),
        (
            'Y',
            "you are, youre, are you, ur, r u, are u, u r, you, arent you, u, youre not, were you, \
             you were, are these, is this, this is, it is, is it, are they, being a, be a, become a, \
             are virtual assistants, are virtual agents, think like, act like",
        ),
        (
            'b',
            "not, really, actually, a, an, the, just, even, also, secretly, sure, definitely, maybe, \
             perhaps, truly, only, still, some kind of, some sort of, kind of, that, an actual, more, \
             like, real, live",
        ),
        (
            'E',
            "am i talking, im talking, i am talking, am i speaking, im speaking, i am speaking, \
             am i chatting, im chatting, i am chatting, was i talking, who am i talking, \
             who am i speaking, am i even talking, am i really talking, am i actually talking, \
             i was talking, i was speaking, i spoke, i talked, nice talking, good talking, \
             pleasure talking, lovely talking, nice speaking, thanks for talking, i already spoke, \
             i have spoken, ive spoken, ive already talked, i chatted, was told by, were talking, \
             stop talking, quit talking, do i have to talk, do i need to talk",
        ),
        (
            'q',
            "do i have to, do i need to, do i really have to, will i have to, will i need to, should i, \
             would i have to, would i need to, must i, without having to, can i do this without, \
             instead of having to, rather not, prefer not to, avoid, without, can other, can someone, \
             can somebody",
        ),
        (
            'L',
            "please, pls, plz, hi, hello, hey, now, ok, okay, yes, no, nope, thanks, thank you, just, \
             just a, only, asap, immediately, right now, already, then, well, damn it, um, so, but, \
             sorry, sir, instead, for the love of god, speak, talk, i said, need, want",
        ),
        (
            'r',
            "someone ring me, somebody ring me, someone phone me, somebody phone me, call me back, call back, callback, call backs, ring me back, phone me back, phone me, \
             give me a call, gimme a call, give me a call back, arrange a call, arrange a callback, \
             schedule a call, schedule a callback, request a call, request a callback, arrange call, \
             schedule call, call me now, call me asap, call me please, call me on, call me at, \
             call me tomorrow, call me today, call me when, call me as soon, call me later, \
             call me after, call me before, call me in, call my number, call me immediately, \
             call me urgently, have someone call me, someone call me, someone to call me, \
             somebody call me, get back to me by phone, call to my number, please call me back",
        ),
        (
            'x',
            "contact person, contact number, contact details, contact us, in person, per person, \
             person to person, real estate agent, real estate agents, real estate, estate agent, \
             estate agents, travel agent, travel agents, delivery agent, delivery agents, \
             delivery person, delivery man, delivery guy, cleaning agent, human resources, human error, \
             human rights, human race, human nature, human body, human hair, other people, \
             number of people, agent fee, agent fees, agents fee, live in, live chat history, \
             live stream, live score, smart operator, chat history, chat log, tour operator, \
             phone operator, network operator, secret agent, people say, call it, call you, need people, \
             help desk hours, live match, personal agent, manager app, password manager, task manager, \
             file manager, someone elses, anyone elses, need support, want support, need service, \
             next person, new person, number of human, double agent, to call you, call log, \
             made a transfer, make a transfer, the transfer, my transfer, making a transfer, a transfer, \
             agent license, agent licence",
        ),
        (
            'p',
            "you dont, you didnt, you never, you wont, you do not, why dont you, cant you, why cant i, \
             i dont know, i do not know, dont know how, do not know how, not able to, not sure, \
             dont understand, do not understand, dont care, not working, not helping, does not help, \
             not helpful, not only, why not, if not, can not, im not getting",
        ),
        ('u', "you"),
        ('w', "can i, could i, may i, i want to, i need to, i would like to, id like to, let me"),
        ('e', "talk, talk please, please talk, escalate, escalate please, escalate this"),
        ('t', "to, with"),
        ('y', "someone who can, somebody who can, someone that can"),
        ('d', "deal with, dealing with, deal only with"),
        ('l', "call, a call, phone call, callback, call back"),
        (
            'j',
            "want a person, need a person, want person, give me a person, get me a person, want someone, need someone",
        ),
        ('z', "someone real, somebody real, real someone"),
    ],
    asks: "c D* A* N, c D* A* T, S D* G, C D* G, c m? D* G, S D* 1 g, C D* 2 g, o h, o 1 h, C D* A* G, \
           H f D* T, W D* A* P H, l f D* A* N, l f D* A* P, d D* A* N, d D* A P, ^ e $, \
           ^ L* w S t u L* $, N D* h, o D* h, j L* $, z H",
    never: "B D* N",
};
