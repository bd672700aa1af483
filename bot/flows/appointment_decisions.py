"""The officer's dialogues about appointments: one for a person or a group, another time, more people."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from bot.domain.programme import Sort
from bot.domain.programme_commands import BookAppointment, InvitePeople, MoveAppointment
from bot.flows import programme
from bot.flows.choosing import one_of
from bot.flows.decided import day_question, place_question
from bot.flows.dialogue import Flow
from bot.flows.hours import hour_question, number_question
from bot.flows.messages import Message, Term, TermKind, msg, msgn
from bot.flows.picking import people_question
from bot.flows.shift_changes import sure_question
from bot.flows.told import told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.flows.answers import Answers
    from bot.flows.known import Known

SERVICE, SOME = "service", "some"
CREWS_OFFERED = 7
LENGTHS, LONGEST = (30, 45, 60, 90, 120, 180), 480  # minutes
SORTS: dict[Sort, Message] = {
    Sort.INDIVIDUAL: msg("programme.appointment.individual"),
    Sort.COLLECTIVE: msg("programme.appointment.collective"),
}


def partner_label(partner: str | None) -> Message:
    """Name a partner of the territory, or its own service."""
    if partner is None:
        return msg("programme.appointment.service")
    return msg("label.term", term=Term(TermKind.PARTNER, partner))


def _partners(known: Known) -> Mapping[str, Message]:
    named = {each.id: partner_label(each.id) for each in known.territory.rules.partners}
    return {**named, SERVICE: partner_label(None)}


def _groups(known: Known) -> Mapping[str, Message]:
    filled = {member.crew for member in known.members()}
    crews = [crew for crew in known.crews() if crew.id in filled][:CREWS_OFFERED]
    return {**{str(crew.id): programme.crew(crew) for crew in crews}, SOME: msg("programme.appointment.some")}


def _is_collective(answers: Answers, _: Known) -> bool:
    return answers.get("sort") == Sort.COLLECTIVE


def _is_one(answers: Answers) -> bool:
    return answers.get("sort") == Sort.INDIVIDUAL


def _asks_people(answers: Answers, _: Known) -> bool:
    return _is_one(answers) or answers.get("group") == SOME


def minutes_label(minutes: int) -> Message:
    """Say how long something lasts: « 45 minutes »."""
    return msgn("programme.appointment.minutes", minutes)


def _asked_minutes(_: Answers, __: Known) -> tuple[Message, ...]:
    return (msg("programme.appointment.minutes_ask"), msg("programme.appointment.minutes_hint"))


def _invited(answers: Answers, known: Known) -> int:
    if _asks_people(answers, known):
        return len(answers.get("people", ()))
    return sum(str(member.crew) == answers.get("group") for member in known.members())


def _summary(answers: Answers, known: Known) -> tuple[Message, ...]:
    partner = None if answers["partner"] == SERVICE else answers["partner"]
    day, hour = date.fromisoformat(answers["day"]), time.fromisoformat(answers["hour"])
    lines = (
        msg("programme.appointment.what", sort=SORTS[Sort(answers["sort"])], partner=partner_label(partner)),
        msg("programme.appointment.when", day=day, hour=hour, length=minutes_label(answers["minutes"])),
    )
    where = (msg("programme.appointment.where", place=answers["place"]),) if answers["place"] else ()
    return (*lines, *where, told(_invited(answers, known)))


def _booked(answers: Answers) -> BookAppointment:
    group = answers.get("group", SOME)
    return BookAppointment(
        sort=Sort(answers["sort"]),
        partner=None if answers["partner"] == SERVICE else answers["partner"],
        day=date.fromisoformat(answers["day"]),
        hour=time.fromisoformat(answers["hour"]),
        minutes=answers["minutes"],
        place=answers["place"] or None,
        people=tuple(answers.get("people", ())),
        crew=None if group == SOME else int(group),
    )


_WHEN = (
    day_question(lambda _: (msg("programme.appointment.day_ask"), msg("plan.hint"))),
    hour_question("hour", (msg("meet.hour"), msg("meet.hour_hint"))),
)

BOOK_APPOINTMENT = Flow(
    "book_appointment",
    (
        one_of(
            "sort",
            lambda _: (msg("programme.appointment.sort_ask"),),
            lambda _: {sort.value: label for sort, label in SORTS.items()},
        ),
        one_of("partner", lambda _: (msg("programme.appointment.partner_ask"),), _partners),
        one_of("group", lambda _: (msg("programme.appointment.group_ask"),), _groups, _is_collective),
        people_question((msg("programme.appointment.people_ask"),), _asks_people, _is_one),
        *_WHEN,
        number_question("minutes", _asked_minutes, LENGTHS, minutes_label, LONGEST),
        place_question(
            (msg("programme.appointment.place_ask"), msg("meet.place_hint")),
            msg("programme.appointment.usual_place"),
        ),
        sure_question(_summary),
    ),
    _booked,
)


# --- another time, more people -----------------------------------------------------------------

OPENED = {"at_appointment": int, "at_appointment_version": int, "at_told": int}


def _sure_of_move(answers: Answers, _: Known) -> tuple[Message, ...]:
    day, hour = date.fromisoformat(answers["day"]), time.fromisoformat(answers["hour"])
    return (msg("programme.appointment.new_time", day=day, hour=hour), told(answers["at_told"]))


def _moved(answers: Answers) -> MoveAppointment:
    return MoveAppointment(
        answers["at_appointment"],
        answers["at_appointment_version"],
        date.fromisoformat(answers["day"]),
        time.fromisoformat(answers["hour"]),
    )


MOVE_APPOINTMENT = Flow("move_appointment", (*_WHEN, sure_question(_sure_of_move)), _moved, OPENED)


def _always(_: Answers, __: Known) -> bool:
    return True


def _several(_: Answers) -> bool:
    return False


def _sure_of_more(answers: Answers, _: Known) -> tuple[Message, ...]:
    return (told(len(answers["people"])),)


def _more(answers: Answers) -> InvitePeople:
    return InvitePeople(answers["at_appointment"], tuple(answers["people"]))


INVITE_PEOPLE = Flow(
    "invite_people",
    (
        people_question((msg("programme.appointment.people_ask"),), _always, _several),
        sure_question(_sure_of_more),
    ),
    _more,
    {"at_appointment": int},
)
