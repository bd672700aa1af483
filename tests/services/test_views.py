"""The views of the queue: what each holds, opening one, walking it while it changes, when a card comes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update

from bot.domain.queue import WAITING, read_view
from bot.flows.messages import msg
from bot.storage import cards as stored
from bot.storage import queue
from bot.storage.tables import accounts, requests

if TYPE_CHECKING:
    from tests.town import Phone, Town

EVENING = datetime(2026, 4, 7, 18, 30, tzinfo=UTC)  # 20h30 in Alès: the office is closed


@pytest.fixture(name="officer")
def _officer(town: Town) -> Phone:
    return town.officer()


def cards(phone: Phone) -> list[str]:
    shown = [bubble.text for bubble in phone.bubbles if bubble.what == "photo" and bubble.buttons]
    return [next(word for word in text.split() if word.startswith("D-")) for text in shown]


def person(town: Town, phone: Phone) -> int:
    query = select(accounts.c.person).where(accounts.c.telegram_id == phone.number)
    number: int = town.connection.execute(query).scalar_one()
    return number


def change(town: Town, number: int, **values: object) -> None:
    town.connection.execute(update(requests).where(requests.c.id == number).values(**values))


def test_the_queue_counts_what_each_view_holds_and_leaves_empty_ones_out(town: Town, officer: Phone) -> None:
    for _ in range(4):
        town.phone().report()
    change(town, 1, claimed_by=person(town, officer))
    change(town, 2, snoozed_until=town.now + timedelta(days=2))
    change(town, 3, waiting_since=None, state="needs_info")
    officer.types("/file")

    labels = " / ".join(officer.labels())
    for shown in ("réponse (2)", "À moi (1)", "la personne (1)", "veille (1)", "Par quartier", "Par sujet"):
        assert shown in labels
    assert "retard" not in labels
    assert len(officer.labels()) <= 8


@pytest.mark.parametrize("hidden", ["held", "muted", "claimed_by"])
def test_what_is_undecided_muted_or_a_colleagues_is_in_no_view(
    town: Town, officer: Phone, hidden: str
) -> None:
    resident = town.phone()
    resident.report()
    change(town, 1, **{hidden: person(town, resident) if hidden == "claimed_by" else True})
    officer.types("/file")

    assert officer.last == town.says(msg("queue.empty"))


def test_districts_and_subjects_are_screens_of_their_own_drawn_in_place(town: Town, officer: Phone) -> None:
    town.phone().report()
    officer.press("Je m'en occupe")
    officer.types("/file")
    before = len(officer.bubbles)
    officer.press("Par sujet")
    assert "Dépôts (1)" in " ".join(officer.labels())
    officer.press("Retour")
    officer.press("Par quartier")
    assert len(officer.bubbles) == before
    assert any("(1)" in label for label in officer.labels())
    officer.press("(1)")

    assert cards(officer)[-1] == "D-0001"


def test_a_view_that_has_emptied_says_so_and_shows_what_is_left(town: Town, officer: Phone) -> None:
    town.phone().report()
    officer.types("/file")
    change(town, 1, waiting_since=None, state="accepted")
    (answer,) = officer.press("En attente de réponse")

    assert answer.text == town.says(msg("queue.nothing_here"))
    assert town.says(msg("queue.empty")) in officer.last


def test_nobody_else_opens_a_view(town: Town, officer: Phone) -> None:
    resident = town.phone()
    resident.report()
    for data in ("c1:view:0:waiting:0", "c1:view:0:on:0", "c1:view:0:queue:0"):
        resident.forge(data)
        assert town.says(msg("unknown.command")) in resident.last
    assert cards(officer) == ["D-0001"]


@pytest.mark.parametrize("data", ["c1:view:99:district:0", "c1:view:0:kind:0", "c1:view:0:waiting:1"])
def test_a_forged_view_is_read_as_an_unknown_command(town: Town, officer: Phone, data: str) -> None:
    town.phone().report()
    officer.forge(data)

    assert town.says(msg("unknown.command")) in officer.last


def test_a_walk_skips_what_has_left_and_ends_with_what_has_come(town: Town, officer: Phone) -> None:
    for _ in range(3):
        town.phone().report()
    officer.opens_queue()
    change(town, 2, waiting_since=None, state="accepted")
    town.phone().report()
    officer.press("Suivant")
    officer.press("Suivant")
    assert cards(officer)[-1] == "D-0004"
    officer.press("Retour à la file")

    assert officer.last.startswith(town.says(msg("queue.last")))


def test_two_taps_from_a_view_decide_and_the_next_card_is_one_tap_away(town: Town, officer: Phone) -> None:
    for _ in range(2):
        town.phone().report()
    officer.types("/file")
    officer.press("En attente de réponse")
    officer.press("Accepter")
    officer.press("Suivant")

    assert cards(officer)[-1] == "D-0002"
    assert town.connection.execute(select(requests.c.state).where(requests.c.id == 1)).scalar() == "accepted"


def test_going_on_below_sends_a_new_card_that_walks_the_same_view(town: Town, officer: Phone) -> None:
    for _ in range(3):
        town.phone().report()
    officer.opens_queue()
    officer.forge("c1:view:0:on:0")
    officer.forge("c1:view:0:on:0")
    assert cards(officer)[-3:] == ["D-0001", "D-0002", "D-0003"]
    (answer,) = officer.forge("c1:view:0:on:0")

    assert answer.text == town.says(msg("queue.last"))


def test_a_new_request_waits_while_a_dialogue_is_open_but_not_for_ever(town: Town, officer: Phone) -> None:
    officer.types("/reponses")
    officer.press("📋" if "📋" in " ".join(officer.labels()) else officer.labels()[0])
    town.phone().report()
    assert cards(officer) == []
    town.pass_time(days=1)
    town.phone().report()

    assert cards(officer) == ["D-0002"]


def test_a_card_left_open_keeps_others_away_for_that_day_only(town: Town, officer: Phone) -> None:
    town.phone().report()
    town.phone().report()
    assert cards(officer) == ["D-0001"]
    town.pass_time(days=1)
    town.phone().report()

    assert cards(officer) == ["D-0001", "D-0003"]


def test_danger_comes_beside_an_open_card_and_right_after_a_dialogue(town: Town, officer: Phone) -> None:
    town.phone().report()
    town.phone().report("Bonbonnes")
    assert cards(officer) == ["D-0001", "D-0002"]
    officer.press("Planifier")
    town.phone().report("Bonbonnes")
    town.phone().report("Bonbonnes")
    assert cards(officer) == ["D-0001", "D-0002"]
    officer.types("14/04")

    assert cards(officer) == ["D-0001", "D-0002", "D-0003", "D-0004"]
    assert stored.put_off_for(town.connection, person(town, officer)) == []


@pytest.mark.parametrize(("kind", "silent"), [("Meubles", True), ("Bonbonnes", False)])
def test_while_the_office_is_closed_only_danger_sounds(
    town: Town, officer: Phone, kind: str, *, silent: bool
) -> None:
    town.now = EVENING
    town.phone().report(kind)
    sent = [call for call in town.calls if call.method == "send_photo" and "c1:report" in str(call.arguments)]

    assert bool(sent[-1].arguments["disable_notification"]) is silent
    assert officer.bubbles


def test_what_a_removed_officer_had_asked_is_nobodys_again(town: Town, officer: Phone) -> None:
    town.phone().report()
    change(town, 1, claimed_by=person(town, officer), waiting_since=None, state="needs_info")
    queue.let_go_of(town.connection, person(town, officer))

    assert town.connection.execute(select(requests.c.claimed_by)).scalar_one() is None
    assert officer.bubbles


@pytest.mark.parametrize("text", ["waiting", "district:tamaris", "kind:report", "district:"])
def test_a_view_is_read_as_it_is_kept(text: str) -> None:
    assert str(read_view(text)) == text


@pytest.mark.parametrize("text", [None, "", "other", "kind:other", "late:x"])
def test_a_view_of_another_release_is_what_waits(text: str | None) -> None:
    assert read_view(text) == WAITING
