"""Answers that a dialogue gathers on its way and never asks for; after a release they are read again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.flows.dialogue import Question
from bot.flows.outbound import Prompt

if TYPE_CHECKING:
    from collections.abc import Callable


def gathered(name: str, accepts: Callable[[Any], bool]) -> Question:
    """Return the question of that name: it applies once it has its answer, which `accepts` reads again."""
    return Question(
        name,
        lambda _, __: Prompt(()),
        lambda _, __, ___: None,
        when=lambda answers, _: name in answers,
        accepts=lambda answer, _: accepts(answer),
    )


#: Set when somebody's words told of a danger: the report comes to the officer as a dangerous one.
DANGER = gathered("danger", lambda answer: answer is True)
