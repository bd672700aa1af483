"""Cards of matters in every standing, with all there can be on them, for the tests of screens."""

from __future__ import annotations

import itertools
from datetime import date
from typing import TYPE_CHECKING

from bot.domain.application import CallTime
from bot.domain.matter import State
from bot.domain.request import MATTERS, Holder, Standing
from bot.flows.application_lines import Reach
from bot.flows.matter_lines import MatterCard
from bot.flows.messages import msg
from tests.application_cards import NOTE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.request import RequestKind
    from bot.domain.territory import Territory

WEDNESDAY = date(2026, 9, 16)  # the longest names of days and months stand around it


def _card(
    territory: Territory, kind: RequestKind, state: State, standing: Standing, *, full: bool
) -> MatterCard:
    said = "w" * 600 if full else None
    return MatterCard(
        kind=kind,
        request=2**63 - 1,
        version=2**31 - 1,
        reference="S-999999",
        state=state,
        standing=standing,
        since=WEDNESDAY,
        answer_by=WEDNESDAY,
        reach=Reach("w" * 80, "+33639981234", CallTime.WRITE, "w" * 40, territory.languages[0])
        if full
        else Reach(None, None, None, None, territory.languages[0]),
        languages=territory.languages,
        reachable=full,
        movable=full,
        lines=(msg("answer.question", question="w" * 116),) * 2 * full,
        text=said,
        recordings=3 * full,
        notes=(NOTE,) * 2 * full,
        question=said,
        answer=said,
        unanswered=full,
        reply=said,
        outcome=said,
    )


def matter_cards(territory: Territory) -> Iterator[MatterCard]:
    """Give a card of every standing, with everything on it that can be, as long as it can be."""
    either = (True, False)
    for kind, state, holder, full, back in itertools.product(sorted(MATTERS), State, Holder, either, either):
        standing = Standing(holder, late=full, behind=100 * full, back=back)
        yield _card(territory, kind, state, standing, full=full)
