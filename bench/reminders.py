"""How long reminders take to plan, to plan anew and to hand out, beside a scheduler with a job for each.

A person has 20 shifts and 20 appointments of the next eight weeks, three reminders each or so; all durable.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore  # type: ignore[import-untyped] # it has no types
from apscheduler.schedulers.base import BaseScheduler  # type: ignore[import-untyped] # the same
from sqlalchemy import insert
from sqlalchemy.engine import make_url

from bot.clock import monotonic
from bot.domain.reminders import Booking, Kind, diary_of, plan
from bot.flows.messages import Message
from bot.flows.outbound import Prompt
from bot.i18n import Words
from bot.services import reminders as service
from bot.services.work import Work
from bot.storage import reminders
from bot.storage.database import connect_sqlite, postgresql_engine, sqlite_engine
from bot.storage.leadership import AdvisoryLock
from bot.storage.tables import metadata, people
from bot.territories import load
from tests.postgres import NoPostgres, server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sqlalchemy.engine import Connection, Engine

    from bot.domain.reminders import Reminder

SIZES = (1_000, 10_000, 100_000)
THINGS, BATCH, REPLANNED = 40, service.BATCH, 100
DUE_JOBS = 500
NOW = datetime(2026, 4, 12, 9, tzinfo=UTC)
FAR = NOW + timedelta(days=365)


def expected(person: int) -> list[Booking]:
    """Return what one person is expected at: mornings and afternoons by turns, over eight weeks."""
    return [
        Booking(
            person=person,
            kind=Kind.APPOINTMENT if number % 2 else Kind.SHIFT,
            thing=number,
            version=1,
            starts_at=NOW + timedelta(days=3 + number * 56 // THINGS, hours=5 if number % 2 else -3),
            booked_at=NOW,
        )
        for number in range(THINGS)
    ]


class Bench:
    """One database of a kind and size, and the programme that fills it."""

    def __init__(self, engine: Engine, size: int) -> None:
        self._engine, self._size = engine, size
        self._territory = load("ales")
        self._words = Words(self._territory)
        self._causes = count()
        self._programme = service.Programme(self._standing, self._content)
        with engine.begin() as connection:
            metadata.drop_all(connection)
            metadata.create_all(connection)
            persons = range(1, size // 50 + 2)
            own = {"guessed_language": "fr", "created_at": NOW}
            connection.execute(insert(people), [{"id": person, **own} for person in persons])

    def plan(self) -> float:
        """Return the seconds it takes to plan and store as many reminders as the size says."""
        began = monotonic()
        diary = diary_of(self._territory)
        with self._engine.begin() as connection:
            reminders.plan_for(connection, self._reminders(diary))
        seconds = monotonic() - began
        with self._engine.begin() as connection:
            connection.exec_driver_sql("ANALYZE")
        return seconds

    def replan(self) -> tuple[float, float]:
        """Return the median milliseconds of planning one person anew, nothing changed, then all moved."""
        moved = timedelta(hours=1)
        later = [
            replace(each, version=2, starts_at=each.starts_at + moved, booked_at=NOW) for each in expected(0)
        ]
        return self._replan(expected(0)), self._replan(later)

    def claim(self) -> float:
        """Return how many reminders a second are taken, a transaction for each batch."""
        began, taken = monotonic(), 0
        while True:
            with self._engine.begin() as connection:
                claimed = len(reminders.claim(connection, FAR, BATCH))
            if not claimed:
                return taken / (monotonic() - began)
            taken += claimed

    def tick(self) -> tuple[float, float]:
        """Return how many a second become messages of the outbox, and the longest batch in milliseconds."""
        taken, batches = 0, [0.0]
        while True:
            began = monotonic()
            with self._engine.begin() as connection:
                claimed = service.tick(self._work(connection, NOW + timedelta(days=1)), self._programme)
            if not claimed:
                return taken / max(sum(batches), 1e-9), max(batches) * 1000
            batches.append(monotonic() - began)
            taken += claimed

    def fall_due(self) -> None:
        """Let everything be planned anew and be due on the day after."""
        with self._engine.begin() as connection:
            connection.exec_driver_sql("DELETE FROM reminders")
            due = (replace(each, due_at=NOW) for each in self._reminders(diary_of(self._territory)))
            reminders.plan_for(connection, due)

    def _replan(self, bookings: list[Booking]) -> float:
        taken = []
        for person in range(1, min(REPLANNED, self._size // 100) + 1):
            ours = [replace(each, person=person) for each in bookings]
            began = monotonic()
            with self._engine.begin() as connection:
                service.replan_person(self._work(connection, NOW), person, ours)
            taken.append((monotonic() - began) * 1000)
        return statistics.median(taken)

    def _reminders(self, diary: Any) -> Iterator[Reminder]:  # noqa: ANN401 - the territory's
        left = self._size
        for person in count(1):
            for booking in expected(person):
                for each in plan(booking, diary, told=False):
                    yield each
                    left -= 1
                    if not left:
                        return

    def _work(self, connection: Connection, now: datetime) -> Work:
        return Work(connection, now, self._territory, self._words, f"bench:{next(self._causes)}")

    def _standing(self, _work: Work, due: Sequence[Reminder]) -> Iterator[Booking]:
        return (Booking(each.person, each.kind, each.thing, 1, each.starts_at, NOW) for each in due)

    def _content(self, _work: Work, told: Sequence[Reminder]) -> Prompt:
        return Prompt((Message(f"{len(told)}"),))


class StillScheduler(BaseScheduler):  # type: ignore[misc] # its base has no types
    """A scheduler that stores jobs and never wakes up."""

    def wakeup(self) -> None:
        """Do nothing."""

    def shutdown(self, wait: bool = True) -> None:  # noqa: FBT001, FBT002 - its base's signature
        """Close the store."""
        super().shutdown(wait)


class JobStore:
    """The peer: APScheduler's own store, on the same SQLite settings, a job for each reminder."""

    def __init__(self, folder: Path) -> None:
        self._raw = connect_sqlite(str(folder / "jobs.sqlite"))
        self._store = SQLAlchemyJobStore(engine=sqlite_engine(lambda: self._raw))
        self._scheduler = StillScheduler(timezone=UTC)
        self._scheduler.add_jobstore(self._store)
        self._scheduler.start(paused=True)

    def plan(self, size: int) -> float:
        """Return the seconds it takes to add as many jobs; the first ones are due at once."""
        began = monotonic()
        for number in range(size):
            run_date = NOW if number < DUE_JOBS else FAR + timedelta(seconds=number)
            self._scheduler.add_job("builtins:print", "date", [number], run_date=run_date)
        return monotonic() - began

    def claim(self) -> float:
        """Return how many due jobs a second are taken."""
        began = monotonic()
        due = self._store.get_due_jobs(NOW)
        for job in due:
            self._store.remove_job(job.id)
        return len(due) / (monotonic() - began)

    def empty(self) -> None:
        """Make room for the next size."""
        self._store.remove_all_jobs()

    def close(self) -> None:
        """Stop the scheduler."""
        self._scheduler.shutdown()


