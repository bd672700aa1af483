"""`/modeles`: officers word, make and put aside ready-made answers; each change says whose it is and when."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.errors import NotAllowed, Stale
from bot.domain.people import Act, may
from bot.domain.ready import known_for, unknown
from bot.flows import ready_screens
from bot.flows.messages import msg
from bot.flows.outbound import Answer
from bot.flows.ready import Change
from bot.flows.ready_screens import Deed
from bot.flows.ready_wording import MAKE_READY, WORD_READY
from bot.services import buttons, dialogues, ready_answers
from bot.storage import people, texts

if TYPE_CHECKING:
    from bot.domain.programme_commands import MakeReady, WordReady
    from bot.flows.inbound import Press
    from bot.flows.outbound import Prompt
    from bot.flows.ready import Model
    from bot.services.buttons import Button
    from bot.services.work import Work
    from bot.storage.people import Person


def show(work: Work, person: Person) -> None:
    """List the ready-made answers."""
    dialogues.interject_prompt(work, person, ready_screens.screen(ready_answers.models(work)))


def press(work: Work, person: Person, pressed: Press, button: Button) -> tuple[Answer, ...]:
    """Do what a button of these screens says, for whoever decides."""
    if not _decides(work, person.id):
        return buttons.refuse(work, person, pressed)
    models, deed = ready_answers.models(work), Deed(button.action)
    if deed is Deed.PAGE:
        work.send(person.id, ready_screens.screen(models, button.version, pressed.message_id))
    elif deed is Deed.NEW:
        dialogues.open_or_resume(work, person, MAKE_READY)
    else:
        model = next((each for each in models if ready_screens.number(each.ready.id) == button.request), None)
        if model is None or not _do(work, person, model, deed, button.version, pressed.message_id):
            return buttons.refuse(work, person, pressed)
    return (Answer(pressed.query),)


def _do(work: Work, person: Person, model: Model, deed: Deed, last: int, over: int) -> bool:
    """Do something with one of them; False for what no button of ours says."""
    languages = work.territory.languages
    match deed:
        case Deed.OPEN:
            work.send(person.id, _one(work, model, over))
        case Deed.WORD if last < len(languages):
            opened = {"at_model": model.ready.id, "at_language": languages[last], "at_aside": False}
            dialogues.open_new(work, person, WORD_READY, opened)
        case Deed.OFF | Deed.ON:
            _switch(work, person.id, model, off=deed is Deed.OFF)
            work.send(person.id, _one(work, replace(model, off=deed is Deed.OFF), over))
        case _:
            return False
    return True


def _one(work: Work, model: Model, over: int = 0) -> Prompt:
    shown = replace(model, changes=ready_answers.changes(work, model.ready.id))
    return ready_screens.one(shown, work.territory.languages, over)


def _switch(work: Work, person: int, model: Model, *, off: bool) -> None:
    """Put one aside, or back; pressed twice it is as it was, and nothing more is written."""
    if model.off != off:
        texts.switch_ready(work.connection, model.ready.id, off=off)
        _log(work, person, model.ready.id, Change.OFF if off else Change.ON)


def word(work: Work, person: int, command: WordReady) -> None:
    """Word one in one language, or put the territory's words back.

    Raises NotAllowed, and Stale for one or a language that is there no more or a variable it does not know.
    """
    model = _find(work, person, command.ready)
    if model is None or command.language not in work.territory.languages:
        raise Stale(0, 0)
    if (command.text is None and model.made) or unknown(command.text or "", known_for(model.ready.kinds)):
        raise Stale(0, 0)
    key, what = ready_answers.key(command.ready), Change.WORDED if command.text else Change.RESTORED
    texts.put(work.connection, key, command.language, command.text, person, work.now)
    _log(work, person, command.ready, what, command.language, command.text)
    work.say(person, msg("usual.saved"))
    if not command.aside:
        _show_again(work, person, command.ready)


def make(work: Work, person: int, command: MakeReady) -> None:
    """Make one; its other languages can be added from its screen. Raises NotAllowed and Stale."""
    _require(work, person)
    if unknown(command.text, known_for(command.kinds)):
        raise Stale(0, 0)
    made = texts.make_ready(work.connection, command.title, command.purpose, command.kinds)
    own = work.territory.default_language
    texts.put(work.connection, ready_answers.key(made), own, command.text, person, work.now)
    _log(work, person, made, Change.MADE, text=command.text)
    work.say(person, msg("usual.saved"))
    _show_again(work, person, made)


def _show_again(work: Work, person: int, ready: str) -> None:
    model = _find(work, person, ready)
    if model is not None:
        work.send(person, _one(work, model))


def _find(work: Work, person: int, ready: str) -> Model | None:
    _require(work, person)
    return next((each for each in ready_answers.models(work) if each.ready.id == ready), None)


def _log(
    work: Work, person: int, ready: str, what: Change, language: str = "", text: str | None = None
) -> None:
    key = ready_answers.key(ready)
    texts.log(work.connection, key, what, person, work.now, language=language, text=text)


def _require(work: Work, person: int) -> None:
    if not _decides(work, person):
        raise NotAllowed("ready answers")


def _decides(work: Work, person: int) -> bool:
    return may(people.roles_of(work.connection, person), Act.DECIDE)
