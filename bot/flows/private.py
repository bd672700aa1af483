"""What no application asks for and nobody should send: papers, identity numbers, health; it keeps none."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.flows.dialogue import Wrong
from bot.flows.inbound import Odd, Oddity, Photo, Text
from bot.flows.messages import msg
from bot.flows.phones import read_phone

if TYPE_CHECKING:
    from bot.flows.answers import Answers
    from bot.flows.dialogue import Question, Reading
    from bot.flows.inbound import Event
    from bot.flows.known import Known
    from bot.flows.messages import Message

#: Words parted by commas, in every language of the territory.
HEALTH = msg("words.health")

_APART = re.compile(r"(?<=[\dAB])[ .\u00a0\u202f-](?=[\dAB])", re.IGNORECASE)
_NUMBERS = re.compile(
    r"(?<![\w+])"
    r"(?:\d{5}2[AB]\d{6}(?:\d{2})?"  # social security, of somebody born in Corsica
    r"|\d{2}[A-Z]{2}\d{5}"  # a French passport
    r"|[A-Z]{1,2}\d{6,30}"  # passports and cards of other countries, bank accounts
    r"|\d{10,24})"  # social security, identity cards, residence permits, bank cards
    r"(?!\w)",
    re.IGNORECASE,
)
_PHONES = re.compile(r"(?:0[1-9]\d{8})+")  # several below one another


def careful(question: Question) -> Question:
    """Return the question as it is, but for what is refused before it is read."""

    def read(event: Event, answers: Answers, known: Known) -> Reading | None:
        why = refused(event, known)
        return Wrong(why) if why else question.read(event, answers, known)

    return replace(question, read=read)


def refused(event: Event, known: Known) -> Message | None:
    """Return why something is not taken; None when it is."""
    match event:
        case Photo() | Odd(Oddity.DOCUMENT) | Odd(Oddity.TOO_BIG):
            return msg("private.papers")
        case Text(text) if names_a_number(text):
            return msg("private.numbers")
        case Text(text) if known.mentions(text, HEALTH):
            return msg("private.health")
    return None


def names_a_number(text: str) -> bool:
    """Tell whether a text holds what looks like the number of a person or a paper, and is no telephone's."""
    found = _NUMBERS.findall(_APART.sub("", text))
    return not all(read_phone(number) or _PHONES.fullmatch(number) for number in found)
