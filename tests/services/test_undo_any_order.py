"""Decisions, second thoughts, people and clocks in any order: each decision ends once, and is told once."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from bot.domain.people import Role
from bot.domain.request import RequestKind
from bot.services import matters, people
from bot.storage import outbox
from bot.storage.database import connect_sqlite, sqlite_engine
from bot.storage.tables import events, held_decisions, metadata, requests
from bot.storage.tables import outbox as messages
from tests.applying import file, person, work
from tests.town import Town

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from sqlalchemy.engine import Connection, Engine

    from bot.storage.outbox import OutboxRow
    from tests.town import Phone

UNDO = 30
REQUESTS = (1, 2, 4)  # two reports and a question; the application is decided by buttons alone
ENDINGS = ("undone", "overtaken")
CORRECTION = "correction.title"


class Watched(Town):
    """A town that remembers what arrived, whatever is said of it later."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, undo=UNDO)
        self.arrived: list[tuple[int, str, str]] = []  # who, the key of the message, its cause

    def _send(self, row: OutboxRow) -> None:
        self.arrived.append((row.person, row.key, row.cause))
        super()._send(row)


class Office(RuleBasedStateMachine):
    """Two officers, one resident with reports, an application and a question; a clock and a machine."""

    opened: Callable[[], AbstractContextManager[Connection]]

    def __init__(self) -> None:
        super().__init__()
        self._context = self.opened()
        self.connection = self._context.__enter__()

    def teardown(self) -> None:
        try:
            if hasattr(self, "town"):
                self.run_out()
        finally:
            self._context.__exit__(None, None, None)

    @initialize()
    def begin(self) -> None:
        self.town = Watched(self.connection)
        self.officers = [self.town.officer(), self.town.officer("collègue")]
        self.resident = self.town.phone()
        self.resident.report()
        self.resident.report("Gravats")
        file(self.town, self.resident)
        me = person(self.town, self.resident)
        matters.open_matter(work(self.town), RequestKind.QUESTION, me, detail={"text": "Quand ?"})
        self.town.settle()
        self.by_officers: set[str] = set()

    # --- officers -------------------------------------------------------------------------------------

    @rule(who=st.integers(0, 1), request=st.sampled_from(REQUESTS), old=st.sampled_from([0, 0, 0, 1]))
    def decides(self, who: int, request: int, old: int) -> None:
        """Decide as a card would let one, or as an old card would have."""
        query = select(requests.c.kind, requests.c.state, requests.c.version)
        kind, state, version = self.connection.execute(query.where(requests.c.id == request)).one()
        match kind, state:
            case "report", "received":
                action = "accept"
            case "report", _:
                action = "plan"
            case _, "open" | "needs_info":
                action = "dismiss"
            case _:
                action = "claim"
        officer = self.officers[who]
        self._press(officer, f"c1:{kind}:{request}:{action}:{version - old}")
        if action == "plan" and "avril" in officer.labels()[0]:
            self._press(officer, officer.bubbles[-1].buttons[0][0][1], officer.bubbles[-1].message_id)

    @rule(data=st.data(), who=st.integers(0, 1))
    def presses(self, data: st.DataObject, who: int) -> None:
        """Press any button there is, however old; most often one of the newest."""
        there = [
            (bubble.message_id, button)
            for bubble in reversed(self.officers[who].bubbles)
            for row in bubble.buttons
            for _, button in row
        ]
        if there:
            message, button = there[min(data.draw(st.integers(0, 30)), len(there) - 1)]
            self._press(self.officers[who], button, message)

    @rule(
        who=st.integers(0, 1),
        request=st.sampled_from(REQUESTS),
        then=st.lists(st.sampled_from(["undo", "now", "wait", "withdraw", "other"]), max_size=3),
    )
    def decides_and_then(self, who: int, request: int, then: list[str]) -> None:
        self.decides(who, request, 0)
        for each in then:
            match each:
                case "undo":
                    self.thinks_again(who, "Défaire")
                case "now":
                    self.thinks_again(who, "Envoyer maintenant")
                case "wait":
                    self.waits(UNDO)
                case "withdraw":
                    self.withdraws(f"mine:{min(request, 2)}")
                case _:
                    self.decides(1 - who, request, 0)

    @rule(who=st.integers(0, 1), label=st.sampled_from(["Défaire", "Défaire", "Envoyer maintenant"]))
    def thinks_again(self, who: int, label: str) -> None:
        """Press the newest of such buttons, if there is one."""
        buttons = [
            (bubble.message_id, data)
            for bubble in self.officers[who].bubbles
            for row in bubble.buttons
            for text, data in row
            if label in text
        ]
        if buttons:
            self._press(self.officers[who], buttons[-1][1], buttons[-1][0])

    @rule(data=st.data(), who=st.integers(0, 1), deed=st.sampled_from(["undo", "now", "correct", "next"]))
    def presses_of_any_decision(self, data: st.DataObject, who: int, deed: str) -> None:
        """Press a button of any decision, one's own or a colleague's."""
        held = self.connection.execute(select(held_decisions.c.id, held_decisions.c.version)).all()
        if held:
            number, version = data.draw(st.sampled_from(held))
            self._press(self.officers[who], f"c1:held:{number}:{deed}:{version}")

    @rule(who=st.integers(0, 1), words=st.sampled_from(["Quel jour ?", "Oui.", "/file", "/annuler"]))
    def writes(self, who: int, words: str) -> None:
        self._acting(lambda: self.officers[who].types(words))

    @rule(who=st.integers(0, 1), seconds=st.sampled_from([0, 10, 31]))
    def loses_the_role_for_a_while(self, who: int, seconds: int) -> None:
        self.town.revoke(self.officers[who])
        self.town.pass_time(seconds=seconds)
        invitation = people.invite(self.connection, Role.OFFICER, self.town.now)
        self._acting(lambda: self.officers[who].types(f"/start {invitation}"))

    # --- the resident ---------------------------------------------------------------------------------

    @rule(words=st.sampled_from(["Le bâtiment C", "/demandes", "/annuler"]))
    def says(self, words: str) -> None:
        self.resident.types(words)

    @rule(kind=st.sampled_from(["mine:1", "mine:2", "joining:3"]))
    def withdraws(self, kind: str) -> None:
        request = int(kind[-1])
        query = select(requests.c.version).where(requests.c.id == request)
        version = self.connection.execute(query).scalar_one()
        self.resident.forge(f"c1:{kind}:confirm:{version}")

    # --- clocks and machines --------------------------------------------------------------------------

    @rule(seconds=st.sampled_from([1, 10, 29, 30, 31, 90_000]))
    def waits(self, seconds: int) -> None:
        self.town.pass_time(seconds=seconds)

    @rule()
    def restarts(self) -> None:
        self.town.restart()

    # --- what always holds ----------------------------------------------------------------------------

    @invariant()
    def one_decision_at_most_is_held_on_a_request(self) -> None:
        held = select(held_decisions.c.request).where(held_decisions.c.ended_at.is_(None))
        marked = select(requests.c.id).where(requests.c.held).order_by(requests.c.id)
        standing = sorted(self.connection.execute(held).scalars())
        assert standing == list(self.connection.execute(marked).scalars())

    @invariant()
    def nothing_leaves_before_its_time_or_after_it_was_undone(self) -> None:
        if not hasattr(self, "town"):
            return
        done = {row.cause: row for row in self._decisions() if row.ending == "done"}
        me = person(self.town, self.resident)
        caused = select(messages.c.cause, messages.c.content).where(messages.c.person == me)
        for cause, content in self.connection.execute(caused):
            decided = cause in self.by_officers or cause.startswith("timer:decide:")
            assert not decided or cause in done or CORRECTION in str(content)
            if cause.startswith("timer:decide:"):
                assert done[cause].ended_at >= done[cause].due_at

    @invariant()
    def each_message_comes_once(self) -> None:
        if hasattr(self, "town"):
            assert not [key for key, number in Counter(self.town.arrived).items() if number > 1]

    @invariant()
    def the_log_tells_how_each_decision_ended(self) -> None:
        rows = list(self.connection.execute(select(events)).all())
        begun = [row.detail["decision"] for row in rows if row.kind == "decided"]
        ended = [(row.detail["decision"], row.kind) for row in rows if row.kind in ENDINGS]
        decisions = self._decisions()
        assert begun == [row.id for row in decisions]
        assert sorted(ended) == [(row.id, row.ending) for row in decisions if row.ending in ENDINGS]
        for row in decisions:
            if row.ending == "done":
                brought = [
                    each
                    for each in rows
                    if (each.request, each.actor, each.at) == (row.request, row.officer, row.ended_at)
                ]
                assert brought, "nothing in the log says what was done"

    def run_out(self) -> None:
        """At the very end each decision has ended."""
        self.town.pass_time(seconds=UNDO)
        assert all(row.ending for row in self._decisions())
        assert not outbox.any_due(self.connection, self.town.now)

    def _decisions(self) -> list[Any]:
        return list(self.connection.execute(select(held_decisions).order_by(held_decisions.c.id)).all())

    def _press(self, phone: Phone, button: str, message: int = 1) -> None:
        self._acting(lambda: phone.forge(button, message))

    def _acting(self, act: Callable[[], object]) -> None:
        """Let an officer act, and remember what the inputs were called."""
        seen = self._causes()
        act()
        self.by_officers |= {cause for cause in self._causes() - seen if cause.startswith("update:")}

    def _causes(self) -> set[str]:
        return set(self.connection.execute(select(messages.c.cause)).scalars())


def _run(opened: Callable[[], AbstractContextManager[Connection]], examples: int, count: int) -> None:
    machine = type("OpenedOffice", (Office,), {"opened": staticmethod(opened)})
    run_state_machine_as_test(
        machine, settings=settings(max_examples=examples, stateful_step_count=count, deadline=None)
    )


@contextmanager
def _sqlite() -> Iterator[Connection]:
    raw = connect_sqlite(":memory:")
    engine = sqlite_engine(lambda: raw)
    with engine.connect() as connection:
        metadata.create_all(connection)
        yield connection
        connection.rollback()
    engine.dispose()


@pytest.mark.slow
def test_any_order_of_decisions_on_sqlite() -> None:
    _run(_sqlite, examples=50, count=40)


@pytest.mark.slow
@pytest.mark.postgres
def test_any_order_of_decisions_on_postgresql(postgres_engine: Engine) -> None:
    @contextmanager
    def opened() -> Iterator[Connection]:
        with postgres_engine.connect() as connection:
            yield connection
            connection.rollback()

    _run(opened, examples=10, count=25)
