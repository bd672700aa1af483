"""« Des déchets, ou autre chose ? »: asked first of whoever may have sent a photo for another reason.

Nothing is fetched before the answer, and nothing of anything else is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows import recordings
from bot.flows.dialogue import Answered, Farewell, Question, Reading, Wrong
from bot.flows.inbound import Choice, Event, Photo, Text, Voice
from bot.flows.messages import Term, TermKind, msg
from bot.flows.outbound import Keyboard, Option, Prompt

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.flows.answers import Answers
    from bot.flows.known import Known

UNSURE = {"at_unsure": True}  # opens a report with this question
WASTE, OTHER = "waste", "other"


def about(read_photo: Callable[[Event, Answers, Known], Reading | None]) -> Question:
    """Return the question; what is sent meanwhile waits in the dialogue, photos read by `read_photo`."""

    def read(event: Event, answers: Answers, known: Known) -> Reading | None:
        match event:
            case Choice(value) if value == WASTE:
                return Answered({"about": WASTE})
            case Choice(value) if value == OTHER and "about" not in answers:
                return Farewell(msg("about.not_kept", phone=Term(TermKind.PHONE)))
            case Photo() if "about" not in answers:
                return read_photo(event, answers, known)
            case Voice(recording) if "about" not in answers:
                return recordings.joined(recording, answers)
            case Text() if "about" not in answers:
                return Wrong(msg("choosing.wrong"))
        return None

    return Question(
        "about",
        _ask,
        read,
        when=lambda answers, _: "at_unsure" in answers and "place" not in answers,  # a place says enough
        accepts=lambda answer, _: answer == WASTE,
    )


def _ask(_: Answers, __: Known) -> Prompt:
    rows = ((Option(WASTE, msg("about.waste")), Option(OTHER, msg("about.other"))),)
    return Prompt((msg("about.ask"),), rows, Keyboard.INLINE)
