"""A refusal says what it is in its own sentence, and carries the facts."""

from __future__ import annotations

import pytest

from bot.domain.errors import BrokenInput, IllegalMove, NotAllowed, Refusal, Stale, TooMany


@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        (
            IllegalMove("cleared", "planned"),
            "A thing in this state cannot go to that one. state=cleared, to=planned",
        ),
        (NotAllowed("decide"), "This person may not do that. act=decide"),
        (Stale(4, 2), "The thing has changed since the button was drawn. request=4, version=2"),
        (TooMany(), "This person has filed as many as the territory allows for now."),
        (BrokenInput(), "What was received cannot be read."),
    ],
)
def test_a_refusal_says_its_sentence_and_its_facts(refusal: Refusal, words: str) -> None:
    assert str(refusal) == words


def test_every_refusal_has_a_sentence() -> None:
    assert all((each.__doc__ or "").endswith(".") for each in Refusal.__subclasses__())
