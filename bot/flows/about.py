"""« Des déchets, ou autre chose ? »: asked first of whoever may have sent a photo for another reason.

Nothing is fetched before the answer, and nothing of anything else is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.commands import TellAbsence
from bot.flows import recordings
from bot.flows.dialogue import Answered, Farewell, Instead, Question, Reading, Wrong
from bot.flows.inbound import Choice, Event, Photo, Text, Voice
from bot.flows.messages import Term, TermKind, msg
from bot.flows.outbound import Keyboard, Option, Prompt

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.flows.answers import Answers
    from bot.flows.known import Known
    from bot.flows.outbound import Rows

#: What opens a report with this question: for an applicant, and for somebody who has a crew.
UNSURE, OF_CREW = {"at_unsure": True}, {"at_unsure": True, "at_crew": True}
WASTE, ABSENCE, OTHER = "waste", "absence", "other"
ELSE: dict[str, Reading] = {
    ABSENCE: Instead(TellAbsence()),
    OTHER: Farewell(msg("about.not_kept", phone=Term(TermKind.PHONE))),
}


def about(read_photo: Callable[[Event, Answers, Known], Reading | None]) -> Question:
    """Return the question; what is sent meanwhile waits in the dialogue, photos read by `read_photo`."""

    def read(event: Event, answers: Answers, known: Known) -> Reading | None:
        match event:
            case Choice(value) if value == WASTE:
                return Answered({"about": WASTE})
            case Choice(value) if value in ELSE and "about" not in answers:
                return ELSE[value]
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


def _ask(answers: Answers, _: Known) -> Prompt:
    waste, other = Option(WASTE, msg("about.waste")), Option(OTHER, msg("about.other"))
    if "at_crew" in answers:
        rows: Rows = ((waste,), (Option(ABSENCE, msg("about.absence")),), (other,))
        return Prompt((msg("about.ask_crew"),), rows, Keyboard.INLINE)
    return Prompt((msg("about.ask"),), ((waste, other),), Keyboard.INLINE)
