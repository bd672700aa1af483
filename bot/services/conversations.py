"""One thing somebody did, in one transaction: a command, a press, a photo or words, and what comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.people import Role
from bot.domain.places import read_point
from bot.domain.text import fold
from bot.flows import ask_officer, labels, menu
from bot.flows.about import OF_CREW, UNSURE
from bot.flows.apply import APPLY
from bot.flows.ask_officer import ASK_OFFICER
from bot.flows.correct import CORRECT_NAME
from bot.flows.inbound import Contact, Membership, Odd, Photo, Place, Press, SlashCommand, Text, Voice
from bot.flows.menu import Item
from bot.flows.messages import msg
from bot.flows.outbound import Keyboard, Priority, Prompt, StaffCommands
from bot.flows.report_dump import REPORT_DUMP
from bot.services import (
    answers,
    applications,
    attestations,
    buttons,
    crew_desk,
    dangers,
    deliveries,
    dialogues,
    drafts,
    edits,
    erasure,
    first_words,
    leaders,
    links,
    own_applications,
    own_data,
    own_planning,
    own_reports,
    participants,
    patience,
    pausing,
    people,
    posters,
    presses,
    question_presses,
    queue_desk,
    reaching,
    reports,
    searching,
    staff_commands,
)
from bot.storage import sessions

if TYPE_CHECKING:
    from bot.flows.inbound import Event, Inbound
    from bot.flows.outbound import Answer
    from bot.services.work import Work
    from bot.storage.people import Person
    from bot.storage.sessions import StoredSession


#: What a new member of the staff finds here.
STAFF_HOW = {
    Role.OFFICER: msg("staff.how"),
    Role.SUPERVISOR: msg("staff.how_supervisor"),
    Role.ADMINISTRATOR: msg("staff.how_administrator"),
}
#: What people may look at and do about what is their own, and asking the service something.
OWN = {
    "question": question_presses.ask,
    "confidentialite": own_data.explain,
    "mesdonnees": own_data.show,
    "supprimer": erasure.ask,
    "attestation": attestations.show,
    "pause": pausing.show,
    "planning": own_planning.show_week,
    "rdv": own_planning.show_appointments,
}


def take(work: Work, inbound: Inbound) -> tuple[Answer, ...]:
    """Act on what somebody did; return what their pressed button says back, if they pressed one."""
    person = people.meet(work, inbound.sender)
    if inbound.edited:
        edits.follow(work, person, inbound)
        return ()
    match inbound.event:
        case Membership(blocked):
            if blocked:
                deliveries.lose(work, person.id)
            else:
                deliveries.regain(work, person)
            return ()
        case event if patience.hears(work, person):
            deliveries.regain(work, person)
            taken = drafts.take(work, person, inbound)
            answers = () if taken else _act(work, person, event)
            patience.ask_to_wait(work, person)
            return answers
    return ()


def _act(work: Work, person: Person, event: Event) -> tuple[Answer, ...]:
    match event:
        case Press() as press:
            return presses.press(work, person, press)
        case SlashCommand(name, argument):
            obey(work, person, name, argument)
        case event:
            hear(work, person, event)
    return ()


def obey(work: Work, person: Person, name: str, argument: str) -> None:
    """Do what a slash command says; unknown ones and those not for this person get the same word."""
    match menu.ALIASES.get(name, name):
        case "start":
            start(work, person, argument)
        case "rejoindre":
            choose(work, person, Item.JOIN)
        case "demandes":
            choose(work, person, Item.MINE)
        case "aide":
            choose(work, person, Item.HELP)
        case "langue":
            choose(work, person, Item.LANGUAGE)
        case own if own in OWN:
            OWN[own](work, person)
        case "annuler":
            dialogues.cancel(work, person)
        case other if not staff_commands.obey(work, person, other, argument):
            buttons.unknown_command(work, person)


def start(work: Work, person: Person, payload: str) -> None:
    """Greet; open an invitation or a poster's report; an interrupted dialogue is taken up where it stood."""
    if people.is_invitation(payload):
        _join(work, person, payload)
        return
    if links.is_link(payload):
        _link(work, person, payload)
        return
    if posters.is_poster(payload):
        posters.open_report(work, person, payload)
        return
    if payload:
        work.say(person.id, msg("start.bad_link"))
    if dialogues.resume(work, person):
        return
    work.send(person.id, menu.welcome())
    if person.language is None:
        work.send(person.id, menu.languages(work.territory))


