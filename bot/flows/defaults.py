"""What a question does that says nothing else: it always applies, takes any answer, says nothing of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.flows.answers import Answers
    from bot.flows.known import Known
    from bot.flows.outbound import Rows
    from bot.flows.readings import Said


def always(_: Answers, __: Known) -> bool:
    """Apply."""
    return True


def silent(_: Answers, __: Known) -> Said:
    """Say nothing."""
    return None


def anything(_: object, __: Known) -> bool:
    """Accept."""
    return True


def words(answer: object, _: Known) -> bool:
    """Accept words."""
    return isinstance(answer, str)


def no_more(_: Known) -> Rows:
    """Have one screen alone."""
    return ()
