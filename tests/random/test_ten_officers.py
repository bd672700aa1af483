"""Ten officers press at random, old cards and new ones of the same requests: one wins, people are told once.

The same walk every time; `SEED=7 STEPS=100000` before pytest walks another one, and as far as wanted.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy.engine import make_url

from bot.flows import menu, rights
from bot.storage.database import connect_sqlite, postgresql_engine, sqlite_engine
from bot.storage.leadership import AdvisoryLock
from bot.storage.tables import metadata
from tests.random.acts import DATA, TRIED
from tests.random.watch import LIVES, REFERENCE
from tests.town import Phone, Town

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from tests.bubbles import Bubble

SEED = int(os.environ.get("SEED", "4"))
STEPS = int(os.environ.get("STEPS", "2500"))
FEW = 500
COMMITS = 250  # steps: PostgreSQL keeps every version of a row that a transaction has written
OFFICERS, RESIDENTS, WAITING = 10, 3, 6
KEPT = 40  # messages of a phone that are still pressed
WORDS = ("Quel bâtiment ?", "d1", "14/04", "Merci", "File", "/file", "/annuler", "Sans suite", "12")


#: Buttons that would let the walk end: another language's words on the screen, somebody erased.
LEFT_ALONE = (menu.CHOOSE, rights.MARK)
ANSWERS = ("Quel bâtiment ?", "14/04", "Merci")
LEAVING = (":cancel", ":back")  # a dialogue's buttons that end it, or go a step back


class Walk:
    """A town with ten officers, and a few residents who report as soon as little waits."""

    def __init__(self, connection: Connection, photos: Path, seed: int) -> None:
        self.town = Town(connection, photos, undo=30)
        self.random = Random(seed)  # noqa: S311 - a walk that can be walked again, no secret
        self.officers = [self.town.officer() for _ in range(OFFICERS)]
        self.residents = [self.town.phone() for _ in range(RESIDENTS)]
        for phone in self.residents:
            phone.types("/start")
        self.log = Log(self.town, [phone.number for phone in self.residents])

    def step(self) -> None:
        """Let somebody do something, and look at what came of it."""
        doing = self.random.choices(
            (self._press, self._go_on, self._say, self._resident, self._wait, self._forge), WEIGHTS
        )
        doing[0]()
        if self.log.waiting() < WAITING:
            self._report()
        self.log.look()
        self._forget()

    def _press(self) -> None:
        """Press any button that an officer's screen still has, however old it is."""
        self._press_on(self.random.choice(self.officers))

    def _go_on(self) -> None:
        """Answer as an officer whom a dialogue asks something: with a button of it, or with words."""
        asked = [phone for phone in self.officers if phone.bubbles and self._asks(phone.bubbles[-1])]
        if not asked:
            self._press()
            return
        phone = self.random.choice(asked)
        answers = [each for each in self._there(phone.bubbles[-1]) if not each[1].endswith(LEAVING)]
        if not answers:
            phone.types(self.random.choice(ANSWERS))
            return
        label, data = self.random.choice(answers)
        phone.forge(data, phone.bubbles[-1].message_id, label)

    def _asks(self, bubble: Bubble) -> bool:
        return any(data.startswith("q1:") for _, data in self._there(bubble))

    def _resident(self) -> None:
        phone = self.random.choice(self.residents)
        if self.random.random() < 0.3:
            phone.types(self.random.choice(("Bâtiment B", "oui", "merci", "/annuler")))
        else:
            self._press_on(phone)

    def _press_on(self, phone: Phone) -> None:
        """Press a button: half the time of the newest message that has any, else of an older one."""
        shown = [bubble for bubble in phone.bubbles if self._there(bubble)]
        if shown:
            bubble = self.random.choice((shown[-1], self.random.choice(shown)))
            label, data = self.random.choice(self._there(bubble))
            phone.forge(data, bubble.message_id, label)
        elif phone.keyboard:
            phone.types(self.random.choice(self.random.choice(phone.keyboard)))

    @staticmethod
    def _there(bubble: Bubble) -> list[tuple[str, str]]:
        return [each for row in bubble.buttons for each in row if not each[1].startswith(LEFT_ALONE)]

    def _say(self) -> None:
        self.random.choice(self.officers).types(self.random.choice(WORDS))

    def _forge(self) -> None:
        """Press what no screen has, or what another one has, as anybody."""
        phone = self.random.choice([*self.officers, *self.residents])
        kind, action = self.random.choice(TRIED)
        request, version = self.random.randrange(1, 60), self.random.randrange(1, 6)
        made_up = self.random.choice(DATA)
        data = self.random.choice((f"c1:{kind}:{request}:{action}:{version}", made_up))
        if not data.startswith(LEFT_ALONE):
            phone.forge(data, self.random.randrange(1, 500))

    def _wait(self) -> None:
        self.town.pass_time(seconds=self.random.choice((1, 10, 31, 3600)))

    def _report(self) -> None:
        phone = self.random.choice(self.residents)
        phone.types("/annuler")
        self.town.pass_time(hours=1)
        phone.report(self.random.choice(("Meubles", "Sacs", "Gravats")))

    def _forget(self) -> None:
        for phone in self.town.phones.values():
            del phone.bubbles[:-KEPT]
        self.town.calls.clear()
        del self.town.log[:-200]


