"""Plays a dialogue: which question comes next, what an input means to it, and what is said then.

Where somebody stands is never stored: it is the first question that applies and has no answer.
So Back drops the last answer, Change drops one and keeps the others, and a release that adds or
removes a question asks what is missing. No clock, no database, no Telegram, no language here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from bot.flows import labels
from bot.flows.inbound import Choice
from bot.flows.messages import Message, Term, TermKind, msg
from bot.flows.outbound import Keyboard, Option, Prompt, Rows

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.commands import Command
    from bot.domain.territory import Territory
    from bot.flows.inbound import Event

Answers = Mapping[str, Any]
"""Plain values by question name; `_wanted` and `_was` are the engine's own."""

BACK, CANCEL, CHANGE = "back", "cancel", "change:"
AGAIN = "again"  # Back from another screen of the same question
NO = "no"  # nothing to give: no photo, no answer
PATIENCE = 3  # wrong inputs before a human is offered


@dataclass(frozen=True)
class Known:
    """What a dialogue may know of the world: the territory's rules and the local day."""

    territory: Territory
    today: date


@dataclass(frozen=True)
class Answered:
    """The input answers; `answers` are laid over those there are. `quiet` says and asks nothing."""

    answers: Answers
    quiet: bool = False


@dataclass(frozen=True)
class Aside:
    """The input is answered with a word or another screen; nothing changes."""

    prompt: Prompt


@dataclass(frozen=True)
class Wrong:
    """The input does not answer; this says why, and the question is asked again."""

    why: Message


Reading = Answered | Aside | Wrong


def _always(_: Answers) -> bool:
    return True


def _silent(_: Answers, __: Known) -> Message | Prompt | None:
    return None


def _anything(_: object, __: Known) -> bool:
    return True


def _no_more(_: Known) -> Rows:
    return ()


@dataclass(frozen=True)
class Question:
    """One question of a dialogue.

    `ask` draws it, `read` tells what an input means to it (None: nothing), `when` whether it applies,
    looking only at earlier answers. `acknowledge` is said once answered. `accepts` re-reads a stored
    answer, which another release may have written. `more` are options of its other screens. An `early`
    question takes inputs of its own sort while another one is asked.
    """

    name: str
    ask: Callable[[Answers, Known], Prompt]
    read: Callable[[Event, Answers, Known], Reading | None]
    when: Callable[[Answers], bool] = _always
    acknowledge: Callable[[Answers, Known], Message | Prompt | None] = _silent
    accepts: Callable[[Any, Known], bool] = _anything
    more: Callable[[Known], Rows] = _no_more
    early: bool = False


@dataclass(frozen=True)
class Flow:
    """A dialogue: its questions in order, and the command that its answers make."""

    name: str
    questions: tuple[Question, ...]
    finish: Callable[[Answers], Command]

    def question(self, name: str) -> Question | None:
        """Return the question of that name, if this release has it."""
        return next((each for each in self.questions if each.name == name), None)


@dataclass(frozen=True)
class Session:
    """Somebody's dialogue between two inputs; everything in it is stored."""

    answers: Answers = field(default_factory=dict)
    misses: int = 0
    keyboard: Keyboard = Keyboard.NONE


@dataclass(frozen=True)
class Turn:
    """What an input brought: the session as it now is, what is said, and how it ended, if it did."""

    session: Session
    prompts: tuple[Prompt, ...] = ()
    command: Command | None = None
    cancelled: bool = False


def reread(flow: Flow, session: Session, known: Known) -> Session:
    """Return the session without the answers that this release no longer accepts."""
    kept = {
        name: answer
        for name, answer in session.answers.items()
        if (question := flow.question(name)) is None or question.accepts(answer, known)
    }
    return replace(session, answers=kept)


def present(flow: Flow, answers: Answers) -> Question | None:
    """Return the question that is due: the first that applies and has no answer."""
    return next((each for each in flow.questions if each.when(answers) and each.name not in answers), None)


def choices(flow: Flow, session: Session, known: Known) -> tuple[str, Rows]:
    """Return the present question's name and all its options, for matching typed words."""
    question = present(flow, session.answers)
    if question is None:
        return "", ()
    prompt = _navigated(question.ask(session.answers, known), session.answers)
    return question.name, (*prompt.rows, *question.more(known))


def begin(flow: Flow, session: Session, known: Known) -> Turn:
    """Ask the present question of a session that is opened or taken up again."""
    return _go_on(flow, session, known, ())


