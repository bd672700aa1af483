"""Voice notes as a dialogue keeps them between two inputs, and what one means to it; nobody listens here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.commands import Recording
from bot.flows.dialogue import Answered, Question, Reading, Wrong
from bot.flows.inbound import Voice
from bot.flows.messages import msgn
from bot.flows.outbound import Prompt

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.flows.answers import Answers
    from bot.flows.inbound import Event
    from bot.flows.known import Known
    from bot.flows.messages import Message

NAME = "recordings"
MOST = 3  # of one report: an officer listens to each of them
LONGEST = 5 * 60  # seconds


def keep(recording: Recording) -> dict[str, Any]:
    """Return a voice note as plain values."""
    return dict(vars(recording))


def kept(stored: Any) -> Recording:  # noqa: ANN401 - what `keep` made
    """Give back what `keep` was given."""
    return Recording(
        stored["file_id"], stored["file_unique_id"], stored["seconds"], as_music=bool(stored.get("as_music"))
    )


def accepts(stored: Any) -> bool:  # noqa: ANN401 - a stored value
    """Tell whether a stored value is a voice note."""
    if not isinstance(stored, dict) or type(stored.get("seconds")) is not int:
        return False
    return all(isinstance(stored.get(name), str) for name in ("file_id", "file_unique_id"))


def too_long(recording: Recording) -> Wrong | None:
    """Return the word for a voice note that nobody can be asked to hear to its end."""
    return Wrong(msgn("recording.too_long", LONGEST // 60)) if recording.seconds > LONGEST else None


def joined(recording: Recording, answers: Answers, also: Mapping[str, Any] | None = None) -> Answered | Wrong:
    """Add a voice note to those of a dialogue; one sent twice is one. `also` are answers it stands for."""
    held = _held(answers)
    again = any(each["file_unique_id"] == recording.file_unique_id for each in held)
    if not again and len(held) + answers.get("at_recordings", 0) >= MOST:
        return Wrong(msgn("recording.enough", MOST))
    added = held if again else [*held, keep(recording)]
    return too_long(recording) or Answered({**(also or {}), NAME: added})


def all_kept(answers: Answers) -> tuple[Recording, ...]:
    """Return the voice notes of a dialogue."""
    return tuple(map(kept, _held(answers)))


def _held(answers: Answers) -> list[Any]:
    """Return the voice notes of a dialogue as stored: none where another release has stored anything else."""
    held = answers.get(NAME)
    return [each for each in held if accepts(each)] if isinstance(held, list) else []


def _read(event: Event, answers: Answers, _: Known) -> Reading | None:
    return joined(event.recording, answers) if isinstance(event, Voice) else None


def _thank(answers: Answers, _: Known) -> Message | None:
    count = len(answers[NAME])
    return msgn("recording.thanks", count) if count else None


def _accepts(answer: Any, _: Known) -> bool:  # noqa: ANN401 - a stored value
    return isinstance(answer, list) and all(map(accepts, answer))


#: Never asked: a voice note joins whatever dialogue has this question, at any moment. It stands last, so
#: that going back drops none.
RECORDINGS = Question(
    NAME,
    lambda _, __: Prompt(()),
    _read,
    when=lambda answers, _: NAME in answers,
    acknowledge=_thank,
    accepts=_accepts,
    early=True,
)
