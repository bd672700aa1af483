"""Ready-made answers as they read for one request, and the words of their variables; it fills none in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.ready import VARIABLES, Purpose
from bot.domain.request import RequestKind
from bot.flows.messages import Code, Message, Worded, msg
from bot.flows.outbound import Option

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from bot.domain.ready import ReadyAnswer
    from bot.domain.territory import Texts
    from bot.flows.outbound import Rows

PAGE_LENGTH = 6  # and one button for the next page
CHOSEN, PAGE = "r:", "p:"  # how a button's value begins

#: What each variable becomes, for officers who word an answer.
MEANS: dict[str, Message] = {
    "first_name": msg("ready.variable.first_name"),
    "reference": msg("ready.variable.reference"),
    "service": msg("ready.variable.service"),
    "phone": msg("ready.variable.phone"),
    "answer_by": msg("ready.variable.answer_by"),
    "district": msg("ready.variable.district"),
    "day": msg("ready.variable.day"),
    "hour": msg("ready.variable.hour"),
    "crew": msg("ready.variable.crew"),
}
assert set(MEANS) == set(VARIABLES)

PURPOSES: dict[Purpose, Message] = {
    Purpose.ANSWER: msg("ready.purpose.answer"),
    Purpose.ASK: msg("ready.purpose.ask"),
    Purpose.TELL: msg("ready.purpose.tell"),
}
#: Kinds of request that officers choose among for an answer of their own; besides, all.
KIND_NAMES: dict[RequestKind, Message] = {
    RequestKind.REPORT: msg("ready.kind.report"),
    RequestKind.APPLICATION: msg("ready.kind.application"),
    RequestKind.QUESTION: msg("ready.kind.question"),
    RequestKind.RESCHEDULE: msg("ready.kind.reschedule"),
    RequestKind.CONTESTED: msg("ready.kind.contested"),
    RequestKind.ATTESTATION: msg("ready.kind.attestation"),
}


class Change(StrEnum):
    """What an officer did with a text of their own."""

    WORDED = "worded"
    RESTORED = "restored"  # the territory's words count again
    MADE = "made"
    OFF = "off"  # put aside
    ON = "on"


@dataclass(frozen=True)
class Changed:
    """A change of a ready-made answer: when, what, in which language if one, by whom if that is known."""

    day: date
    what: Change
    language: str
    name: str | None


@dataclass(frozen=True)
class Model:
    """A ready-made answer as officers see it, with their own words in the place of the `original` ones.

    `worded` are the languages in which it is theirs; one they have `made` is theirs alone. One that is `off`
    is offered no more.
    """

    ready: ReadyAnswer
    original: Texts
    worded: frozenset[str] = frozenset()
    made: bool = False
    off: bool = False
    changes: tuple[Changed, ...] = ()


@dataclass(frozen=True)
class Filled:
    """A ready-made answer filled in for one request.

    `text` is in the language the person reads, None when nobody has written it there; `own` is in the
    territory's own. `lacks` are the variables that have no value for this request: it cannot leave.
    """

    id: str
    title: Texts
    purpose: Purpose
    text: str | None
    own: str
    lacks: tuple[str, ...] = ()


def variable(name: str) -> Code:
    """Return a variable as it is written in a text."""
    return Code(f"{{{name}}}")


def rows(fitting: Sequence[Filled], page: int) -> Rows:
    """Return a page of buttons, one for each, and one for the next page when there are more."""
    first = page * PAGE_LENGTH if page * PAGE_LENGTH < len(fitting) else 0
    shown = fitting[first : first + PAGE_LENGTH]
    listed = tuple((Option(f"{CHOSEN}{each.id}", title(each.title)),) for each in shown)
    if len(fitting) <= PAGE_LENGTH:
        return listed
    following = first // PAGE_LENGTH + 1
    more = following if following * PAGE_LENGTH < len(fitting) else 0
    return (*listed, (Option(f"{PAGE}{more}", msg("ready.more")),))


def title(texts: Texts) -> Message:
    """Return the label of its button."""
    return msg("ready.title", title=Worded(texts))


def lacking(names: Iterable[str]) -> Message:
    """Say which value this request does not have."""
    first = next(iter(names))
    means = MEANS.get(first) or msg("label.term", term=variable(first))  # of a release that had it
    return msg("ready.lacks", variable=variable(first), means=means)
