"""What must hold after every act of a random conversation, looked at from outside: rows and screens."""

from __future__ import annotations

import json
import re
from copy import copy
from typing import TYPE_CHECKING, Any

from bot.domain import application, matter, report
from bot.domain.request import MATTERS, RequestKind
from bot.flows.messages import unpack
from bot.flows.outbound import Keyboard
from tests.random.acts import MARKS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bot.domain.life import Life
    from tests.random.acts import Act
    from tests.random.crowd import Someone
    from tests.town import Town

OFFICERS = frozenset({2, 3})
REFERENCE = re.compile(r"\b[DEQRS]-\d{4,}\b")
#: The life of each kind of request, in which states it waits for the officer, and in which it is over.
LIVES: dict[RequestKind, tuple[Life[Any], Collection[str], Collection[str]]] = {
    RequestKind.REPORT: (report.LIFE, report.WAITING, report.CLOSED - {report.State.FORWARDED}),  # comes back
    RequestKind.APPLICATION: (application.LIFE, application.WAITING, application.CLOSED),
    **dict.fromkeys(MATTERS, (matter.LIFE, {matter.State.OPEN}, matter.CLOSED)),
}
CALLS_UP = "reply"  # the question on a button that only calls a dialogue up


class Watch:
    """Remembers how things stood after the last act, and complains about what must never be."""

    def __init__(self, town: Town) -> None:
        self.town: Town = town
        self.versions: dict[int, int] = {}
        self.states: dict[int, str] = {}
        self._outbox = self._events = self._calls = 0
        accounts = self._column("SELECT person FROM accounts ORDER BY telegram_id")
        self._people = dict(enumerate(accounts))  # the database's number of each, by ours
        self._asked: dict[int, dict[str, Any]] = {}  # the last question that was put to each
        self._prompts: dict[tuple[int, str], dict[str, Any]] = {}
        self._albums: set[str] = set()

    def fork(self, town: Town) -> Watch:
        """Return the same watch on another town."""
        other = copy(self)
        other.town = town
        other.versions, other.states, other._people = {**self.versions}, {**self.states}, {**self._people}
        other._asked, other._prompts = {**self._asked}, {**self._prompts}
        other._albums = {*self._albums}
        return other

    @property
    def sessions(self) -> list[int]:
        """Return the dialogues that have asked something."""
        return sorted({session for session, _ in self._prompts})

    def is_later_part(self, person: Someone, act: Act) -> bool:
        """Tell whether a photo is a later part of an album: the first one has been answered."""
        name = f"{person.number}-{act.which % 4}"
        if act.verb != "photo" or act.which % 4 < 2:
            return False
        known = name in self._albums
        self._albums.add(name)
        return known

    def look(self, people: Sequence[Someone]) -> None:
        """Complain about anything that must not be."""
        told = self._read_rows()
        self._follow_lives()
        self._read_calls(people)
        for number, person in enumerate(people):
            if not person.blocked:
                self._asks_or_ends(number, person, told)

    # --- what was said, and to whom ---------------------------------------------------------------

    def _read_rows(self) -> set[int]:
        """Return who was told something; nobody's words reach somebody they are not for."""
        rows = self._rows("SELECT id, person, content FROM outbox WHERE id > ? ORDER BY id", self._outbox)
        numbers = {person: number for number, person in self._people.items()}
        for row, person, text in rows:
            self._outbox = row
            number = numbers[person]
            content = json.loads(text)
            if number not in OFFICERS:
                self._words_of_others(number, content, text)
            if content["is"] == "prompt" and content["session"] and content["question"]:
                self._prompts[content["session"], content["question"]] = content
                if content["question"] != CALLS_UP:
                    self._asked[number] = content
        return {numbers[person] for _, person, _ in rows}

    def _words_of_others(self, number: int, content: dict[str, Any], text: str) -> None:
        """A neighbour reads others' words only as a landmark, a resident the officer's only as a question."""
        others = {other for other, mark in enumerate(MARKS) if other != number and mark in text}
        if content.get("question") == "same":
            return
        assert others <= OFFICERS, f"{MARKS[number]} is told what {others} wrote: {text}"
        if others:
            said = {
                line["key"] for line in content["lines"] if any(MARKS[other] in str(line) for other in others)
            }
            assert said <= {"answer.question"}, text

    def _read_calls(self, people: Sequence[Someone]) -> None:
        """A resident reads the number of no report but those they have filed, followed or acted on."""
        calls, self._calls = self.town.calls[self._calls :], len(self.town.calls)
        numbers = {person.phone.number: number for number, person in enumerate(people)}
        for call in calls:
            number = numbers[int(str(call.arguments["chat_id"]))] if "chat_id" in call.arguments else -1
            text = str(call.arguments.get("text", "")) + str(call.arguments.get("caption", ""))
            if number >= 0 and number not in OFFICERS:
                theirs = self._references(number)
                assert set(REFERENCE.findall(text)) <= theirs, f"{MARKS[number]} is told: {text}"

    def _references(self, number: int) -> set[str]:
        had = "SELECT r.reference FROM requests r JOIN {} x ON x.request = r.id WHERE x.{} = ?"
        query = "SELECT reference FROM requests WHERE person = ? UNION {} UNION {}"
        theirs = query.format(had.format("followers", "person"), had.format("events", "actor"))
        return set(self._column(theirs, self._people[number]))

    # --- lives ----------------------------------------------------------------------------------

    def _follow_lives(self) -> None:
        """A version never falls, a state changes only as the life allows, whoever waits is in the queue."""
        query = "SELECT id, kind, version, state, waiting_since, muted FROM requests ORDER BY id"
        for request, kind, version, state, waits, muted in self._rows(query):
            _, waiting, over = LIVES[RequestKind(kind)]
            assert version >= self.versions.get(request, 1)
            if self.states.get(request, state) != state:
                assert version > self.versions[request]
                self._may_move(kind, self.states[request], state)
            assert waits or muted or state not in waiting, f"nobody sees request {request}, {state}"
            assert not (waits and state in over), f"request {request}, {state}, waits for nothing"
            self.versions[request], self.states[request] = version, state
        query = (
            "SELECT e.id, r.kind, e.state_from, e.state_to FROM events e JOIN requests r ON r.id = e.request"
            " WHERE e.id > ? AND e.state_to IS NOT NULL ORDER BY e.id"
        )
        for event, kind, before, after in self._rows(query, self._events):
            self._events = event
            if before is not None:
                self._may_move(kind, before, after)

    @staticmethod
    def _may_move(kind: str, before: str, after: str) -> None:
        assert LIVES[RequestKind(kind)][0].can(before, after), f"{before} to {after}"

    # --- asks or ends -----------------------------------------------------------------------------

    def _asks_or_ends(self, number: int, person: Someone, told: set[int]) -> None:
        """An open dialogue's question was asked last, and its buttons are on the screen."""
        active = self._rows(
            "SELECT id, flow FROM sessions WHERE person = ? AND ended_at IS NULL"
            " ORDER BY touched_at DESC, id DESC LIMIT 1",
            self._people[number],
        )
        if not active:
            return
        session, flow = active[0]
        asked = self._asked.get(number)
        if flow in ("answer_question", "answer_application") and (session, CALLS_UP) in self._prompts:
            return
        assert asked is not None, f"{flow} is open and asks {MARKS[number]} nothing"
        if number in told:
            assert asked["session"] == session, f"{MARKS[number]} was asked by another dialogue last"
        if asked["session"] == session:
            assert self._is_shown(person, asked), f"{MARKS[number]} sees no button of {asked['question']}"

    def _is_shown(self, person: Someone, asked: dict[str, Any]) -> bool:
        match Keyboard(asked["keyboard"]):
            case Keyboard.REPLY:
                values = [label for row in asked["rows"] for _, label, _ in row]
                speaks = person.phone.town.words
                shown = {label for row in person.phone.keyboard for label in row}
                return any(
                    {speaks.plain(unpack(value), language) for value in values} == shown
                    for language in self.town.territory.languages
                )
            case Keyboard.INLINE:
                head = f"q1:{asked['session']}:{asked['question']}:"
                rows = (row for bubble in person.phone.bubbles for row in bubble.buttons)
                return any(data.startswith(head) for row in rows for _, data in row)
        return True

    # --- rows, the quickest way -------------------------------------------------------------------

    def _rows(self, query: str, number: int = 0) -> list[Any]:
        """Return what a query finds; each question mark of it stands for the number."""
        driver = self.town.connection.connection.driver_connection
        assert driver is not None
        return list(driver.execute(query.replace("?", str(number))).fetchall())

    def _column(self, query: str, number: int = 0) -> list[Any]:
        return [value for (value,) in self._rows(query, number)]
