"""Questions answered by buttons: one of some, or several of some; what is asked is the dialogues' matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.flows.defaults import always
from bot.flows.dialogue import Answered, Question, Reading, Toggled, Wrong
from bot.flows.inbound import Choice, Event, Text
from bot.flows.messages import msg
from bot.flows.outbound import Keyboard, Option, Prompt, pairs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from bot.flows.answers import Answers
    from bot.flows.known import Known
    from bot.flows.messages import Message

Lines = tuple["Message", ...]
ANY, DONE = "any", "done"


def one_of(
    name: str,
    lines: Callable[[Known], Lines],
    options: Callable[[Known], Mapping[str, Message]],
    when: Callable[[Answers, Known], bool] = always,
) -> Question:
    """Return a question answered by one button of `options`, labels by value; the answer is the value."""

    def ask(_: Answers, known: Known) -> Prompt:
        rows = pairs([Option(value, label) for value, label in options(known).items()])
        return Prompt(lines(known), rows, Keyboard.INLINE)

    def read(event: Event, answers: Answers, known: Known) -> Reading | None:
        match event:
            case Choice(value) if value in options(known):
                return Answered({name: value})
            case Text() if name not in answers:
                return Wrong(msg("choosing.wrong"))
        return None

    def accepts(answer: Any, known: Known) -> bool:  # noqa: ANN401 - a stored value
        return isinstance(answer, str) and answer in options(known)

    return Question(name, ask, read, when=when, accepts=accepts)


@dataclass(frozen=True)
class _Several:
    """A question answered by any number of buttons; `any_of_them` labels the one that chooses none."""

    name: str
    lines: Callable[[Known], Lines]
    options: Callable[[Known], Mapping[str, Message]]
    any_of_them: Message

    @property
    def ticks(self) -> str:
        """Return the name under which the ticks are kept until they are the answer."""
        return f"{self.name}_ticked"

    def ticked(self, answers: Answers, known: Known) -> list[str]:
        held = answers.get(self.ticks)
        return [value for value in self.options(known) if isinstance(held, list) and value in held]

    def ask(self, answers: Answers, known: Known) -> Prompt:
        chosen = self.ticked(answers, known)
        shown = [
            Option(value, msg("choosing.ticked", label=label) if value in chosen else label)
            for value, label in self.options(known).items()
        ]
        done = ((Option(DONE, msg("choosing.done")),),) if chosen else ()
        rows = (*pairs(shown), (Option(ANY, self.any_of_them),), *done)
        return Prompt(self.lines(known), rows, Keyboard.INLINE)

    def read(self, event: Event, answers: Answers, known: Known) -> Reading | None:
        chosen = self.ticked(answers, known)
        match event:
            case Choice(value) if value in self.options(known):
                other = [each for each in chosen if each != value] if value in chosen else [*chosen, value]
                return Toggled({self.ticks: other})
            case Choice(value) if value == ANY:
                return Answered({self.name: [], self.ticks: []})
            case Choice(value) if value == DONE and chosen:
                return Answered({self.name: chosen})
            case Text() if self.name not in answers:
                return Wrong(msg("choosing.wrong"))
        return None

    def accepts(self, answer: Any, known: Known) -> bool:  # noqa: ANN401 - a stored value
        return isinstance(answer, list) and all(value in [*self.options(known)] for value in answer)


def several(
    name: str,
    lines: Callable[[Known], Lines],
    options: Callable[[Known], Mapping[str, Message]],
    any_of_them: Message,
) -> Question:
    """Return a question answered by any number of buttons; the answer lists their values, none for any.

    A press ticks a button or takes its tick away, and the question is drawn again.
    """
    asked = _Several(name, lines, options, any_of_them)
    return Question(name, asked.ask, asked.read, accepts=asked.accepts)


def listed(labels: Iterable[Message]) -> Message | None:
    """Return some labels in one line, parted by commas; None when there is none."""
    said: Message | None = None
    for label in labels:
        said = label if said is None else msg("choosing.listed", said=said, label=label)
    return said
