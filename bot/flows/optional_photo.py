"""A question for one photo that nobody has to give: of the clean place, of what is left; for any dialogue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.flows import labels, pictures
from bot.flows.dialogue import NO, Answered, Question, Reading, Wrong
from bot.flows.inbound import Choice, Event, Photo, Text
from bot.flows.messages import msg
from bot.flows.outbound import Keyboard, Option, Prompt

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.domain.commands import Picture
    from bot.flows.answers import Answers
    from bot.flows.known import Known
    from bot.flows.messages import Message


def optional_photo(name: str, line: Callable[[Answers], Message]) -> Question:
    """Return the question of that name which `line` words; its answer is read by `given`."""

    def ask(answers: Answers, _: Known) -> Prompt:
        return Prompt((line(answers),), ((Option(NO, labels.NO_PHOTO),),), Keyboard.INLINE)

    def read(event: Event, _: Answers, __: Known) -> Reading | None:
        match event:
            case Photo(picture):
                return Answered({name: pictures.keep(picture)})
            case Choice(value) if value == NO:
                return Answered({name: None})
            case Text():
                return Wrong(msg("report.photos.wrong"))
        return None

    return Question(name, ask, read, accepts=_accepts)


def given(answer: Any) -> Picture | None:  # noqa: ANN401 - a stored value
    """Return the photo that was given, if any."""
    return pictures.kept(answer) if answer else None


def _accepts(answer: Any, _: Known) -> bool:  # noqa: ANN401 - a stored value
    return answer is None or pictures.accepts(answer)
