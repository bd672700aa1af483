"""Questions answered by members of the crews, on pages where they are many; it lets nobody in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.domain.text import fold
from bot.flows.dialogue import Answered, Question, Reading, Toggled, Wrong
from bot.flows.inbound import Choice, Event, Text
from bot.flows.messages import msg
from bot.flows.outbound import Keyboard, Option, Prompt

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.domain.seats import Member
    from bot.flows.answers import Answers
    from bot.flows.known import Known
    from bot.flows.messages import Message
    from bot.flows.outbound import Rows

PAGE = 5  # members a screen
DONE, EARLIER, LATER = "done", "previous", "next"
PEOPLE, TICKED, AT = "people", "people_ticked", "people_page"


@dataclass(frozen=True)
class _Picking:
    """A question named `people`: one member (`one`), or several that are ticked; the answer lists them."""

    lines: tuple[Message, ...]
    one: Callable[[Answers], bool]

    def ask(self, answers: Answers, known: Known) -> Prompt:
        chosen, one = _ticked(answers, known), self.one(answers)
        shown = tuple((_option(each, ticked=each.person in chosen),) for each in _page(answers, known))
        done = ((Option(DONE, msg("choosing.done")),),) if chosen and not one else ()
        hint = msg("programme.people.one_hint") if one else msg("programme.people.several_hint")
        return Prompt((*self.lines, hint), (*shown, *_turns(answers, known), *done), Keyboard.INLINE)

    def read(self, event: Event, answers: Answers, known: Known) -> Reading | None:
        match event:
            case Choice(value) if value in (EARLIER, LATER):
                step = 1 if value == LATER else -1
                return Toggled({AT: max(0, min(_at(answers, known) + step, _last(known)))})
            case Choice(value) if value == DONE and (chosen := _ticked(answers, known)):
                return Answered({PEOPLE: chosen})
            case Choice(value) | Text(value):
                return self._take(_meant(value, known), answers, known)
        return None

    def _take(self, person: int | None, answers: Answers, known: Known) -> Reading:
        if person is None:
            return Wrong(msg("programme.people.unknown"))
        if self.one(answers):
            return Answered({PEOPLE: [person]})
        chosen = _ticked(answers, known)
        other = [each for each in chosen if each != person] if person in chosen else [*chosen, person]
        return Toggled({TICKED: other})


def people_question(
    lines: tuple[Message, ...],
    when: Callable[[Answers, Known], bool],
    one: Callable[[Answers], bool],
) -> Question:
    """Return a question named `people`, answered by the numbers of one member or of several."""
    asked = _Picking(lines, one)
    return Question(PEOPLE, asked.ask, asked.read, when=when, accepts=_accepts)


def _accepts(answer: Any, known: Known) -> bool:  # noqa: ANN401 - a stored value
    there = {each.person for each in known.members()}
    return isinstance(answer, list) and bool(answer) and all(each in there for each in answer)


def _ticked(answers: Answers, known: Known) -> list[int]:
    held = answers.get(TICKED)
    return [each.person for each in known.members() if isinstance(held, list) and each.person in held]


def _last(known: Known) -> int:
    return max(0, len(known.members()) - 1) // PAGE


def _at(answers: Answers, known: Known) -> int:
    held = answers.get(AT)
    return min(held, _last(known)) if isinstance(held, int) and held >= 0 else 0


def _page(answers: Answers, known: Known) -> tuple[Member, ...]:
    first = _at(answers, known) * PAGE
    return known.members()[first : first + PAGE]


def _option(member: Member, *, ticked: bool) -> Option:
    label = msg("programme.people.named", name=member.name)
    if member.reference and member.reference != member.name:
        label = msg("programme.people.with_reference", name=member.name, reference=member.reference)
    return Option(str(member.person), msg("choosing.ticked", label=label) if ticked else label)


def _turns(answers: Answers, known: Known) -> Rows:
    at = _at(answers, known)
    back = (Option(EARLIER, msg("card.previous")),) if at else ()
    on = (Option(LATER, msg("card.next")),) if at < _last(known) else ()
    return ((*back, *on),) if back or on else ()


def _meant(value: str, known: Known) -> int | None:
    """Return the member of that number, reference or name."""
    typed = fold(value)
    for each in known.members():
        if value == str(each.person) or typed in (fold(each.reference), fold(each.name)):
            return each.person
    return None