#: Of a hundred steps: an officer presses, goes on or says, a resident does, time passes, one forges.
WEIGHTS = (50, 22, 6, 12, 5, 5)


class Log:
    """Reads what is written after each step, and complains about what must never be."""

    def __init__(self, town: Town, residents: list[int]) -> None:
        self.town = town
        self._residents = [
            self._one("SELECT person FROM accounts WHERE telegram_id = ?", number) for number in residents
        ]
        self._event = self._message = 0
        self.states: dict[int, str] = {}
        self.holders: dict[int, int | None] = {}
        self.held: dict[int, str] = {}
        self.decided = Counter[str]()

    def waiting(self) -> int:
        """Return how many requests wait for officers."""
        return int(self._one("SELECT count(*) FROM requests WHERE waiting_since IS NOT NULL"))

    def look(self) -> None:
        """Read what is new: lives that were followed, claims with one winner, words to whom they are for."""
        told = self._read_messages()
        query = (
            "SELECT e.id, e.request, r.kind, r.reference, r.person,"
            " e.actor, e.kind, e.state_from, e.state_to, e.detail"
            " FROM events e JOIN requests r ON r.id = e.request WHERE e.id > ? ORDER BY e.id"
        )
        touched = set[int]()
        for event, request, sort, reference, owner, actor, kind, before, after, detail in self._rows(
            query, self._event
        ):
            self._event = event
            touched.add(request)
            self.decided[kind] += 1
            self._read_ends(request, kind, after, detail)
            if after is None:
                continue
            assert self.states.get(request) == before, (
                f"{reference}: from {before}, it was {self.states.get(request)}"
            )
            assert before is None or LIVES[sort][0].can(before, after), f"{reference}: {before} to {after}"
            self.states[request] = after
            if kind in TELLS and actor not in self._residents and owner in self._residents:
                assert told[owner, reference] == 1, (
                    f"{reference}: {kind} to {after}, told {told[owner, reference]} times"
                )
        for request in touched:
            self._read_holder(request)
        asleep = "SELECT count(*) FROM requests WHERE snoozed_until IS NOT NULL AND waiting_since IS NULL"
        assert self._one(asleep) == 0, "something is put aside that waits for nobody"

    def _read_ends(self, request: int, kind: str, after: str | None, detail: str | None) -> None:
        """Nothing is decided twice; what was decided comes, or is undone or overtaken before it came."""
        if kind == "decided":
            assert request not in self.held, f"{request} was decided twice"
            self.held[request] = json.loads(detail or "{}")["to"]
        elif kind in ("undone", "overtaken"):
            assert self.held.pop(request, None), f"{request}: {kind} after it was done"
        elif request in self.held and self.held[request] in (kind, after):
            del self.held[request]

    def _read_holder(self, request: int) -> None:
        """Nobody takes what a colleague holds: between two holders it was nobody's."""
        holder = self._one("SELECT claimed_by FROM requests WHERE id = ?", request)
        before = self.holders.get(request)
        assert holder is None or before in (None, holder), f"{request} went from {before} to {holder}"
        self.holders[request] = holder

    def _read_messages(self) -> Counter[tuple[int, str]]:
        """Count the news of each request for each resident; nobody hears of another's, or the same twice."""
        told, seen = Counter[tuple[int, str]](), set[tuple[int, str, str]]()
        query = "SELECT id, person, cause, priority, content FROM outbox WHERE id > ? ORDER BY id"
        for message, person, cause, priority, content in self._rows(query, self._message):
            self._message = message
            if person not in self._residents:
                continue
            assert priority == 0 or (person, cause, content) not in seen, f"twice: {content}"
            seen.add((person, cause, content))
            named = set(REFERENCE.findall(content))
            assert named <= self._references(person), f"{person} hears of {named}: {content}"
            if priority:
                told.update((person, reference) for reference in REFERENCE.findall(content)[:1])
        return told

    def _references(self, person: int) -> set[str]:
        query = (
            "SELECT reference FROM requests WHERE person = ? UNION SELECT r.reference FROM requests r"
            " JOIN followers f ON f.request = r.id WHERE f.person = ?"
        )
        return {row[0] for row in self._rows(query, person)}

    def tells_the_whole_story(self) -> None:
        """At the end: every request stands where its history says."""
        for request, state in self._rows("SELECT id, state FROM requests"):
            assert self.states[request] == state
        ends = "SELECT count(*) FROM held_decisions WHERE ending IS NULL"
        assert self._one(ends) == len(self.held)

    def _rows(self, query: str, number: int = 0) -> list[Any]:
        """Return what a query finds; each question mark of it stands for the number."""
        driver = self.town.connection.connection.driver_connection
        assert driver is not None
        return list(driver.execute(query.replace("?", str(number))).fetchall())

    def _one(self, query: str, number: int = 0) -> Any:  # noqa: ANN401 - a number or nothing
        return self._rows(query, number)[0][0]


