"""Plays a dialogue: which question comes next, what an input means to it, and what is said then.

Where somebody stands is never stored: it is the first question that applies and has no answer.
So Back drops the last answer, Change drops one and keeps the others, and a release that adds or
removes a question asks what is missing. No clock, no database, no Telegram, no language here.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from bot.flows import labels
from bot.flows.answers import ask_again, is_behind, settle, step_back, tidy
from bot.flows.defaults import always, anything, no_more, silent
from bot.flows.inbound import Choice
from bot.flows.messages import Message, Term, TermKind, msg
from bot.flows.outbound import Keyboard, Option, Prompt
from bot.flows.readings import Answered, Aside, Beside, Farewell, Instead, Reading, Said, Toggled, Wrong

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.domain.commands import Command
    from bot.flows.answers import Answers
    from bot.flows.inbound import Event
    from bot.flows.known import Known
    from bot.flows.outbound import Rows

__all__ = [
    "Answered",
    "Aside",
    "Beside",
    "Farewell",
    "Instead",
    "Reading",
    "Said",
    "Toggled",
    "Wrong",
]  # what every dialogue needs

BACK, CANCEL, CHANGE = "back", "cancel", "change:"
AGAIN = "again"  # Back from another screen of the same question
NO = "no"  # nothing to give: no photo, no answer
PATIENCE = 3  # wrong inputs before a human is offered


@dataclass(frozen=True)
class Question:
    """One question of a dialogue.

    `ask` draws it, `read` tells what an input means to it (None: nothing), `when` whether it applies,
    looking only at earlier answers. `acknowledge` is said once answered. `accepts` re-reads a stored
    answer, which another release may have written. `more` are options of its other screens. An `early`
    question takes inputs of its own sort while another one is asked. One with `passed` does not insist:
    what is meant for a later question goes there, and `passed` tells what the answers are then.
    """

    name: str
    ask: Callable[[Answers, Known], Prompt]
    read: Callable[[Event, Answers, Known], Reading | None]
    when: Callable[[Answers, Known], bool] = always
    acknowledge: Callable[[Answers, Known], Said] = silent
    accepts: Callable[[Any, Known], bool] = anything
    more: Callable[[Known], Rows] = no_more
    early: bool = False
    passed: Callable[[Answers], Answers] | None = None


@dataclass(frozen=True)
class Flow:
    """A dialogue: its questions in order, and the command that its answers make.

    `opened` are the answers it is opened with, and what each is; without them it cannot be gone on with.
    """

    name: str
    questions: tuple[Question, ...]
    finish: Callable[[Answers], Command]
    opened: Mapping[str, type] = field(default_factory=dict)

    def question(self, name: str) -> Question | None:
        """Return the question of that name, if this release has it."""
        return next((each for each in self.questions if each.name == name), None)

    def before(self, question: Question) -> tuple[str, ...]:
        """Return the names of the questions that come before that one."""
        return tuple(each.name for each in self.questions[: self.questions.index(question)])


@dataclass(frozen=True)
class Session:
    """Somebody's dialogue between two inputs; everything in it is stored."""

    answers: Answers = field(default_factory=dict)
    misses: int = 0
    keyboard: Keyboard = Keyboard.NONE


@dataclass(frozen=True)
class Turn:
    """What an input brought: the session as it now is, what is said, and how it ended, if it did.

    `in_place` asks for the pressed message to be drawn again instead of a new one; `farewell` is said in
    place of the usual word when it was `cancelled`. `beside` opens another dialogue above this one.
    """

    session: Session
    prompts: tuple[Prompt, ...] = ()
    command: Command | None = None
    cancelled: bool = False
    farewell: Message | None = None
    in_place: bool = False
    beside: Beside | None = None


def reread(flow: Flow, session: Session, known: Known) -> Session:
    """Return the session without the answers that this release no longer accepts."""
    kept = {
        name: answer
        for name, answer in tidy(session.answers).items()
        if (question := flow.question(name)) is None or question.accepts(answer, known)
    }
    return replace(session, answers=kept)