def advance(flow: Flow, session: Session, event: Event, known: Known) -> Turn:
    """Return what the input brings. A session without a present question has ended."""
    question = present(flow, session.answers)
    if question is None:
        return Turn(session)
    if isinstance(event, Choice):
        moved = _navigate(flow, session, event, question, known)
        if moved is not None:
            return moved
        asked = flow.question(event.question)
        if asked is None:  # a button that only calls the dialogue up, or of another release
            return _go_on(flow, session, known, ())
        question = asked
    for reader in _readers(flow, question):
        reading = reader.read(event, session.answers, known)
        if reading is not None:
            return _take(flow, session, reader, reading, known)
    return _take(flow, session, question, Wrong(labels.not_understood(event)), known)


def _readers(flow: Flow, question: Question) -> tuple[Question, ...]:
    """Return who may read an input, in order: the question asked, then those that take theirs early."""
    return (question, *(each for each in flow.questions if each.early and each is not question))


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
    answers = {**_forget(session.answers, reader.name), **reading.answers}
    answered = replace(session, answers=answers, misses=0)
    if reading.quiet:
        return Turn(answered)
    said = reader.acknowledge(answers, known)
    if isinstance(said, Prompt):
        turn = _go_on(flow, answered, known, ())
        said = replace(said, question=reader.name)
        return replace(turn, prompts=(*turn.prompts[:-1], said, *turn.prompts[-1:]))
    return _go_on(flow, answered, known, (said,) if said else ())


def _go_on(flow: Flow, session: Session, known: Known, lines: tuple[Message, ...]) -> Turn:
    """Ask what is due, after `lines`, or finish."""
    question = present(flow, session.answers)
    if question is None:
        return Turn(session, command=flow.finish(session.answers))
    prompt = _navigated(question.ask(session.answers, known), session.answers)
    prompt = replace(prompt, question=question.name)
    prompts = _beside(session.keyboard, lines, prompt)
    return Turn(replace(session, keyboard=prompt.keyboard), prompts)


def _beside(screen: Keyboard, lines: tuple[Message, ...], prompt: Prompt) -> tuple[Prompt, ...]:
    """Join the lines to the prompt, or let them take away a reply keyboard that would stay on the screen."""
    if screen is Keyboard.REPLY and prompt.keyboard is not Keyboard.REPLY:
        return (Prompt(lines or (msg("dialogue.noted"),), keyboard=Keyboard.CLEAR), prompt)
    return (replace(prompt, lines=(*lines, *prompt.lines)),)


def _navigated(prompt: Prompt, answers: Answers) -> Prompt:
    """Add Back, where there is something behind, and Cancel; a prompt without buttons gets them inline."""
    behind = (Option(BACK, labels.BACK),) if _last(answers) else ()
    keyboard = Keyboard.INLINE if prompt.keyboard is Keyboard.NONE else prompt.keyboard
    return replace(prompt, rows=(*prompt.rows, (*behind, Option(CANCEL, labels.CANCEL))), keyboard=keyboard)


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
        return _go_on(flow, replace(session, answers=_back(session.answers, question.name)), known, ())
    return _change(flow, session, choice.value.removeprefix(CHANGE), known)


def _change(flow: Flow, session: Session, name: str, known: Known) -> Turn:
    """Ask one question again and keep the other answers; Back then restores the old one."""
    if flow.question(name) is None:
        return _go_on(flow, session, known, ())
    kept = {key: answer for key, answer in session.answers.items() if key != name}
    kept["_was"] = {"name": name, "answer": session.answers.get(name)}
    kept["_wanted"] = sorted({*session.answers.get("_wanted", ()), name})
    return _go_on(flow, replace(session, answers=kept), known, ())


def wanted(name: str) -> Callable[[Answers], bool]:
    """Return the condition of a question that is asked only when the person chooses to answer it."""
    return lambda answers: name in answers.get("_wanted", ()) or name in answers


def _back(answers: Answers, asked: str) -> Answers:
    was = answers.get("_was")
    if was and was["name"] == asked:
        kept = _forget(answers, asked)
        return kept if was["answer"] is None else {**kept, asked: was["answer"]}
    last = _last(answers)
    return {key: answer for key, answer in answers.items() if key != last}


def _forget(answers: Answers, name: str) -> dict[str, Any]:
    """Drop what was kept for Back while `name` was asked again."""
    was = answers.get("_was")
    kept = dict(answers)
    if was and was["name"] == name:
        del kept["_was"]
        kept["_wanted"] = [each for each in kept.get("_wanted", ()) if each != name]
    return kept


def _last(answers: Answers) -> str | None:
    """Return the name of the answer given last; what opened the dialogue (`at_…`) was never asked."""
    names = [name for name in answers if not name.startswith(("_", "at_"))]
    return "_was" if "_was" in answers else (names[-1] if names else None)
