"""A town in which there is one of everything, and everybody who may press a button; it judges nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from bot.domain.attendance import State
from bot.domain.decisions import Decision
from bot.domain.outcome import Moment
from bot.domain.people import Role
from bot.domain.reminders import Kind
from bot.domain.request import MATTERS, RequestKind
from bot.domain.talk import State as Talk
from bot.flows.crew_board import Lead
from bot.flows.report_card import Action as ReportAction
from bot.services import decisions, holding, leaders, matters, people, seats
from bot.storage import (
    applications,
    attendances,
    disclosures,
    enrolments,
    followers,
    held,
    interviews,
    outcomes,
    relays,
    requests,
)
from bot.storage.tables import photos, roles, sessions
from tests.applying import crew, file, filed, person, work
from tests.taking_part import appointment, join, shift
from tests.town import Town, with_undo

if TYPE_CHECKING:
    from sqlalchemy import Connection

TODAY, TOMORROW, LATER = date(2026, 4, 8), date(2026, 4, 9), date(2026, 4, 15)
AFTERNOON = datetime(2026, 4, 8, 12, 30, tzinfo=UTC)  # half past two in Alès
MONTH = 202604  # as an attestation's button says it
OWNER, STRANGER, MEMBER, LEADER, FOREIGN, OFFICER, ADMINISTRATOR, FORMER = range(1000, 1008)
Numbered = tuple[int, int]
"""What a button names: a number, and the version that it was drawn at."""


class Busy:
    """The town and its things; what is somebody's is the owner's."""

    def __init__(self, connection: Connection) -> None:
        self.town = Town(connection)
        self._give_phones()
        self._lay_out()
        self.town.now = AFTERNOON
        self._ask()
        for phone in self.town.phones.values():
            phone.types("/annuler")
        for number in (LEADER, OFFICER):
            self.town.phones[number].forge(f"c1:lead:{self.past.id}:{Lead.ROLL}:{self.past.version}")

    @property
    def stranger(self) -> int:
        """Return a person of whom only a report is known."""
        return person(self.town, self.town.phones[STRANGER])

    @property
    def owner(self) -> int:
        """Return the person whose things they are."""
        return person(self.town, self.town.phones[OWNER])

    def request(self, kind: RequestKind) -> Numbered:
        """Return the owner's request of a kind, as it stands."""
        held = requests.of_person(self.town.connection, self.owner)
        every = (requests.by_id(self.town.connection, number) for number in held)
        found = next(each for each in every if each.kind is kind)
        return found.id, found.version

    def decision(self) -> Numbered:
        """Return a decision of the officer's that can still be undone, on the stranger's report."""
        found = held.on(self.town.connection, requests.of_person(self.town.connection, self.stranger)[0])
        assert found is not None
        return found.id, found.version

    def photo(self) -> int:
        """Return the photo of the owner's report."""
        found: int = self.town.connection.execute(select(func.min(photos.c.id))).scalar_one()
        return found

    def role(self) -> int:
        """Return the role of the supervisor who leads the crew."""
        leader = person(self.town, self.town.phones[LEADER])
        query = select(roles.c.id).where(roles.c.person == leader)
        found: int = self.town.connection.execute(query).scalar_one()
        return found

    def _give_phones(self) -> None:
        town = self.town
        owner = town.phone(name="owner")
        owner.report()
        file(town, owner)
        town.phone(name="stranger").report()
        filed(town, name="Lou Modèle")
        for role in (Role.SUPERVISOR, Role.SUPERVISOR, Role.OFFICER, Role.ADMINISTRATOR, Role.OFFICER):
            phone = town.phone(name=role)
            phone.types(f"/start {people.invite(town.connection, role, town.now)}")
        town.revoke(town.phones[FORMER])

    def _lay_out(self) -> None:
        town, connection = self.town, self.town.connection
        join(town, town.phones[OWNER])
        join(town, town.phones[MEMBER])
        leader, foreign = (person(town, town.phones[number]) for number in (LEADER, FOREIGN))
        leaders.assign_supervisor(work(town), crew(town).id, leader)
        leaders.assign_supervisor(work(town), seats.crews(work(town))[-1].id, foreign)
        self.past, self.coming = shift(town, TODAY), shift(town, TOMORROW)
        self.meeting = appointment(town, town.phones[OWNER], LATER)
        held = attendances.book(connection, self.owner, Kind.SHIFT, self.past.id, town.now)
        attendances.note(connection, held.id, State.PRESENT, leader, town.now)
        follower, report = person(town, town.phones[MEMBER]), self.request(RequestKind.REPORT)[0]
        followers.add(connection, report, follower, town.now)

    def _ask(self) -> None:
        town, connection = self.town, self.town.connection
        about = dict.fromkeys(MATTERS, (Kind.SHIFT.value, self.past.id))
        about[RequestKind.ATTESTATION] = ("month", MONTH)
        about[RequestKind.RESCHEDULE] = (Kind.APPOINTMENT.value, self.meeting.id)
        for kind in sorted(MATTERS):
            detail = {"minutes": 240, "times": 1} if kind is RequestKind.ATTESTATION else None
            matters.open_matter(work(town), kind, self.owner, about=about[kind], detail=detail)
        application = applications.of_person(connection, self.owner)[0]
        enrolment = enrolments.of_request(connection, application.id)
        assert enrolment is not None
        self.outcome = outcomes.plan(connection, self.owner, enrolment.id, Moment.EXIT, town.now.date()).id
        self.disclosure = disclosures.add(connection, self.owner, town.now)
        at = datetime.combine(LATER, time(14), ZoneInfo(town.territory.timezone))
        interviews.propose(connection, self.owner, application.id, at, None)
        written = {"author": person(town, town.phones[OFFICER]), "written": 1, "reader": self.owner}
        words = {"request": self.request(RequestKind.REPORT)[0], "state": Talk.ASKED, "said": {"text": "?"}}
        self.relay = relays.add(connection, {**written, **words}, town.now)
        town.settle()
        town.phones[OFFICER].types("/chercher tamaris")
        self.search = connection.execute(select(func.max(sessions.c.id))).scalar_one()
        self._decide()

    def _decide(self) -> None:
        report = requests.of_person(self.town.connection, self.stranger)[0]
        decision = Decision(report, requests.by_id(self.town.connection, report).version)
        officer, held_for = person(self.town, self.town.phones[OFFICER]), with_undo(self.town.territory, 30)
        given = {"press": [RequestKind.REPORT.value, ReportAction.ACCEPT.value]}
        doing = replace(work(self.town), territory=held_for)
        holding.decide(doing, officer, decision, given, lambda: decisions.accept(doing, officer, decision))
        self.town.settle()
