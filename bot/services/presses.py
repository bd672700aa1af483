"""Buttons under messages: each is given to whoever deals with its sort; no right is read off a button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.reminders import Kind
from bot.domain.request import RequestKind
from bot.flows import (
    appointment_screens,
    ask_officer,
    attended,
    attestation,
    figures,
    held,
    menu,
    offered_times,
    outcome_words,
    pausing,
    planning,
    privacy,
    programme_screens,
    queue_screens,
    ready_screens,
    rights,
    search,
    talk,
    usual,
)
from bot.flows import history as screens
from bot.flows.inbound import Choice
from bot.flows.messages import msg
from bot.flows.outbound import Answer, Priority, StaffCommands
from bot.flows.reminding_words import WEEK
from bot.services import (
    answers,
    applicant_presses,
    attestations,
    away,
    buttons,
    crew_desk,
    desk_presses,
    dialogues,
    entering,
    figures_desk,
    held_decisions,
    history,
    offered_appointments,
    outcome_presses,
    own_applications,
    own_attendances,
    own_data,
    own_planning,
    own_reports,
    people,
    photo_desk,
    programme_desk,
    question_presses,
    queue_desk,
    ready_desk,
    relay_presses,
    resident_presses,
    roll_calls,
    searching,
    team,
    usual_answers,
)
from bot.services import pausing as pausing_service
from bot.services.desks import DESKS
from bot.storage import sessions

if TYPE_CHECKING:
    from bot.flows.inbound import Press
    from bot.services.work import Work
    from bot.storage.people import Person

QUESTION_DATA = "q1"

#: What the buttons of other messages do.
NEWS = {
    "photo": photo_desk.press,
    "clean": resident_presses.verdict,
    "follow": resident_presses.stop_following,
    "mine": own_reports.press,
    "joining": own_applications.press,
    "meeting": applicant_presses.meeting,
    "seat": applicant_presses.seat,
    "data": own_data.send_all,
    "link": entering.show_link,
    offered_times.KIND: offered_appointments.press,
    outcome_words.KIND: outcome_presses.press,
    pausing.KIND: pausing_service.press,
    attended.KIND: own_attendances.press,
    attestation.KIND: attestations.press,
    planning.SCREENS: own_planning.press,
    planning.ONE: own_planning.press_one,
    programme_screens.OVERALL: programme_desk.overall,
    programme_screens.CREW: programme_desk.of_crew,
    programme_screens.SHIFT: programme_desk.of_shift,
    appointment_screens.APPOINTMENT: programme_desk.of_appointment,
    **{kind.value: answers.press for kind in Kind},
    WEEK: answers.press_week,
    "lead": crew_desk.press,
    "roll": roll_calls.press,
    "name": roll_calls.press_name,
    "team": team.press,
    ask_officer.KIND: question_presses.press,
    usual.KIND: usual_answers.press,
    search.FOUND: searching.press_found,
    screens.KIND: history.press,
    search.PAGES: searching.press_more,
    figures.FIGURES: figures_desk.press_figures,
    figures.EXPORT: figures_desk.press_export,
    "away": away.press,
    talk.KIND: relay_presses.press,
    held.KIND: held_decisions.press,
    queue_screens.KIND: queue_desk.press,
    ready_screens.KIND: ready_desk.press,
}


def press(work: Work, person: Person, pressed: Press) -> tuple[Answer, ...]:
    """Do what a button says, if it may be done; return the word for its spinner."""
    if pressed.data.startswith(menu.CHOOSE):
        return _language(work, person, pressed)
    if pressed.data.startswith((privacy.READ, f"{rights.MARK}:")):
        return own_data.press(work, person, pressed)
    match pressed.data.split(":", 3):
        case [mark, session, question, value] if mark == QUESTION_DATA:
            number = buttons.read_number(session)
            return _question(work, person, pressed, number, Choice(value, question))
    button = buttons.read_button(pressed.data)
    if button is None:
        return buttons.refuse(work, person, pressed)
    if button.kind in NEWS:
        return NEWS[button.kind](work, person, pressed, button)
    return desk_presses.press(work, person, pressed, button, DESKS[RequestKind(button.kind)])


def _language(work: Work, person: Person, pressed: Press) -> tuple[Answer, ...]:
    if not people.choose_language(work, person, pressed.data.removeprefix(menu.CHOOSE)):
        return buttons.refuse(work, person, pressed)
    work.say(person.id, msg("language.chosen"))
    work.send(person.id, StaffCommands(), Priority.CHANGE)
    if not dialogues.resume(work, person):
        work.send(person.id, menu.welcome())
    return (Answer(pressed.query),)


def _question(
    work: Work, person: Person, pressed: Press, number: int | None, choice: Choice
) -> tuple[Answer, ...]:
    session = None if number is None else sessions.by_id(work.connection, number)
    if session is None or session.person != person.id:
        return buttons.refuse(work, person, pressed)
    if session.ended:
        line = msg("dialogue.over")
        dialogues.interject(work, person, (line,))
        return (Answer(pressed.query, line),)
    dialogues.play(work, person, session, choice, pressed.message_id)
    return (Answer(pressed.query),)
