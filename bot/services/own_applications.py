"""« Rejoindre l'équipe » and one's own application: opened, shown, taken back; whose it is is checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.application import CLOSED
from bot.flows import own_application
from bot.flows.apply import APPLY
from bot.flows.messages import Code, msg
from bot.flows.outbound import Answer, Keyboard, Prompt
from bot.flows.own_application import Deed
from bot.services import applications, buttons, dialogues
from bot.storage import applications as stored_applications

if TYPE_CHECKING:
    from bot.flows.inbound import Press
    from bot.flows.messages import Message
    from bot.flows.outbound import Rows
    from bot.services.buttons import Button
    from bot.services.work import Work
    from bot.storage.applications import Application
    from bot.storage.people import Person

LISTED = 2  # the newest tell enough


def join(work: Work, person: Person) -> None:
    """Open the dialogue of an application, or tell where the one stands that is there already."""
    held = applications.standing(work, person.id)
    if held is None:
        dialogues.open_or_resume(work, person, APPLY)
        return
    work.send(person.id, own_application.already(applications.own(work, held)))
    dialogues.resume(work, person)


def listed(work: Work, person: int) -> tuple[tuple[Message, ...], Rows]:
    """Return what « Mes demandes » says of somebody's newest applications, and the buttons below."""
    held = stored_applications.of_person(work.connection, person)[:LISTED]
    owned = [applications.own(work, application) for application in held]
    lines = tuple(line for own in owned for line in own_application.lines(own))
    return lines, tuple(row for own in owned for row in own_application.rows(own))


def show_one(work: Work, person: Person, request: int) -> bool:
    """Show somebody their own application."""
    own = applications.own(work, stored_applications.by_id(work.connection, request))
    work.send(person.id, Prompt(own_application.lines(own), own_application.rows(own), Keyboard.INLINE))
    return True


def press(work: Work, person: Person, pressed: Press, button: Button) -> tuple[Answer, ...]:
    """Do what a button below an application says, for whoever filed it."""
    application = stored_applications.find(work.connection, button.request)
    if application is None or application.person != person.id:
        return buttons.refuse(work, person, pressed)
    _do(work, person, application, Deed(button.action))
    return (Answer(pressed.query),)


def _do(work: Work, person: Person, application: Application, deed: Deed) -> None:
    match deed:
        case _ if application.state in CLOSED:
            dialogues.interject(work, person, own_application.lines(applications.own(work, application)))
        case Deed.WITHDRAW:
            work.send(person.id, own_application.asked_to_withdraw(applications.own(work, application)))
        case Deed.KEEP:
            dialogues.interject(work, person, (msg("withdraw.kept", reference=Code(application.reference)),))
        case Deed.CONFIRM:
            applications.withdraw(work, application)
            dialogues.resume(work, person)
