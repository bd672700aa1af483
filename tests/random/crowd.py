"""A town with four people at the same place, who do anything; the watch looks on after each act."""

from __future__ import annotations

from contextlib import contextmanager
from copy import copy
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tests.random.acts import MARKS, SAME, UNANSWERED, VERBS
from tests.random.watch import Watch
from tests.town import Phone, Town
from tests.undoing import undone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from bot.handlers.calls import Reply
    from tests.bubbles import Bubble
    from tests.random.acts import Act

A_MOMENT = timedelta(seconds=2)  # between two acts

#: A button that was on a screen: its label, its data (None: of the reply keyboard) and its message.
Button = tuple[str, str | None, int]


class Someone:
    """A person of the crowd: the phone, and every button that was ever on its screen."""

    def __init__(self, number: int, phone: Phone) -> None:
        self.number = number
        self.phone: Phone = phone
        self.mark = MARKS[number]
        self.seen: list[Button] = []
        self.blocked = False
        self.replies: list[Reply] = []
        self._bubbles: dict[int, Bubble] = {}  # held, so that no number is used twice
        self._labels: set[str] = set()

    def offered(self) -> list[Button]:
        """Return what the screen offers now: the newest buttons, and those below the text field."""
        newest = next((bubble for bubble in reversed(self.phone.bubbles) if bubble.buttons), None)
        inline = [(*button, newest.message_id) for row in newest.buttons for button in row] if newest else []
        return [*inline, *((label, None, 0) for row in self.phone.keyboard for label in row)]

    def look(self) -> None:
        """Remember the buttons that have appeared."""
        for bubble in self.phone.bubbles:
            if bubble.buttons and id(bubble) not in self._bubbles:
                self._bubbles[id(bubble)] = bubble
                self.seen += [(*button, bubble.message_id) for row in bubble.buttons for button in row]
        new = {label for row in self.phone.keyboard for label in row} - self._labels
        self._labels |= new
        self.seen += [(label, None, 0) for label in sorted(new)]

    def use(self, button: Button, point: tuple[float, float]) -> None:
        """Press a button of the screen; the one that shares the place shares it."""
        label, data, message_id = button
        if data is not None:
            self.presses(data, message_id, label)
        elif label.startswith("📍"):
            self.phone.place(point)
        else:
            self.phone.types(label)

    def presses(self, data: str, message_id: int, label: str = "?") -> None:
        """Press a button with this data, shown or not."""
        self.replies += self.phone.forge(data, message_id, label)

    def notice(self, update: dict[str, Any]) -> None:
        """Send an update that nobody answers, with the head that every message has."""
        phone = self.phone
        head = {
            "message_id": 400_000,
            "date": int(phone.town.now.timestamp()),
            "chat": {"id": phone.number, "type": "private"},
            "from": phone._user(),
        }
        phone.town.receive({sort: {**head, **part} for sort, part in update.items()})

    def fork(self, phone: Phone) -> Someone:
        """Return the same person on another town's phone."""
        other = copy(self)
        other.phone, other.seen, other.replies = phone, [*self.seen], []
        other._bubbles, other._labels = {**self._bubbles}, {*self._labels}
        return other


class Crowd:
    """A resident, a neighbour who reads Arabic, an officer and a colleague; both officers report as well."""

    def __init__(self, connection: Connection, photos: Path) -> None:
        self.town: Town = Town(connection, photos)
        phones = [self.town.phone(), self.town.phone("ar"), self.town.officer(), self.town.officer()]
        self.people = [Someone(number, phone) for number, phone in enumerate(phones)]
        for person in self.people[:2]:
            person.phone.types("/start")
        self.watch = Watch(self.town)
        self._last = 0
        self._owed: dict[int, int] = {}  # whom an answer is due to, and how many calls there were before

    def begin(self, beginning: Callable[[Crowd], None]) -> None:
        """Bring the town to where the conversations begin."""
        beginning(self)
        for person in self.people:
            person.look()
        self.watch.look(self.people)

    def do(self, act: Act) -> None:
        """Let somebody do something, and look at what came of it."""
        self._last = self._last if act.who >= SAME else act.who
        person = self.people[self._last]
        if person.blocked and act.verb not in UNANSWERED:
            self.unblock(person)
        self.town.now += A_MOMENT
        before, person.replies = len(self.town.calls), []
        VERBS[act.verb][1](self, person, act)
        if act.verb not in UNANSWERED and not self.watch.is_later_part(person, act):
            self._owed.setdefault(person.number, before)
        if any(reply.text for reply in person.replies):
            self._owed.pop(person.number, None)
        told = {call.arguments.get("chat_id") for call in self.town.calls[before:]}
        for each in self.people:
            if each.phone.number in told:
                each.look()
        if not self.town.held:
            self._settle_debts()
            self.watch.look(self.people)

    def _settle_debts(self) -> None:
        """See that everybody who did something has heard something."""
        for number, since in self._owed.items():
            person = self.people[number]
            told = {call.arguments.get("chat_id") for call in self.town.calls[since:]}
            assert person.blocked or person.phone.number in told, f"{person.mark} heard nothing"
        self._owed.clear()

    def hold(self) -> None:
        """Let nothing be delivered, or deliver what has waited."""
        self.town.held = not self.town.held
        self.town.settle()

    def block(self, person: Someone) -> None:
        """Block the bot; whoever has done so lets it back in."""
        if person.blocked:
            self.unblock(person)
        else:
            person.phone.blocks()
            person.blocked = True

    def unblock(self, person: Someone) -> None:
        """Let the bot back in."""
        person.phone.blocks(blocked=False)
        person.blocked = False

    def end_errands(self, which: int) -> None:
        """Let what was to be fetched arrive, or not."""
        error = (None, "too_big", "gone", "not_an_image")[which % 4]
        self.town.end_errands(None if error else "ab" * 32, error)

    @contextmanager
    def undone(self) -> Iterator[Crowd]:
        """Give the same crowd at the same moment to be gone on with; what is done there is undone."""
        with undone(self.town) as town:
            other = copy(self)
            other.town, other.watch, other._owed = town, self.watch.fork(town), {}
            other.people = [person.fork(town.phones[person.phone.number]) for person in self.people]
            yield other
