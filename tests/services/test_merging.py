"""Reports of the same heap: suggested to the officer, joined into one that is kept, nobody told twice."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.domain.report import CLOSED, State
from bot.flows.messages import msg
from bot.services.merging import OVER
from bot.storage import followers, reports
from bot.storage.tables import requests
from tests.town import IN_TAMARIS

if TYPE_CHECKING:
    from bot.flows.messages import Message
    from tests.town import Phone, Town

TWENTY_METRES_ON = (IN_TAMARIS[0] + 0.00018, IN_TAMARIS[1])
FAR = (IN_TAMARIS[0] + 0.002, IN_TAMARIS[1])


@pytest.fixture(name="officer")
def _officer(town: Town) -> Phone:
    return town.officer()


def reports_at(phone: Phone, at: tuple[float, float] = IN_TAMARIS, kind: str = "Sacs") -> None:
    """Report something of its own with one photo."""
    phone.photo(f"p{phone.number}{kind}{at}")
    phone.place(at)
    phone.press(kind)
    if "Non, un autre" in " ".join(phone.labels()):
        phone.press("Non, un autre")
    phone.press("Envoyer")


def joins(officer: Phone, number: int, into: str) -> None:
    """Let a report join another one by the reference that the officer types."""
    find(officer, number)
    if not any("Doublon" in label for label in labels(officer)):
        officer.press("Plus…")
    officer.press("Doublon")
    officer.types(into)


def find(officer: Phone, number: int) -> None:
    """Walk the queue to a report."""
    officer.opens_queue()
    for _ in range(10):
        if any(line.startswith(f"D-{number:04d} ") for line in card(officer).splitlines()):
            return
        officer.press("Suivant")
    raise AssertionError(officer.screen)


def card(officer: Phone) -> str:
    """Return the text of the newest card."""
    return [bubble.text for bubble in officer.bubbles if bubble.what == "photo" and bubble.buttons][-1]


def labels(officer: Phone) -> list[str]:
    """Return the labels of the newest card."""
    rows = [bubble.buttons for bubble in officer.bubbles if bubble.what == "photo" and bubble.buttons][-1]
    return [label for row in rows for label, _ in row]


def state(town: Town, number: int) -> str:
    """Return a report's state."""
    found: str = town.connection.execute(select(requests.c.state).where(requests.c.id == number)).scalar_one()
    return found


def test_what_lies_near_is_named_on_the_card_whatever_it_is(town: Town, officer: Phone) -> None:
    reports_at(town.phone(), kind="Sacs")
    reports_at(town.phone(), TWENTY_METRES_ON, "Gravats")
    reports_at(town.phone(), FAR, "Sacs")
    find(officer, 2)

    assert "D-0001 🗑️, 20 m" in card(officer)
    assert "D-0003" not in card(officer)
    assert any("Doublon" in label for label in labels(officer))
    find(officer, 3)
    assert "À côté" not in card(officer)
    assert not any("Doublon" in label for label in labels(officer))


def test_a_suggestion_is_one_tap(town: Town, officer: Phone) -> None:
    reports_at(town.phone())
    reports_at(town.phone(), TWENTY_METRES_ON, "Gravats")
    find(officer, 2)
    officer.press("Doublon")
    officer.press("D-0001, à 20 m")

    assert state(town, 2) == "duplicate"
    assert officer.last.startswith("✅ D-0002")


@pytest.mark.parametrize("typed", ["D-0001", "d1", " 1 ", "d-0001", "D 0001"])
def test_the_other_sides_button_takes_a_reference_as_it_is_written(
    town: Town, officer: Phone, typed: str
) -> None:
    reports_at(town.phone())
    reports_at(town.phone(), FAR)
    joins(officer, 2, typed)

    assert state(town, 2) == "duplicate"