def measure(say: Callable[[str], None], sizes: tuple[int, ...] = SIZES) -> None:
    """Fill each database to each size in turn, plan anew, hand out, and say how long it took."""
    say("Reminders: planned and stored, one person's 40 things planned anew, taken when due:")
    with tempfile.TemporaryDirectory(prefix="bench", dir=Path.cwd()) as folder:
        raw = connect_sqlite(str(Path(folder) / "reminders.sqlite"))
        with closing(raw):
            planned = _grow("SQLite", sqlite_engine(lambda: raw), sizes, say)
        try:
            with server() as url:
                engine = postgresql_engine(make_url(url), AdvisoryLock())
                _grow("PostgreSQL", engine, sizes, say)
                engine.dispose()
        except NoPostgres as error:
            say(f"  {error.__doc__}")
        with closing(JobStore(Path(folder))) as peer:
            for size in sizes:
                _beside(peer, size, planned[size], say)


def _grow(name: str, engine: Engine, sizes: tuple[int, ...], say: Callable[[str], None]) -> dict[int, float]:
    planned = {}
    for size in sizes:
        bench = Bench(engine, size)
        planned[size] = bench.plan()
        same, moved = bench.replan()
        bench.fall_due()
        told, longest = bench.tick()
        bench.fall_due()
        taken = bench.claim()
        anew = f"one person anew {same:.1f} ms, all moved {moved:.1f} ms"
        handed = f"handed out {told:,.0f}/s, longest batch {longest:.0f} ms"
        say(f"  {name:<11}{size:>9,}: planned {planned[size]:6.3f} s; {anew}; taken {taken:,.0f}/s; {handed}")
    return planned


def _beside(peer: JobStore, size: int, ours: float, say: Callable[[str], None]) -> None:
    seconds = peer.plan(size)
    beside = f"{seconds / ours:.0f} times as long as ours"
    say(f"  a job each {size:>9,}: planned {seconds:6.1f} s, {beside}; taken {peer.claim():,.0f}/s")
    peer.empty()


if __name__ == "__main__":
    measure(lambda line: print(line, flush=True), tuple(map(int, sys.argv[1:])) or SIZES)  # noqa: T201 - what it is run for