#: Events of which the person is told, once.
TELLS = ("moved", "asked")


def walk(connection: Connection, photos: Path, steps: int) -> Walk:
    """Walk so far; a failure tells the last of what was said."""
    going = Walk(connection, photos, SEED)
    for number in range(steps):
        try:
            going.step()
            if number % COMMITS == COMMITS - 1 and steps > FEW:
                connection.commit()
        except BaseException as error:
            error.add_note(
                f"step {number}\n" + "\n".join(f"{name}: {line}" for name, line in going.town.log[-60:])
            )
            raise
    going.log.tells_the_whole_story()
    return going


def test_ten_officers_press_at_random(connection: Connection, tmp_path: Path) -> None:
    assert walk(connection, tmp_path, FEW).log.decided.keys() >= {"claimed", "decided", "moved", "snoozed"}


@pytest.fixture(name="kept")
def _kept(database_url: str) -> Iterator[Connection]:
    """A connection to a database of this test's own, so that what it does may stay there."""
    if database_url.startswith("sqlite"):
        raw = connect_sqlite(":memory:")
        engine = sqlite_engine(lambda: raw)
    else:
        engine = postgresql_engine(make_url(database_url), AdvisoryLock())
    with engine.connect() as connection:
        metadata.create_all(connection)
        connection.commit()
        yield connection
        connection.rollback()
    engine.dispose()


@pytest.mark.slow
def test_ten_officers_press_for_long(kept: Connection, tmp_path: Path) -> None:
    assert walk(kept, tmp_path, STEPS).log.decided.keys() >= {"moved", "asked", "undone", "woken"}
