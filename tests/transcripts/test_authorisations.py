"""Who may do what: every command and every button, pressed by everybody, on what is theirs and what is not.

The table in docs/authorisations.md is made from here: `pytest tests/transcripts/test_authorisations.py
--update-transcripts` writes it anew. A command or a kind of button without an entry fails, and so does any
cell that comes out otherwise than it is written.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.domain.reminders import Kind
from bot.domain.request import RequestKind
from bot.flows import (
    appointment_screens,
    ask_officer,
    attended,
    attestation,
    away,
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
    team,
    usual,
)
from bot.flows.reminding_words import WEEK
from bot.services.buttons import ACTIONS
from bot.services.conversations import OWN
from bot.services.staff_commands import COMMANDS
from bot.storage import sessions
from tests.applying import crew
from tests.busy import (
    ADMINISTRATOR,
    FOREIGN,
    FORMER,
    LEADER,
    MEMBER,
    MONTH,
    OFFICER,
    OWNER,
    STRANGER,
    TOMORROW,
    Busy,
)
from tests.conftest import _in_memory
from tests.undoing import undone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.busy import Numbered
    from tests.town import Phone, Town

WRITTEN = Path(__file__).parents[2] / "docs" / "authorisations.md"
WHO = {
    "whose it is": OWNER,
    "another participant": MEMBER,
    "a resident": STRANGER,
    "who leads the crew": LEADER,
    "another supervisor": FOREIGN,
    "an officer": OFFICER,
    "an administrator": ADMINISTRATOR,
    "an officer no more": FORMER,
}
HEAD = """# Who may do what

Made by a test that presses every button and gives every command as each of these people, in a town where
there is one of everything (`make transcripts` writes it anew; `tests/transcripts/test_authorisations.py`
fails when anything comes out otherwise). Roles are checked at each press: a button is a wish, never a right.

- **does**: something stored has changed.
- **sees**: nothing has changed; something is shown, or it is said why nothing can be done.
- **no**: refused, in the words that an unknown command gets.

What is somebody's is the first person's, who takes part in the crew; the second is in the same crew."""
DOES, SEES, REFUSED = "does", "sees", "no"

#: The thing that each kind of button is about: its number and version. A new kind needs its line here.
THINGS: dict[str, Callable[[Busy], Numbered]] = {
    **{kind: partial(Busy.request, kind=kind) for kind in RequestKind},
    "clean": lambda busy: busy.request(RequestKind.REPORT),
    "history": lambda busy: busy.request(RequestKind.REPORT),
    "follow": lambda busy: busy.request(RequestKind.REPORT),
    "mine": lambda busy: busy.request(RequestKind.REPORT),
    "photo": lambda busy: (busy.photo(), 0),
    "data": lambda busy: (busy.disclosure, 0),
    "link": lambda busy: busy.request(RequestKind.APPLICATION),
    "joining": lambda busy: busy.request(RequestKind.APPLICATION),
    "meeting": lambda busy: busy.request(RequestKind.APPLICATION),
    "seat": lambda busy: busy.request(RequestKind.APPLICATION),
    outcome_words.KIND: lambda busy: (busy.outcome, 0),
    pausing.KIND: lambda _: (0, 0),
    attended.KIND: lambda busy: (busy.past.id, 0),
    attestation.KIND: lambda _: (MONTH, 0),
    planning.SCREENS: lambda _: (0, 0),
    planning.ONE: lambda busy: (busy.meeting.id, busy.meeting.version),
    programme_screens.OVERALL: lambda _: (0, 0),
    programme_screens.CREW: lambda busy: (crew(busy.town).id, 0),
    programme_screens.SHIFT: lambda busy: (busy.coming.id, busy.coming.version),
    appointment_screens.APPOINTMENT: lambda busy: (busy.meeting.id, busy.meeting.version),
    Kind.SHIFT: lambda busy: (busy.coming.id, busy.coming.version),
    Kind.APPOINTMENT: lambda busy: (busy.meeting.id, busy.meeting.version),
    WEEK: lambda _: (TOMORROW.toordinal() - 3, 0),
    "lead": lambda busy: (busy.coming.id, busy.coming.version),
    "roll": lambda busy: (busy.past.id, 0),
    "name": lambda busy: (busy.owner, busy.past.id),
    team.KIND: lambda busy: (busy.role(), 0),
    offered_times.KIND: lambda busy: busy.request(RequestKind.RESCHEDULE),
    ask_officer.KIND: lambda _: (0, 0),
    usual.KIND: lambda _: (1, 0),
    search.FOUND: lambda busy: busy.request(RequestKind.REPORT),
    search.PAGES: lambda busy: (busy.search, 0),
    ready_screens.KIND: lambda _: (ready_screens.number("photo-needed"), 0),
    figures.FIGURES: lambda _: (0, 0),
    figures.EXPORT: lambda _: (0, 0),
    away.KIND: lambda _: (0, 0),
    talk.KIND: lambda busy: (busy.relay, 0),
    held.KIND: lambda busy: busy.decision(),
    queue_screens.KIND: lambda _: (1, 0),
}
#: Buttons of another form, with what they carry.
BESIDE = {
    "language": f"{menu.CHOOSE}ar",
    "the long notice": privacy.READ,
    "what is held, corrected or erased": f"{rights.MARK}:{rights.Wish.CORRECT}:",
}


def _dialogue(busy: Busy) -> int:
    """Return a dialogue of the owner's, opened for this."""
    busy.town.phones[OWNER].chooses(menu.LABELS[menu.Item.REPORT])
    held = sessions.active(busy.town.connection, busy.owner)
    assert held is not None
    return held.id


