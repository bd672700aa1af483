"""`/equipe`: who answers for the town, invited by a one-time link, and a role taken back at once.

Roles are checked at each press, so whoever has lost one is refused at the next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.people import Role, manages
from bot.flows import team
from bot.flows.correct import CORRECT_NAME
from bot.flows.messages import msg
from bot.flows.outbound import Answer, InvitationOffer, Keyboard, Priority, Prompt, StaffCommands
from bot.flows.team import Deed, Member
from bot.services import buttons, cards, dialogues, reaching, tallies
from bot.storage import cards as stored_cards
from bot.storage import people, queue, roles

if TYPE_CHECKING:
    from bot.flows.inbound import Press
    from bot.services.buttons import Button
    from bot.services.work import Work
    from bot.storage.people import Person
    from bot.storage.roles import Held


def show(work: Work, person: Person) -> None:
    """List the team."""
    work.send(person.id, _screen(work, person, 0))
    dialogues.resume(work, person)


def may_manage(work: Work, person: Person) -> bool:
    """Tell whether somebody may see and change the team."""
    return bool(_managed(work, person))


def press(work: Work, person: Person, pressed: Press, button: Button) -> tuple[Answer, ...]:
    """Do what a button of the team's screen says, for whoever may."""
    managed, deed, over = _managed(work, person), Deed(button.action), pressed.message_id
    if not managed:
        return buttons.refuse(work, person, pressed)
    match deed:
        case Deed.PAGE:
            work.send(person.id, _screen(work, person, button.request, over))
        case Deed.NAME:
            dialogues.open_or_resume(work, person, CORRECT_NAME)
        case Deed.REMOVE | Deed.REALLY:
            return _removing(work, person, pressed, roles.find(work.connection, button.request), deed)
        case inviting if Role(inviting.value) in managed:
            work.send(person.id, InvitationOffer(Role(inviting.value)))
        case _:
            return buttons.refuse(work, person, pressed)
    return (Answer(pressed.query),)


def _managed(work: Work, person: Person) -> frozenset[Role]:
    return manages(people.roles_of(work.connection, person.id))


def _screen(work: Work, person: Person, first: int, over: int = 0) -> Prompt:
    held = [_member(work, person, each) for each in roles.held(work.connection)]
    return team.screen(held, first if first < len(held) else 0, _managed(work, person), over)


def _member(work: Work, reader: Person, held: Held) -> Member:
    since = held.granted_at.astimezone(ZoneInfo(work.territory.timezone)).date()
    name = reaching.reach(work, held.person).name
    return Member(held.id, held.role, name, since, reader=held.person == reader.id)


def _removing(
    work: Work, person: Person, pressed: Press, held: Held | None, deed: Deed
) -> tuple[Answer, ...]:
    """Ask first, then take the role back; the last officer is taken back by an administrator alone."""
    over = pressed.message_id
    if held is None or held.role not in _managed(work, person):
        work.send(person.id, _screen(work, person, 0, over))
        return (Answer(pressed.query, msg("team.gone")),)
    if _is_last(work, held) and Role.ADMINISTRATOR not in people.roles_of(work.connection, person.id):
        return (Answer(pressed.query, msg("team.last"), alert=True), *_said(work, person))
    member = _member(work, person, held)
    if deed is Deed.REMOVE:
        work.send(person.id, team.sure(member, over))
        return (Answer(pressed.query),)
    _remove(work, person, held)
    line = team.removed(member)
    if member.reader and not may_manage(work, person):
        work.send(person.id, Prompt((line,), over=over))
    else:
        work.send(person.id, _screen(work, person, 0, over))
    return (Answer(pressed.query, line),)


def _said(work: Work, person: Person) -> tuple[Answer, ...]:
    """Say below what the spinner says: it may pass unseen."""
    dialogues.interject(work, person, (msg("team.last"),))
    return ()


def _is_last(work: Work, held: Held) -> bool:
    return held.role is Role.OFFICER and len(people.holders(work.connection, Role.OFFICER)) == 1


def _remove(work: Work, by: Person, held: Held) -> None:
    """Take a role back: what its holder had taken is free, and their menu is everybody's again."""
    roles.revoke(work.connection, held.id, by.id, work.now)
    if held.role is Role.OFFICER:
        stored_cards.close(work.connection, held.person)
        for request in queue.let_go_of(work.connection, held.person):
            cards.offer(work, request)
    tallies.take_away(work, held.person)
    work.send(held.person, StaffCommands(), Priority.CHANGE)
    work.send(held.person, Prompt((msg("team.your_access"),), keyboard=Keyboard.MENU), Priority.CHANGE)