def _join(work: Work, person: Person, payload: str) -> None:
    role = people.accept_invitation(work, person, payload)
    if role is None:
        dialogues.interject(work, person, (msg("start.bad_link"),))
        return
    leaders.joined(work, person.id)
    work.send(person.id, Prompt((msg("staff.joined"), STAFF_HOW[role]), keyboard=Keyboard.MENU))
    work.send(person.id, StaffCommands(), Priority.CHANGE)
    if staff_commands.sees_queue(work, person):
        queue_desk.welcome(work, person)
    if role is Role.SUPERVISOR and reaching.reach(work, person.id).name is None:
        dialogues.open_or_resume(work, person, CORRECT_NAME)
    else:
        dialogues.resume(work, person)


def _link(work: Work, person: Person, payload: str) -> None:
    linked = links.open_link(work, person, payload)
    if linked is None:
        dialogues.interject(work, person, (msg("start.bad_link"),))
        return
    links.welcome(work, linked)
    dialogues.resume(work, linked)


def choose(work: Work, person: Person, item: Item) -> None:
    """Do what a button of the menu says."""
    match item:
        case Item.REPORT:
            dialogues.open_or_resume(work, person, REPORT_DUMP)
        case Item.CREW if crew_desk.leads(work, person.id):
            crew_desk.show_team(work, person)
        case Item.CREW:
            own_planning.show_crew(work, person)
        case Item.JOIN:
            own_applications.join(work, person)
        case Item.MINE:
            own_reports.show_list(work, person)
        case Item.LANGUAGE:
            work.send(person.id, menu.languages(work.territory))
        case Item.HELP:
            question_presses.show_help(work, person)
        case Item.QUEUE:
            queue_desk.show(work, person)


def hear(work: Work, person: Person, event: Event) -> None:
    """Give what somebody says or shows to the dialogue it answers, to the menu, or to a new report."""
    if isinstance(event, Photo) and _late_part(work, person, event):
        return
    session = sessions.active(work.connection, person.id)
    if isinstance(event, Text) and _means_a_button(work, person, session, event):
        return
    if (unsure := _another_matter(work, person, session, event)) is not None:
        session = sessions.add(work.connection, person.id, REPORT_DUMP.name, unsure, work.now)
    elif session is None and _opens_report(event):
        session = sessions.add(work.connection, person.id, REPORT_DUMP.name, {}, work.now)
    if session is not None:
        dialogues.play(work, person, dangers.heed(work, person, session, event), event)
    elif not (isinstance(event, Text) and _takes(work, person, event.text)):
        _offer_menu(work, person, event)


def _means_a_button(work: Work, person: Person, session: StoredSession | None, typed: Text) -> bool:
    """Do what typed words that stand for a button say, or show what a reference names; False for others."""
    if searching.take_reference(work, person, session, typed.text):
        return True
    if session is not None and (choice := dialogues.chosen(work, session, typed)) is not None:
        dialogues.play(work, person, session, choice)
    elif work.words.stands_for(fold(typed.text), ask_officer.LABEL):
        question_presses.ask(work, person)
    elif (item := _menu_item(work, person, typed)) is not None:
        choose(work, person, item)
    else:
        return False
    return True


def _takes(work: Work, person: Person, text: str) -> bool:
    return answers.typed(work, person, text) or first_words.take(work, person, text)


def _another_matter(
    work: Work, person: Person, session: StoredSession | None, event: Event
) -> dict[str, bool] | None:
    """Return what opens the question whether what is shown is waste; None when it is.

    It may be for the application they are making, or have made, or for their crew.
    """
    if session is not None:
        about_self = session.flow in (APPLY.name, ASK_OFFICER.name)
        shown = about_self and isinstance(event, Photo) and not event.picture.as_file
        return UNSURE if shown else None
    if not isinstance(event, Photo | Voice):
        return None
    if participants.crew_of(work, person.id) is not None:
        return OF_CREW
    return UNSURE if applications.is_open(work, person.id) else None


def _opens_report(event: Event) -> bool:
    if isinstance(event, Text):
        return read_point(event.text) is not None
    return isinstance(event, Photo | Place | Voice)


def _late_part(work: Work, person: Person, photo: Photo) -> bool:
    """Let a part of an album that arrives after its report was sent join it, without a word."""
    return photo.picture.album is not None and reports.join_album(work, person.id, photo.picture)


def _menu_item(work: Work, person: Person, text: Text) -> Item | None:
    typed = fold(text.text)
    items = (item for item, label in menu.LABELS.items() if work.words.stands_for(typed, label))
    item = next(items, None)
    return None if item is Item.QUEUE and not staff_commands.sees_queue(work, person) else item


def _offer_menu(work: Work, person: Person, event: Event) -> None:
    """Say calmly what could not be used, and show what can be done."""
    first = labels.not_understood(event) if isinstance(event, Odd | Contact) else msg("unknown.text")
    work.send(person.id, Prompt((first, msg("unknown.menu")), keyboard=Keyboard.MENU))
    if isinstance(event, Text):
        question_presses.offer(work, person)
