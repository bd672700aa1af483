"""Ready-made answers: what each is for, and the variables its text may hold; it fills none in.

A text names a variable between braces, as in « Votre rendez-vous est le {day} ». There is a closed set of
them, each known for some kinds of request only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain import application, matter, report
from bot.domain.request import MATTERS, RequestKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from bot.domain.territory import Texts

LONGEST_TITLE = 38  # it stands on a button, after a pictogram
LONGEST_READY = 400  # filled in it still fits what an officer may write to somebody
_BRACES = re.compile(r"\{([^{}]*)\}")


class Purpose(StrEnum):
    """What an officer does with it."""

    ANSWER = "answer"
    ASK = "ask"
    TELL = "tell"


#: Kinds of request whose person can be written to about them.
KINDS = (
    RequestKind.REPORT,
    RequestKind.APPLICATION,
    *sorted(MATTERS),
)

STATES: dict[RequestKind, frozenset[str]] = {
    RequestKind.REPORT: frozenset(report.State),
    RequestKind.APPLICATION: frozenset(application.State),
    **dict.fromkeys(MATTERS, frozenset(matter.State)),
}

_OF_A_TIME = frozenset({RequestKind.APPLICATION, RequestKind.RESCHEDULE, RequestKind.CONTESTED})

#: Every variable there is, and the kinds of request it is known for.
VARIABLES: dict[str, frozenset[RequestKind]] = {
    "first_name": frozenset(KINDS),
    "reference": frozenset(KINDS),
    "service": frozenset(KINDS),
    "phone": frozenset(KINDS),  # the service's
    "answer_by": frozenset(KINDS),
    "district": frozenset({RequestKind.REPORT, RequestKind.APPLICATION}),
    "day": _OF_A_TIME | {RequestKind.REPORT},  # when a crew comes, a meeting or an appointment is
    "hour": _OF_A_TIME,
    "crew": frozenset(KINDS) - {RequestKind.REPORT},
}


@dataclass(frozen=True, slots=True)
class ReadyAnswer:
    """A ready-made answer for some kinds of request, in some states or, with none named, in all."""

    id: str
    title: Texts
    purpose: Purpose
    kinds: tuple[RequestKind, ...]
    states: tuple[str, ...]
    text: Texts

    def fits(self, kind: RequestKind, state: str) -> bool:
        """Tell whether it is meant for a request of that kind as it stands."""
        return kind in self.kinds and (not self.states or state in self.states)


def named(text: str) -> tuple[str, ...]:
    """Return what stands between braces in a text, in its order, each once."""
    return tuple(dict.fromkeys(_BRACES.findall(text)))


def known_for(kinds: Iterable[RequestKind]) -> tuple[str, ...]:
    """Return the variables that are known for every one of these kinds."""
    wanted = frozenset(kinds)
    return tuple(name for name, known in VARIABLES.items() if wanted <= known)


def unknown(text: str, known: Collection[str]) -> tuple[str, ...]:
    """Return what a text names between braces that is none of the variables known; "" for a brace alone."""
    alone = ("",) if set("{}") & set(_BRACES.sub("", text)) else ()
    return tuple(name for name in (*named(text), *alone) if name not in known)
