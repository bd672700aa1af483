"""Words written out of the blue: a danger, a dump, the crew, a greeting; anything else is the menu's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.text import fold, shorten
from bot.flows import menu
from bot.flows.messages import msg
from bot.flows.report_dump import REPORT_DUMP, emergency
from bot.services import dangers, dialogues, own_applications

if TYPE_CHECKING:
    from bot.services.work import Work
    from bot.storage.people import Person

#: Lists of words, parted by commas, in every language of the territory.
DUMP, JOINING, GREETING = msg("words.dump"), msg("words.joining"), msg("words.greeting")
A_SENTENCE = 4  # words: shorter ones say no more than that there is a dump


def take(work: Work, person: Person, text: str) -> bool:
    """Answer words that mean something; False when they mean nothing to us."""
    typed = fold(text)
    danger = dangers.is_danger(work, text)
    if danger:
        work.say(person.id, *emergency(work.known))
    if danger or work.words.mentions(typed, DUMP):
        note = shorten(text, work.territory.limits.note_characters)
        answers: dict[str, Any] = {"note": note} if len(typed.split()) >= A_SENTENCE else {}
        answers |= {"danger": True} if danger else {}
        dialogues.open_new(work, person, REPORT_DUMP, answers)
        return True
    if work.words.mentions(typed, JOINING):
        own_applications.join(work, person)
        return True
    if work.words.mentions(typed, GREETING):
        work.send(person.id, menu.welcome())
        return True
    return False
