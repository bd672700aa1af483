"""`/historique`: an officer reads what has happened to a request; every kind of event has its words."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.domain import talk
from bot.flows.history import A_PAGE, WORDS
from bot.flows.messages import msg
from bot.services import clean
from bot.storage import events, requests
from tests.services.test_erasure import NAME, asks_to_join, erases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.town import Phone, Town

MORE = msg("history.more")
SERVICES = Path(events.__file__).parents[1] / "services"
#: Constants that stand for a kind where one is written.
NAMED = {
    "UNDELIVERED": talk.UNDELIVERED,
    "EDITED": talk.EDITED,
    "ANSWERED": talk.ANSWERED,
    "WRITTEN": talk.WRITTEN,
    "FOUND": clean.FOUND,
    "THANKED": clean.THANKED,
}
#: Which argument of a function is the kind of an event that it writes; `append` and those that pass one on.
KINDS_AT = {"append": 2, "_bring_back": 2, "_once": 2, "_move": 4, "keep": 2}


@pytest.fixture(name="officer")
def _officer(town: Town) -> Phone:
    return town.officer()


# --- every kind has its words ----------------------------------------------------------------------


def written_kinds() -> Iterator[tuple[str, str]]:
    """Give each kind of event that the services write, and where."""
    for path in sorted(SERVICES.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                yield from ((kind, f"{path.name}:{node.lineno}") for kind in kinds_of(node))
            elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "done":
                yield from ((kind, f"{path.name}:{node.lineno}") for kind in literals(node.value))


def kinds_of(call: ast.Call) -> Iterator[str]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name not in KINDS_AT:
        return
    given = [each.value for each in call.keywords if each.arg == "event"]
    yield from literals(*call.args[KINDS_AT[name] : KINDS_AT[name] + 1], *given)
    if name == "_move" and "application" not in ast.unparse(call):
        yield from literals(*call.args[3:6])


def literals(*nodes: ast.expr) -> Iterator[str]:
    for node in nodes:
        match node:
            case ast.Constant(str(kind)):
                yield kind
            case ast.IfExp(body=body, orelse=orelse):
                yield from literals(body, orelse)
            case ast.Name(name) if name in NAMED:
                yield NAMED[name]


def test_every_kind_of_event_that_is_written_has_its_words() -> None:
    found = dict(written_kinds())
    assert {kind: where for kind, where in found.items() if kind not in WORDS} == {}
    assert set(WORDS) == set(found), "and nothing has words that is never written"


def test_every_place_that_writes_an_event_is_read_by_these_tests() -> None:
    passed_on = {"kind", "why", "event", "done"}  # of _once and keep, _bring_back, _move, _mark
    for path in SERVICES.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "events.append":
                kind = node.args[2]
                known = any(literals(kind)) or (isinstance(kind, ast.Name) and kind.id in passed_on)
                assert known, f"{path.name}:{node.lineno}"


# --- reading -----------------------------------------------------------------------------------------


def test_an_officer_reads_when_who_what_and_why(town: Town, officer: Phone) -> None:
    town.phone().report()
    officer.press("Demander")
    officer.types("Quel bâtiment ?")
    officer.types("/historique d1")
    assert "D-0001" in officer.last
    first, *_, asked = officer.last.splitlines()[1:]
    assert town.says(msg("history.person")) in first
    assert town.says(msg("history.filed")) in first
    assert f"{town.says(msg('history.you'))}\N{NO-BREAK SPACE}: {town.says(msg('history.asked'))}" in asked
    assert "→" in asked
    assert "«\N{NO-BREAK SPACE}Quel bâtiment ?\N{NO-BREAK SPACE}»" in asked


def test_the_hour_is_the_towns(town: Town, officer: Phone) -> None:
    town.phone().report()
    [filed, *_] = events.of_request(town.connection, 1, 0, 10)
    officer.types("/historique D-0001")
    assert filed.at.utcoffset() is not None
    assert f"{filed.at.hour + 2:02d}:{filed.at.minute:02d}" in officer.last, "summer time"


def test_the_card_leads_there_too(town: Town, officer: Phone) -> None:
    town.phone().report()
    officer.press("Plus…")
    officer.chooses(msg("card.history"))
    assert town.says(msg("history.filed")) in officer.last


def test_pages_follow_each_other_in_the_same_message_the_newest_last(town: Town, officer: Phone) -> None:
    town.phone().report()
    for number in range(A_PAGE + 2):
        events.append(town.connection, 1, "noted", None, town.now, detail={"text": f"note {number}"})
    officer.types("/historique D-0001")
    shown = len(officer.bubbles)
    assert "«\N{NO-BREAK SPACE}note 0\N{NO-BREAK SPACE}»" in officer.last
    assert f"note {A_PAGE + 1}" not in officer.last
    officer.chooses(MORE)
    assert len(officer.bubbles) == shown
    assert officer.last.splitlines()[-1].endswith(f"«\N{NO-BREAK SPACE}note {A_PAGE + 1}\N{NO-BREAK SPACE}»")
    officer.press("Retour")
    assert "«\N{NO-BREAK SPACE}note 0\N{NO-BREAK SPACE}»" in officer.last


def test_a_kind_of_another_release_is_a_neutral_line(town: Town, officer: Phone) -> None:
    town.phone().report()
    events.append(town.connection, 1, "teleported", None, town.now, moved=("here", "there"))
    officer.types("/historique D-0001")
    assert town.says(msg("history.unknown")) in officer.last


@pytest.mark.parametrize("typed", ["", " D-0777", " girafe"])
def test_what_names_no_request_is_answered_with_how_to_ask(officer: Phone, typed: str) -> None:
    officer.types(f"/historique{typed}")
    assert "/historique D-0042" in officer.last


# --- who may, and whose words ------------------------------------------------------------------------


def test_to_others_the_command_and_the_button_are_unknown(town: Town, officer: Phone) -> None:
    resident = town.phone()
    resident.report()
    for act in (
        lambda: resident.types("/historique D-0001"),
        lambda: resident.forge("c1:history:1:page:0"),
        lambda: resident.forge("c1:report:1:history:1"),
    ):
        act()
        assert town.says(msg("unknown.command")) in resident.last
    assert town.says(msg("history.filed")) not in resident.screen
    assert officer.bubbles


def test_who_is_an_officer_no_more_turns_no_page(town: Town, officer: Phone) -> None:
    town.phone().report()
    town.connection.exec_driver_sql("DELETE FROM roles")
    officer.forge("c1:history:1:page:0")
    assert town.says(msg("unknown.command")) in officer.last


def test_a_colleague_is_named_and_whoever_reported_or_follows_is_not(town: Town, officer: Phone) -> None:
    resident, neighbour = town.phone(name="Amadou"), town.phone(name="Zohra")
    resident.report()
    neighbour.photo()
    neighbour.place()
    neighbour.chooses(msg("kind.bulky"))
    neighbour.chooses(msg("same.this"))
    town.officer().press("Je m'en occupe")
    officer.types("/historique D-0001")
    assert town.says(msg("history.other")) in officer.last
    assert town.says(msg("history.team")) in officer.last, "a colleague who has given no name"
    assert not any(name in officer.last for name in ("Amadou", "Zohra"))


def test_of_an_erased_request_no_word_of_the_person_is_left(town: Town, officer: Phone) -> None:
    resident = town.phone()
    asks_to_join(resident)
    officer.press("Demander")
    officer.types("Quel bâtiment ?")
    resident.types("Chez ma tante marquenote")
    reference = requests.by_id(town.connection, 1).reference
    officer.types(f"/historique {reference}")
    assert "marquenote" in officer.last
    erases(resident)
    officer.types(f"/historique {reference}")
    assert town.says(msg("history.answered")) in officer.last
    assert not any(word in officer.last for word in ("marquenote", NAME, "bâtiment"))


def test_an_erased_text_is_not_quoted(town: Town, officer: Phone) -> None:
    town.phone().report()
    events.append(town.connection, 1, "answered", None, town.now, detail={"text": "[effacé]"})
    officer.types("/historique D-0001")
    assert "effacé" not in officer.last
