"""What officers do for people without Telegram, or without their phone: enter, link, cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.people import Act, may
from bot.flows.enter import ENTER
from bot.flows.messages import Code, msg
from bot.flows.outbound import Answer
from bot.services import buttons, dialogues, links
from bot.storage import events, people, requests

if TYPE_CHECKING:
    from bot.flows.inbound import Press
    from bot.services.buttons import Button
    from bot.services.work import Work
    from bot.storage.people import Person
    from bot.storage.requests import Request


def cut(work: Work, officer: Person, argument: str) -> None:
    """Cut the account off whose request it is, at once, and show a new link."""
    request = named(work, argument)
    if request is None:
        dialogues.interject(work, officer, (msg("cut.which"),))
        return
    reference = Code(request.reference)
    if links.cut(work, request.person):
        events.append(work.connection, request.id, "cut", officer.id, work.now)
        work.say(officer.id, msg("cut.done", reference=reference), msg("cut.what"))
    else:
        work.say(officer.id, msg("cut.nothing", reference=reference))
    links.offer(work, officer.id, request.person)
    dialogues.resume(work, officer)


def enter(work: Work, officer: Person, _: str) -> None:
    """Open the dialogue of an application, the questions of which the officer asks aloud."""
    dialogues.open_or_resume(work, officer, ENTER)


def show_link(work: Work, person: Person, pressed: Press, button: Button) -> tuple[Answer, ...]:
    """Show an officer a link to whose request it is, when they have no account."""
    request = requests.find(work.connection, button.request)
    decides = may(people.roles_of(work.connection, person.id), Act.DECIDE)
    if not decides or request is None or request.erased_at is not None:
        return buttons.refuse(work, person, pressed)
    if people.has_account(work.connection, request.person):
        return (Answer(pressed.query, msg("link.needless"), alert=True),)
    links.offer(work, person.id, request.person)
    return (Answer(pressed.query),)


def named(work: Work, argument: str) -> Request | None:
    """Return the request that people call so, unless it is nobody's any more."""
    found = requests.by_reference(work.connection, argument.strip().upper())
    return found if found is not None and found.erased_at is None else None
