"""« Mes présences »: what was noted is shown; « J'étais là » reaches the officer, who corrects it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.domain.attendance import State
from bot.domain.reminders import Kind
from bot.domain.request import Holder, RequestKind, Standing
from bot.services import cards
from bot.storage import attendances, matters
from tests.applying import person, work
from tests.taking_part import member, shift

if TYPE_CHECKING:
    from bot.domain.programme import Shift
    from tests.town import Phone, Town

LATER = 5 * 24  # hours


@pytest.fixture(name="camille")
def _camille(town: Town) -> Phone:
    return member(town)


def missed(town: Town, phone: Phone, state: State = State.ABSENT) -> Shift:
    """Let a morning pass of which that was noted."""
    made = shift(town, date(2026, 4, 8))
    held = attendances.book(town.connection, person(town, phone), Kind.SHIFT, made.id, town.now)
    attendances.note(town.connection, held.id, state, None, town.now)
    town.pass_time(hours=LATER)
    return made


def noted(town: Town, phone: Phone, made: Shift) -> State:
    held = attendances.of_person_at(town.connection, person(town, phone), Kind.SHIFT, made.id)
    assert held is not None
    return held.state


def wish(town: Town, phone: Phone, made: Shift) -> int:
    """Return the number of what somebody has put before the officer."""
    about = (Kind.SHIFT.value, made.id)
    held = matters.find_open(town.connection, RequestKind.CONTESTED, person(town, phone), about)
    assert held is not None
    return held.id


def looks(phone: Phone) -> None:
    phone.types("/planning")
    phone.press("Mes présences")


@pytest.mark.parametrize(("button", "state"), [("Présence", State.PRESENT), ("Retard", State.LATE)])
def test_whoever_was_there_says_so_and_the_officer_corrects_it_from_the_card(
    town: Town, camille: Phone, button: str, state: State
) -> None:
    officer = town.officer()
    made = missed(town, camille)
    looks(camille)
    assert "mercredi 8 avril (08/04)\u00a0: absence" in camille.last
    camille.press("J'étais là le 08/04")
    assert "nous vérifions" in camille.last
    assert "J'étais là" not in " ".join(camille.labels())
    number = wish(town, camille, made)
    face = cards.FACES[RequestKind.CONTESTED](
        work(town), number, Standing(Holder.NOBODY, late=False, behind=0)
    )
    said = [town.says(line) for line in face.lines]
    assert "mercredi 8 avril (08/04)\u00a0: absence" in said
    labels = {option.value: town.says(option.label) for row in face.rows for option in row}
    (action,) = [value for value, label in labels.items() if button in label]

    officer.forge(f"c1:contested:{number}:{action}:1")
    assert noted(town, camille, made) is state
    assert "C'est corrigé" in camille.last
    looks(camille)
    assert "nous vérifions" not in camille.last


def test_pressed_twice_it_is_one_card_and_after_the_correction_nothing(town: Town, camille: Phone) -> None:
    officer = town.officer()
    made = missed(town, camille)
    looks(camille)
    data = camille.data("J'étais là")
    camille.forge(data)
    camille.forge(data)
    officer.forge(f"c1:contested:{wish(town, camille, made)}:there:1")
    camille.forge(data)
    assert noted(town, camille, made) is State.PRESENT
    assert sum("contested" in each for each in town.dump()["requests"]) == 1


@pytest.mark.parametrize("state", [State.PRESENT, State.LATE, State.EXPECTED, State.REVOKED])
def test_only_what_was_noted_as_missed_is_contested(town: Town, camille: Phone, state: State) -> None:
    made = missed(town, camille, state)
    looks(camille)
    assert "J'étais là" not in " ".join(camille.labels())
    before = town.dump()
    camille.forge(f"c1:attended:{made.id}:there:0")
    assert town.dump() == before


def test_nobody_contests_for_another_nor_what_is_to_come(town: Town, camille: Phone) -> None:
    made, ahead = missed(town, camille), shift(town, date(2026, 4, 21))
    other = town.phone()
    other.types("/start")
    for phone, number in ((other, made.id), (camille, ahead.id), (camille, 999)):
        before = town.dump()
        phone.forge(f"c1:attended:{number}:there:0")
        assert "commande" in phone.last
        assert town.dump() == before


def test_before_the_first_morning_it_says_so(camille: Phone) -> None:
    looks(camille)
    assert "Rien n'est encore passé." in camille.last