def present(flow: Flow, answers: Answers, known: Known) -> Question | None:
    """Return the question that is due: the first that applies and has no answer."""
    due = (each for each in flow.questions if each.name not in answers and each.when(answers, known))
    return next(due, None)


def choices(flow: Flow, session: Session, known: Known) -> tuple[str, Rows]:
    """Return the present question's name and all its options, for matching typed words."""
    question = present(flow, session.answers, known)
    if question is None or _is_lost(flow, session):
        return "", ()
    return question.name, (*_drawn(flow, question, session, known).rows, *question.more(known))


def begin(flow: Flow, session: Session, known: Known, lines: tuple[Message, ...] = ()) -> Turn:
    """Ask the present question of a session that is opened, or taken up again after some `lines`."""
    return _go_on(flow, session, known, lines)


def advance(flow: Flow, session: Session, event: Event, known: Known) -> Turn:
    """Return what the input brings. A session to which nothing is missing ends, whatever came."""
    question = present(flow, session.answers, known)
    if question is None or _is_lost(flow, session):
        return _go_on(flow, session, known, ())
    if question.passed and not _is_meant_for(question, event, session.answers, known):
        return advance(flow, replace(session, answers=question.passed(session.answers)), event, known)
    if isinstance(event, Choice):
        return _choose(flow, session, event, question, known)
    for reader in (question, *(each for each in flow.questions if each.early and each is not question)):
        reading = reader.read(event, session.answers, known)
        if reading is not None:
            return _take(flow, session, reader, reading, known)
    return _take(flow, session, question, Wrong(labels.not_understood(event)), known)


def _is_meant_for(question: Question, event: Event, answers: Answers, known: Known) -> bool:
    if isinstance(event, Choice):
        return event.question == question.name
    return question.read(event, answers, known) is not None


def _is_lost(flow: Flow, session: Session) -> bool:
    """Tell whether what opened the dialogue is no longer there, after another release."""
    return any(type(session.answers.get(name)) is not kind for name, kind in flow.opened.items())


def _choose(flow: Flow, session: Session, choice: Choice, question: Question, known: Known) -> Turn:
    """Take a button for the question it was drawn for, which may be an earlier one but not a later one."""
    moved = _navigate(flow, session, choice, question, known)
    if moved is not None:
        return moved
    asked = flow.question(choice.question)
    if asked is None:  # a button that only calls the dialogue up, or of another release
        return _go_on(flow, session, known, ())
    reading = asked.read(choice, session.answers, known)
    reached = asked is question or asked.name in session.answers
    if not reached and not isinstance(reading, Aside):
        return _go_on(flow, session, known, ())
    return _take(flow, session, asked, reading or Wrong(labels.not_understood(choice)), known)


def _take(flow: Flow, session: Session, reader: Question, reading: Reading, known: Known) -> Turn:
    match reading:
        case Aside(prompt):
            return Turn(session, (replace(_sidestep(prompt), question=reader.name),))
        case Wrong(why):
            lines = (
                (why,)
                if session.misses + 1 < PATIENCE
                else (why, msg("dialogue.human", phone=Term(TermKind.PHONE)))
            )
            return _go_on(flow, replace(session, misses=session.misses + 1), known, lines)
        case Toggled(changed):
            return _toggle(flow, session, reader, changed, known)
        case Farewell() | Instead() | Beside():
            return _leave(session, reading)
    held = _without(session.answers, reading.drops)
    answers = {**settle(held, reader.name), **reading.answers}
    answered = replace(session, answers=answers, misses=0)
    return Turn(answered) if reading.quiet else _acknowledge(flow, answered, reader, known)


def _leave(session: Session, reading: Farewell | Instead | Beside) -> Turn:
    match reading:
        case Farewell(said):
            return Turn(session, cancelled=True, farewell=said)
        case Instead(command):
            return Turn(session, command=command)
    kept = _without(session.answers, reading.drops)
    return Turn(replace(session, answers=kept), beside=reading)


def _without(answers: Answers, names: tuple[str, ...]) -> Answers:
    return {name: answer for name, answer in answers.items() if name not in names}