Row = tuple[str, str, tuple[str, ...]]
"""A row of the table: its part, what is done, and what comes of it for each of `WHO`."""


@pytest.fixture(name="rows", scope="module")
def _rows() -> list[Row]:
    return [row for connection in _in_memory() for row in rows_of(Busy(connection))]


class Tried:
    """What comes of what somebody does in a town; each time it is taken back."""

    def __init__(self, town: Town) -> None:
        self.town, self.before = town, town.dump()
        self.unknown = {
            who: self._played(who, lambda phone: phone.types("/nonsense"))[0] for who in WHO.values()
        }

    def press(self, data: str) -> tuple[str, ...]:
        """Return the cells of a button with this data."""
        return self._cells(lambda phone: phone.forge(data, phone.bubbles[-1].message_id))

    def type(self, command: str) -> tuple[str, ...]:
        """Return the cells of a command."""
        return self._cells(lambda phone: phone.types(command))

    def _cells(self, act: Callable[[Phone], object]) -> tuple[str, ...]:
        return tuple(self._cell(who, act) for who in WHO.values())

    def _cell(self, who: int, act: Callable[[Phone], object]) -> str:
        seen, after = self._played(who, act)
        if after != self.before:
            return DOES
        return REFUSED if seen == self.unknown[who] else SEES

    def _played(self, who: int, act: Callable[[Phone], object]) -> tuple[list[str], dict[str, list[str]]]:
        with undone(self.town) as played:
            phone = played.phones[who]
            act(phone)
            return [bubble.text for bubble in phone.bubbles], played.dump()


def rows_of(busy: Busy) -> Iterator[Row]:
    """Press and say everything."""
    tried = Tried(busy.town)
    for name in sorted({*menu.COMMANDS, *OWN, *COMMANDS}):
        yield "Commands", f"/{name}", tried.type(f"/{name}")
    for kind in sorted(ACTIONS):
        number, version = THINGS[kind](busy)
        for action in sorted(ACTIONS[kind]):
            yield kind, action, tried.press(f"c1:{kind}:{number}:{action}:{version}")
    for name, data in BESIDE.items():
        yield "Other buttons", name, tried.press(data)
    answer = f"q1:{_dialogue(busy)}:place:cancel"
    yield "Other buttons", "an answer of a dialogue", Tried(busy.town).press(answer)


def table(rows: list[Row]) -> str:
    """Return the page: one row for all actions of a kind that come out alike."""
    alike: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for part, done, cells in rows:
        alike.setdefault((part, cells), []).append(done)
    lines = [HEAD, "", _line("Button or command", "", *WHO), _line(*["---"] * (len(WHO) + 2))]
    lines += [_line(part, ", ".join(done), *cells) for (part, cells), done in alike.items()]
    return "\n".join(lines) + "\n"


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


@pytest.mark.parametrize("kind", sorted(ACTIONS))
def test_every_kind_of_button_has_an_entry(kind: str) -> None:
    assert kind in THINGS, f"say in THINGS what a button « {kind} » is about, then write the table anew"


def test_nothing_has_an_entry_that_is_no_button_any_more() -> None:
    assert set(THINGS) == set(ACTIONS)


def test_the_table_says_what_comes_of_every_command_and_button_for_everybody(
    rows: list[Row], request: pytest.FixtureRequest
) -> None:
    found = table(rows)
    if request.config.getoption("--update-transcripts", default=False):
        WRITTEN.write_text(found, encoding="utf-8")
    assert WRITTEN.read_text("utf-8") == found, "somebody may do something else now: is that meant?"


def test_nothing_is_refused_to_everybody(rows: list[Row]) -> None:
    """Of such a button the table would not show who may press it: the town lacks what it is about."""
    assert [row for row in rows if set(row[2]) == {REFUSED}] == []


def test_whoever_has_lost_a_role_may_do_what_a_resident_may(rows: list[Row]) -> None:
    different = [
        (part, done)
        for part, done, cells in rows
        if cells[list(WHO.values()).index(FORMER)] != cells[list(WHO.values()).index(STRANGER)]
    ]

    assert different == []