def test_whoever_waited_follows_the_kept_one_and_is_told_once(town: Town, officer: Phone) -> None:
    first, second, third = town.phone(), town.phone(), town.phone("ar")
    reports_at(first)
    reports_at(second, FAR, "Gravats")
    third.photo("p3")
    third.place(FAR)
    third.press(town.says(msg("kind.rubble"), "ar"))
    third.press(town.says(msg("same.this"), "ar"))
    said = {phone: len(phone.bubbles) for phone in (first, second, third)}
    joins(officer, 2, "D-0001")

    assert len(first.bubbles) == said[first]
    (told,) = second.bubbles[said[second] :]
    assert "Votre signalement rejoint D-0001" in told.text
    assert town.says(msg("state.received")) in told.text
    assert any("Ne plus suivre" in label for label in second.labels())
    (heard,) = third.bubbles[said[third] :]
    assert "D-0001" in heard.text
    assert followers.count(town.connection, 1) == 2
    assert followers.count(town.connection, 2) == 0
    find(officer, 1)
    assert "2 autres personnes le signalent" in card(officer)
    assert "1 doublon réuni" in card(officer)
    assert "2 photos de plus" in card(officer)


def test_the_kept_ones_news_reach_everybody_once(town: Town, officer: Phone) -> None:
    first, second = town.phone(), town.phone()
    reports_at(first)
    reports_at(second, FAR)
    joins(officer, 2, "1")
    find(officer, 1)
    officer.press("Planifier")
    officer.types("14/04")

    for phone in (first, second):
        assert phone.screen.count("Nettoyage prévu") == 1
    second.press("Ne plus suivre")
    said = second.screen
    officer.press("Nettoyé")
    officer.press("Pas de photo")
    assert second.screen == said
    assert "C'est nettoyé" in first.screen


def test_an_old_stop_button_stops_the_kept_one_too(town: Town, officer: Phone) -> None:
    first, second, third = town.phone(), town.phone(), town.phone()
    reports_at(first)
    reports_at(second, FAR)
    third.photo("p3")
    third.place(FAR)
    third.press("Sacs")
    third.press("C'est le même")
    find(officer, 2)
    officer.press("Planifier")
    officer.types("14/04")
    old = third.data("Ne plus suivre")
    officer.forge(officer.data("Plus…"), officer.bubbles[-3].message_id)
    joins(officer, 1, "2")
    assert followers.of_request(town.connection, 2) != []
    third.forge(old)

    assert len(followers.of_request(town.connection, 2)) == 1


def test_the_kept_ones_own_reporter_never_follows_it(town: Town, officer: Phone) -> None:
    resident = town.phone()
    reports_at(resident)
    reports_at(resident, FAR)
    joins(officer, 2, "1")

    assert followers.of_request(town.connection, 1) == []
    assert "Votre signalement rejoint D-0001" in resident.last
    assert not any("Ne plus suivre" in label for label in resident.labels())


def test_danger_carries_over_and_what_no_crew_may_touch_cannot_be_planned(town: Town, officer: Phone) -> None:
    reports_at(town.phone())
    reports_at(town.phone(), FAR, "Seringues")
    joins(officer, 2, "1")
    find(officer, 1)

    assert "Danger" in card(officer)
    assert not any("Planifier" in label for label in labels(officer))
    before = town.dump()
    officer.forge("c1:report:1:plan:2", officer.bubbles[0].message_id)
    assert town.dump() == before


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("D-0002", msg("merge.itself")),
        ("99", msg("merge.unknown")),
        ("E-0001", msg("merge.wrong")),
        ("le premier", msg("merge.wrong")),
    ],
)
def test_what_cannot_be_joined_is_asked_again(town: Town, officer: Phone, typed: str, why: Message) -> None:
    reports_at(town.phone())
    reports_at(town.phone(), FAR)
    joins(officer, 2, typed)

    assert town.says(why) in officer.last
    assert state(town, 2) == "received"
    officer.types("1")
    assert state(town, 2) == "duplicate"