def _toggle(flow: Flow, session: Session, reader: Question, changed: Answers, known: Known) -> Turn:
    """Draw the question again where its button was pressed; one that was answered is asked again."""
    reopened = ask_again(session.answers, reader.name) if reader.name in session.answers else session.answers
    toggled = replace(session, answers={**reopened, **changed}, misses=0)
    return Turn(toggled, (_drawn(flow, reader, toggled, known),), in_place=True)


def _acknowledge(flow: Flow, session: Session, reader: Question, known: Known) -> Turn:
    """Say what is said once a question is answered, before the next one is asked."""
    said = reader.acknowledge(session.answers, known)
    if isinstance(said, Prompt):
        turn = _go_on(flow, session, known, ())
        return replace(
            turn, prompts=(*turn.prompts[:-1], replace(said, question=reader.name), *turn.prompts[-1:])
        )
    lines = said if isinstance(said, tuple) else (said,) if said else ()
    return _go_on(flow, session, known, lines)


def _go_on(flow: Flow, session: Session, known: Known, lines: tuple[Message, ...]) -> Turn:
    """Ask what is due, after `lines`, or finish with the answers to the questions that apply."""
    if _is_lost(flow, session):
        return Turn(session, cancelled=True)
    question = present(flow, session.answers, known)
    if question is None:
        idle = {each.name for each in flow.questions if not each.when(session.answers, known)}
        applying = {name: answer for name, answer in session.answers.items() if name not in idle}
        return Turn(session, command=flow.finish(applying))
    prompt = _drawn(flow, question, session, known)
    prompts = _beside(session.keyboard, lines, prompt)
    return Turn(replace(session, keyboard=prompt.keyboard), prompts)


def _beside(screen: Keyboard, lines: tuple[Message, ...], prompt: Prompt) -> tuple[Prompt, ...]:
    """Join the lines to the prompt, or let them take away a reply keyboard that would stay on the screen."""
    if screen is Keyboard.REPLY and prompt.keyboard is not Keyboard.REPLY:
        return (Prompt(lines or (msg("dialogue.noted"),), keyboard=Keyboard.CLEAR), prompt)
    return (replace(prompt, lines=(*lines, *prompt.lines)),)


def _drawn(flow: Flow, question: Question, session: Session, known: Known) -> Prompt:
    """Return a question's prompt with Back, where there is something behind, and Cancel."""
    prompt = question.ask(session.answers, known)
    behind = is_behind(session.answers, question.name, flow.before(question))
    last = (*((Option(BACK, labels.BACK),) * behind), Option(CANCEL, labels.CANCEL))
    keyboard = Keyboard.INLINE if prompt.keyboard is Keyboard.NONE else prompt.keyboard
    return replace(prompt, rows=(*prompt.rows, last), keyboard=keyboard, question=question.name)


def _sidestep(prompt: Prompt) -> Prompt:
    """Let another screen of a question lead back to its first; a mere word needs no buttons."""
    if not prompt.rows:
        return prompt
    back = (Option(AGAIN, labels.BACK), Option(CANCEL, labels.CANCEL))
    return replace(prompt, rows=(*prompt.rows, back))


def _navigate(flow: Flow, session: Session, choice: Choice, question: Question, known: Known) -> Turn | None:
    """Go back, cancel or change; None when the choice is no navigation."""
    if choice.value not in (BACK, CANCEL, AGAIN) and not choice.value.startswith(CHANGE):
        return None
    if choice.question != question.name or choice.value == AGAIN:  # an older message's button loses nothing
        return _go_on(flow, session, known, ())
    if choice.value == CANCEL:
        return Turn(session, cancelled=True)
    if choice.value == BACK:
        behind = step_back(session.answers, question.name, flow.before(question))
        return _go_on(flow, reread(flow, replace(session, answers=behind, misses=0), known), known, ())
    changed = flow.question(choice.value.removeprefix(CHANGE))
    if changed is None or changed is question:
        return _go_on(flow, session, known, ())
    return _go_on(flow, replace(session, answers=ask_again(session.answers, changed.name)), known, ())
