"""What is held of somebody, shown to them in plain words; corrections, and the wish to have all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.people import Act, may
from bot.flows import menu, phones, privacy, rights
from bot.flows.correct import CORRECT_NAME, CORRECT_PHONE
from bot.flows.messages import msg
from bot.flows.outbound import Answer, Document, Form, Priority
from bot.flows.rights import HeldReport, Holdings, Wish
from bot.services import buttons, dialogues, erasure, own_answers, people
from bot.storage import contacts, disclosures, dossier, reports, requests
from bot.storage import people as stored_people

if TYPE_CHECKING:
    from bot.flows.inbound import Press
    from bot.services.buttons import Button
    from bot.services.work import Work
    from bot.storage.people import Person

SHOWN = 8  # reports on the screen; the file has all of them
ALL = 10_000


def explain(work: Work, person: Person) -> None:
    """Say in a few lines what is held of people, and why."""
    dialogues.interject_prompt(work, person, privacy.screen(work.territory))


def show(work: Work, person: Person) -> None:
    """Show what is held of somebody."""
    dialogues.interject_prompt(work, person, rights.holdings(holdings(work, person.id)))


def holdings(work: Work, person: int, *, all_of_it: bool = False) -> Holdings:
    """Return what is held of somebody; on a screen only their newest reports."""
    contact = contacts.of_person(work.connection, person)
    rows = dossier.rows(work.connection, person)
    count = len(rows.get("reports", []))
    return Holdings(
        language=stored_people.reads(work.connection, person),
        name=" ".join(filter(None, (contact.first_name, contact.last_name))),
        phone=phones.shown(contact.phone) if contact.phone else "",
        reports=_reports(work, person, ALL if all_of_it else SHOWN),
        more_reports=0 if all_of_it else max(0, count - SHOWN),
        photos=len(rows.get("photos", [])),
        recordings=len(rows.get("recordings", [])),
        following=sum(row["until"] is None for row in rows.get("followers", [])),
        messages=len(dossier.messages(work.connection, person)),
        answers=own_answers.lines(work, person),
        is_staff=bool(stored_people.roles_of(work.connection, person)),
    )


def _reports(work: Work, person: int, most: int) -> tuple[HeldReport, ...]:
    zone = ZoneInfo(work.territory.timezone)
    return tuple(
        HeldReport(
            each.reference,
            work.territory.kind(each.kind),
            each.created_at.astimezone(zone).date(),
            each.state,
        )
        for each in reports.of_person(work.connection, person, most)
    )


def press(work: Work, person: Person, pressed: Press) -> tuple[Answer, ...]:
    """Do what a button of these screens says; whose data it is about is the presser's own."""
    if pressed.data == privacy.READ:
        dialogues.interject_prompt(work, person, *privacy.notice(work.territory))
        return (Answer(pressed.query),)
    _, _, rest = pressed.data.partition(":")
    wish, _, extra = rest.partition(":")
    match wish:
        case Wish.CORRECT:
            work.send(person.id, rights.corrections())
        case Wish.LANGUAGE:
            work.send(person.id, menu.languages(work.territory))
        case Wish.NAME:
            dialogues.open_or_resume(work, person, CORRECT_NAME)
        case Wish.PHONE:
            dialogues.open_or_resume(work, person, CORRECT_PHONE)
        case Wish.RECEIVE:
            ask_for_all(work, person)
        case Wish.ERASE:
            erasure.ask(work, person)
        case Wish.SURE:
            erasure.erase(work, person, extra)
        case Wish.KEEP:
            erasure.keep(work, person)
        case _:
            return buttons.refuse(work, person, pressed)
    return (Answer(pressed.query),)


# --- the whole file --------------------------------------------------------------------------------------


def ask_for_all(work: Work, person: Person) -> None:
    """Let officers make sure who asks, since phones are shared and lost; asking twice is asking once."""
    if disclosures.waiting(work.connection, person.id):
        dialogues.interject(work, person, (msg("disclose.waits"), msg("disclose.month")))
        return
    number = disclosures.add(work.connection, person.id, work.now)
    mine = (requests.by_id(work.connection, each) for each in requests.of_person(work.connection, person.id))
    prompt = rights.asked(number, _version(work), tuple(each.reference for each in mine))
    for officer in people.officers(work):
        work.send(officer, prompt, Priority.CHANGE)
    dialogues.interject(work, person, (msg("disclose.noted"), msg("disclose.why"), msg("disclose.month")))


def _version(work: Work) -> int:
    """Return what tells this wish from a later one of the same number, once somebody was erased."""
    return int(work.now.timestamp())


def send_all(work: Work, person: Person, pressed: Press, button: Button) -> tuple[Answer, ...]:
    """Send somebody their whole file, once, when an officer has made sure who they are."""
    if not may(stored_people.roles_of(work.connection, person.id), Act.DECIDE):
        return buttons.refuse(work, person, pressed)
    wish = disclosures.find(work.connection, button.request)
    if wish is None or wish.sent or int(wish.asked_at.timestamp()) != button.version:
        return (Answer(pressed.query, msg("disclose.over"), alert=True),)
    disclosures.sent(work.connection, wish.id, person.id, work.now)
    work.say(wish.person, msg("disclose.here"), priority=Priority.CHANGE)
    for form in Form:
        work.send(wish.person, Document(wish.person, form), Priority.CHANGE)
    work.say(person.id, msg("disclose.done"))
    return (Answer(pressed.query, msg("disclose.done")),)
