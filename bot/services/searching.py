"""Officers find requests by words, a telephone number or a reference; who asks or presses is checked.

A number or a name leads to what somebody asks for themselves, never to reports: their cards name nobody.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.errors import NotAllowed
from bot.domain.people import Act, may
from bot.domain.request import RequestKind, read_reference
from bot.domain.search import DISTRICT, WASTE, terms
from bot.flows.application_records import JOIN_APPLICATION
from bot.flows.labels import KINDS
from bot.flows.messages import msg
from bot.flows.outbound import Answer
from bot.flows.phones import read_phone
from bot.flows.report_decisions import MERGE_REPORT
from bot.flows.search import A_PAGE, SEARCH, Found, results
from bot.services import buttons, cards, dialogues, own_applications, own_matters, own_reports
from bot.storage import cards as stored_cards
from bot.storage import people, reports, requests, search, sessions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.commands import Search
    from bot.flows.inbound import Press
    from bot.services.buttons import Button
    from bot.services.work import Work
    from bot.storage.people import Person
    from bot.storage.requests import Request
    from bot.storage.sessions import StoredSession

_NUMBER = re.compile(r"\+?[\d ()./\u00a0\u202f-]{8,}")  # a message that is no more than a telephone number
#: Dialogues in which a reference is the answer.
_ANSWERED_BY_REFERENCE = frozenset({MERGE_REPORT.name, JOIN_APPLICATION.name, SEARCH.name})


def open_search(work: Work, person: Person, typed: str) -> None:
    """Show what is found by the words after the command; ask for words when there are none."""
    if typed.strip():
        _search(work, person.id, typed.strip())
        dialogues.resume(work, person)
    else:
        dialogues.open_or_resume(work, person, SEARCH)


def search_for(work: Work, person: int, command: Search) -> None:
    """Show what is found; raises NotAllowed for whoever does not decide any more."""
    if not _decides(work, person):
        raise NotAllowed("search")
    _search(work, person, command.words)


def _search(work: Work, person: int, typed: str) -> None:
    named = _named(work, typed)
    if named is not None:
        _show(work, person, named)
        return
    held = sessions.add(work.connection, person, SEARCH.name, {"words": typed}, work.now)
    sessions.end(work.connection, held.id, work.now)
    sessions.empty_ended(work.connection, SEARCH.name, person)
    sessions.keep_ended(work.connection, held.id, held.answers)
    _list(work, person, held, None)


def _list(work: Work, person: int, held: StoredSession, before: int | None) -> None:
    typed = str(held.answers["words"])
    numbers = _find(work, typed, before)
    found = [_found(work, requests.by_id(work.connection, number)) for number in numbers[:A_PAGE]]
    more = len(numbers) > A_PAGE
    work.send(person, results(typed, found, held.id, more=more, further=before is not None))


def _find(work: Work, typed: str, before: int | None) -> list[int]:
    """Return what is found on a page, and one more if there is."""
    phone = read_phone(typed) if _NUMBER.fullmatch(typed) else None
    if phone is not None:
        return search.by_phone(work.connection, phone, A_PAGE + 1, before)
    return search.find(work.connection, terms(typed, _names(work)), A_PAGE + 1, before)


def _names(work: Work) -> Iterator[tuple[str, str]]:
    """Give what the territory names, in every language, with the word that stands for it in the index."""
    for district in work.territory.districts:
        names = (*district.name.values(), *district.aliases)
        yield from ((name, f"{DISTRICT}{district.id}") for name in names)
    for kind in work.territory.kinds:
        label = KINDS[kind.id]
        spoken = (work.words.plain(label, language) for language in work.territory.languages)
        yield from ((name, f"{WASTE}{kind.id}") for name in spoken)


def _found(work: Work, request: Request) -> Found:
    report = reports.by_id(work.connection, request.id) if request.kind is RequestKind.REPORT else None
    day = request.created_at.astimezone(ZoneInfo(work.territory.timezone)).date()
    waste = work.territory.kind(report.kind) if report else None
    return Found(request.id, request.kind, request.reference, request.district, day, waste)


def _show(work: Work, person: int, request: Request) -> None:
    """Show a card; what does not wait keeps no other card from coming."""
    cards.show(work, person, request.id)
    if request.waiting_since is None:
        stored_cards.close(work.connection, person)


# --- buttons -----------------------------------------------------------------------------------------


def press_found(work: Work, person: Person, pressed: Press, button: Button) -> tuple[Answer, ...]:
    """Show the card of something found."""
    request = requests.find(work.connection, button.request)
    if request is None or not _decides(work, person.id):
        return buttons.refuse(work, person, pressed)
    _show(work, person.id, request)
    return (Answer(pressed.query),)


def press_more(work: Work, person: Person, pressed: Press, button: Button) -> tuple[Answer, ...]:
    """Show what was found besides, from where the page has ended."""
    held = sessions.by_id(work.connection, button.request)
    if held is None or (held.person, held.flow) != (person.id, SEARCH.name) or not _decides(work, person.id):
        return buttons.refuse(work, person, pressed)
    if "words" in held.answers:
        _list(work, person.id, held, button.version)
    else:  # there was another search since, or somebody had their data erased
        dialogues.interject(work, person, (msg("search.over"), msg("search.hint")))
    return (Answer(pressed.query),)


# --- a reference typed anywhere --------------------------------------------------------------------------


def take_reference(work: Work, person: Person, session: StoredSession | None, typed: str) -> bool:
    """Show what a message names that is a reference and nothing else; False for anything else.

    An officer is shown any card, in the middle of a dialogue too, which then asks again; but where the
    dialogue asks for a reference, it is the answer. Others are shown what is their own, outside of dialogues;
    of somebody else's nothing tells that it exists.
    """
    request = _named(work, typed)
    if request is None:
        return False
    if not _decides(work, person.id):
        return session is None and _show_own(work, person, request)
    if session is not None and session.flow in _ANSWERED_BY_REFERENCE:
        return False
    _show(work, person.id, request)
    dialogues.resume(work, person)
    return True


def _show_own(work: Work, person: Person, request: Request) -> bool:
    if request.kind is RequestKind.REPORT:
        return own_reports.show_one(work, person, request.id)
    if request.person != person.id:
        return False
    if request.kind is RequestKind.APPLICATION:
        return own_applications.show_one(work, person, request.id)
    return own_matters.show_one(work, person, request.id)


def _named(work: Work, typed: str) -> Request | None:
    reference = read_reference(typed)
    return requests.by_reference(work.connection, reference) if reference else None


def _decides(work: Work, person: int) -> bool:
    return may(people.roles_of(work.connection, person), Act.DECIDE)
