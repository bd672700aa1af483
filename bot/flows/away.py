"""An officer's absence: its dialogue, what is said of it, the button that ends it; it decides nothing."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.commands import BeAway
from bot.flows.decided import day_question
from bot.flows.dialogue import Answered, Flow, Question, Reading
from bot.flows.inbound import Choice, Event
from bot.flows.messages import Message, msg, msgn
from bot.flows.outbound import Keyboard, Option, Prompt, card_data

if TYPE_CHECKING:
    from bot.flows.answers import Answers
    from bot.flows.known import Known

KIND = "away"
NOBODY = "nobody"


class Deed(StrEnum):
    """What a button does."""

    BACK = "back"


def named(name: str | None, place: int) -> Message:
    """Return what a colleague is called; who has given no name, by their place among those who decide."""
    return msg("team.named", name=name) if name else msg("team.unnamed", number=place)


def _days(_: Answers, known: Known) -> list[date]:
    """Offer tomorrow, next Monday, the Mondays after it, each as the working day that it leads to."""
    office, today = known.territory.office, known.today
    monday = today + timedelta(days=7 - today.weekday())
    wished = (today + timedelta(days=1), *(monday + timedelta(weeks=week) for week in range(4)))
    return sorted({office.add_working_days(day, 0) for day in wished})


def _tomorrow(answers: Answers) -> date:
    return date.fromisoformat(answers["at_day"]) + timedelta(days=1)


def _ask_deputy(answers: Answers, _: Known) -> Prompt:
    listed = answers["at_deputies"]
    people = [Option(str(number), msg("away.named", name=named(*who))) for number, *who in listed]
    options = (*people, Option(NOBODY, msg("away.nobody")))
    lines = (msg("away.who"), msg("away.who_hint"))
    return Prompt(lines, tuple((option,) for option in options))


def _read_deputy(event: Event, answers: Answers, _: Known) -> Reading | None:
    match event:
        case Choice(value) if value == NOBODY:
            return Answered({"deputy": 0})
        case Choice(value) if value in {str(number) for number, *_ in answers["at_deputies"]}:
            return Answered({"deputy": int(value)})
    return None


BE_AWAY = Flow(
    "be_away",
    (
        day_question(lambda _: (msg("away.ask"), msg("away.hint")), offered=_days, first=_tomorrow),
        Question(
            "deputy",
            _ask_deputy,
            _read_deputy,
            when=lambda answers, _: bool(answers["at_deputies"]),
            accepts=lambda answer, _: isinstance(answer, int),
        ),
    ),
    lambda answers: BeAway(date.fromisoformat(answers["day"]), answers.get("deputy") or None),
    {"at_day": str, "at_deputies": list},
)


def gone(day: date, deputy: Message | None) -> Prompt:
    """Say until when somebody is away, who stands in, and how it ends."""
    stands_in = (msg("away.stands_in", name=deputy),) if deputy else ()
    back = Option(card_data(KIND, 0, Deed.BACK, 0), msg("away.back"))
    lines = (msg("away.until", day=day), *stands_in, msg("away.ends"))
    return Prompt(lines, ((back,),), Keyboard.INLINE)


def back(waiting: int, queue: Option) -> Prompt:
    """Say what waits for whoever is back."""
    if not waiting:
        return Prompt((msg("away.welcome"), msg("away.nothing")))
    return Prompt((msg("away.welcome"), msgn("away.waiting", waiting)), ((queue,),), Keyboard.INLINE)


def deputised(name: Message, day: date) -> tuple[Message, ...]:
    """Tell a deputy for whom, and until when."""
    return (msg("away.deputy", name=name, day=day), msg("away.deputy_hint"))
