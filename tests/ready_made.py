"""Ready-made answers of a territory as dialogues and screens get them, for the tests of screens."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.domain.ready import Purpose
from bot.flows.ready import Change, Changed, Filled, Model

if TYPE_CHECKING:
    from bot.domain.territory import Territory

ENOUGH_TO_TURN = 8  # more than a page
WEDNESDAY = date(2026, 9, 16)  # the longest names of days and months stand around it


def filled(territory: Territory) -> tuple[Filled, ...]:
    """Return the territory's ready answers as they read for a request: in both languages, in one, in none."""
    texts = {0: ("نعم", ()), 1: (None, ()), 2: (None, ("day",))}
    return tuple(
        Filled(each.id, each.title, purpose, texts[at % 3][0], "oui" * (at % 3 < 2), texts[at % 3][1])
        for at, each in enumerate(territory.ready)
        for purpose in (Purpose.ASK if at < ENOUGH_TO_TURN else Purpose.ANSWER,)
    )


def ready_models(territory: Territory) -> tuple[Model, ...]:
    """Return the territory's ready answers as officers see them, each changed in every way."""
    changes = tuple(Changed(WEDNESDAY, each, "ar" * (each is Change.WORDED), None) for each in Change)
    return tuple(
        Model(each, each.text, frozenset({"ar"}), off=at % 2 == 0, changes=changes)
        for at, each in enumerate(territory.ready)
    )
