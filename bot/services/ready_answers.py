"""Ready-made answers as they are now, the territory's and the officers' own, filled in for a request."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.ready import Purpose, ReadyAnswer, named
from bot.domain.request import RequestKind, reference
from bot.flows.messages import Code, Term, TermKind, Worded
from bot.flows.ready import Change, Changed, Filled, Model
from bot.services import ready_values
from bot.storage import contacts, people, requests, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.flows.answers import Answers
    from bot.services.ready_values import Values
    from bot.services.work import Work
    from bot.storage.texts import StoredReady, TextChange

PREFIX = "ready:"  # of the keys of their texts
SOMEBODY, SOMETHING = "Camille", "…"  # in a sample


def models(work: Work) -> tuple[Model, ...]:
    """Return every ready-made answer as officers see it, without its changes."""
    stored = {each.id: each for each in texts.stored_ready(work.connection)}
    worded = texts.of_prefix(work.connection, PREFIX)
    return tuple(_models(work, stored, worded))


def _models(work: Work, stored: dict[str, StoredReady], worded: dict[str, dict[str, str]]) -> Iterator[Model]:
    for each in work.territory.ready:
        own, kept = worded.get(each.id, {}), stored.get(each.id)
        yield _model(each, own, off=kept is not None and kept.off)
    own_language = work.territory.default_language
    for made in stored.values():
        own = worded.get(made.id, {})
        if made.title and made.purpose and made.kinds and own_language in own:
            kinds = tuple(map(RequestKind, made.kinds))
            title = {own_language: made.title}
            ready = ReadyAnswer(made.id, title, Purpose(made.purpose), kinds, (), {})
            yield _model(ready, own, off=made.off, made=True)


def _model(ready: ReadyAnswer, own: dict[str, str], *, off: bool, made: bool = False) -> Model:
    laid = ReadyAnswer(ready.id, ready.title, ready.purpose, ready.kinds, ready.states, {**ready.text, **own})
    return Model(laid, ready.text, frozenset(own), made=made, off=off)


def changes(work: Work, ready: str) -> tuple[Changed, ...]:
    """Return the last changes of one."""
    return tuple(_changed(work, each) for each in texts.changes(work.connection, key(ready)))


def _changed(work: Work, change: TextChange) -> Changed:
    name = None if change.person is None else contacts.of_person(work.connection, change.person).first_name
    day = change.at.astimezone(ZoneInfo(work.territory.timezone)).date()
    return Changed(day, Change(change.what), change.language, name)


def key(ready: str) -> str:
    """Return under which key the officers' words of one are kept."""
    return f"{PREFIX}{ready}"


def fitting(work: Work, answers: Answers) -> tuple[Filled, ...]:
    """Return those that fit the request a dialogue is about: what can leave first, then what is closest.

    One that is for this very state is closer than one for all; for the rest they keep their order.
    """
    request = requests.find(work.connection, answers.get("at_request", 0))
    if request is None:
        return ()
    values, reads = ready_values.of(work, request), people.reads(work.connection, request.person)
    offered = [each.ready for each in models(work) if not each.off]
    fit = [each for each in offered if each.fits(request.kind, request.state)]
    filled = {each.id: _filled(work, each, values, reads) for each in fit}
    fit.sort(key=lambda each: (bool(filled[each.id].lacks), not each.states))
    return tuple(filled[each.id] for each in fit)


def _filled(work: Work, ready: ReadyAnswer, values: Values, reads: str) -> Filled:
    own_language = work.territory.default_language
    own, text = ready.text[own_language], ready.text.get(reads)
    wanted = dict.fromkeys((*named(own), *named(text or "")))
    lacks = tuple(name for name in wanted if name not in values)
    if lacks:
        return Filled(ready.id, ready.title, ready.purpose, None, "", lacks)
    written = None if text is None else work.words.fill(text, values, reads)
    return Filled(ready.id, ready.title, ready.purpose, written, work.words.fill(own, values, own_language))


def sample(work: Work, text: str, language: str) -> str:
    """Return a text as it could read, for whoever words it; its variables are known."""
    territory = work.territory
    crews = [crew for phase in territory.joining.phases for crew in phase.crews]
    values: Values = {
        "first_name": SOMEBODY,
        "reference": Code(reference(RequestKind.QUESTION, 42)),
        "service": Term(TermKind.SERVICE),
        "phone": Term(TermKind.PHONE),
        "answer_by": territory.office.add_working_days(work.today, 2),
        "district": Term(TermKind.DISTRICT, territory.districts[0].id),
        "day": territory.office.add_working_days(work.today, 1),
        "hour": time(9, 30),
        "crew": Worded(crews[0].name if crews else territory.programme),
    }
    gone = dict.fromkeys(named(text), SOMETHING)  # of another release; the others are laid over
    return work.words.fill(text, {**gone, **values}, language)