@pytest.mark.parametrize("end", sorted(CLOSED - {State.DUPLICATE}))
def test_a_report_may_join_whatever_is_not_over(town: Town, officer: Phone, end: State) -> None:
    reports_at(town.phone())
    reports_at(town.phone(), FAR)
    reports.change(town.connection, 1, {"state": end, "waiting_since": None}, {})
    joins(officer, 2, "1")

    assert (state(town, 2) == "duplicate") == (end not in OVER)
    assert (town.says(msg("merge.over")) in officer.last) == (end in OVER)


def test_a_duplicate_of_a_duplicate_joins_the_one_that_is_kept(town: Town, officer: Phone) -> None:
    for _ in range(3):
        reports_at(town.phone(), FAR if _ else IN_TAMARIS)
    joins(officer, 2, "1")
    joins(officer, 3, "2")

    assert [each.id for each in reports.merged_into(town.connection, 1)] == [2, 3]


@pytest.mark.parametrize("order", list(itertools.permutations([(2, 1), (1, 2), (3, 2), (1, 3)], 3)))
def test_whatever_the_order_nothing_goes_round_and_everybody_waits_for_one(
    town: Town, officer: Phone, order: tuple[tuple[int, int], ...]
) -> None:
    residents = [town.phone() for _ in range(3)]
    for resident, kind in zip(residents, ("Sacs", "Gravats", "Meubles"), strict=True):
        reports_at(resident, kind=kind)
    for number, into in order:
        if state(town, number) != "duplicate":
            joins(officer, number, str(into))
            officer.types("/annuler")

    held = [reports.by_id(town.connection, number) for number in (1, 2, 3)]
    kept = [each for each in held if each.state is not State.DUPLICATE]
    assert kept
    for each in held:
        if each.state is State.DUPLICATE:
            assert each.duplicate_of in [one.id for one in kept]
            assert each.person in followers.of_request(town.connection, each.duplicate_of)
    waiting = sum(len(followers.of_request(town.connection, each.id)) for each in held)
    assert waiting == len(held) - len(kept)


def test_my_requests_say_what_the_report_joins_and_where_that_stands(town: Town, officer: Phone) -> None:
    second = town.phone()
    reports_at(town.phone())
    reports_at(second, FAR)
    joins(officer, 2, "1")
    find(officer, 1)
    officer.press("Accepter")
    second.press("Mes demandes")
    assert "rejoint D-0001" in second.last
    assert town.says(msg("state.duplicate")) not in second.last
    second.press("D-0002")

    assert "rejoint D-0001" in second.last
    assert town.says(msg("state.accepted")) in second.last


def test_a_question_that_waits_is_withdrawn_when_its_report_joins_another(town: Town, officer: Phone) -> None:
    resident = town.phone()
    reports_at(town.phone())
    reports_at(resident, FAR)
    find(officer, 2)
    officer.press("Demander")
    officer.types("Quel bâtiment ?")
    officer.forge("c1:report:2:more:2", officer.bubbles[-3].message_id)
    officer.forge("c1:report:2:duplicate:2")
    officer.types("1")
    assert state(town, 2) == "duplicate"
    resident.types("Le B")

    assert "Le B" not in officer.screen


def test_the_cards_other_side_and_back(town: Town, officer: Phone) -> None:
    reports_at(town.phone())
    officer.press("Plus…")
    assert any("Doublon" in label for label in labels(officer))
    assert not any("Accepter" in label for label in labels(officer))
    officer.press("Retour à la fiche")
    assert any("Accepter" in label for label in labels(officer))


def test_the_next_card_shows_its_first_side(town: Town, officer: Phone) -> None:
    reports_at(town.phone())
    reports_at(town.phone(), FAR)
    rows = officer.bubbles[-1].buttons
    following = next(data for row in rows for label, data in row if "Suivant" in label)
    officer.press("Plus…")
    officer.forge(following, officer.bubbles[-1].message_id)

    assert any("Accepter" in label for label in labels(officer))
