"""Whoever leads a crew sees who comes, notes who was there, corrects it, and nobody else does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.attendance import Answer, Purpose, State
from bot.domain.reminders import Kind
from bot.storage import attendances, pauses, sheets
from tests.applying import person
from tests.crews import NAMES, answers, as_it_stands, member, shift, supervisor

if TYPE_CHECKING:
    from tests.town import Phone, Town

TEAM = "Mon équipe"
FIRST = "👥 Équipe 1\u00a0: demain, mercredi 8 avril (08/04)\n🕗 De 8h00 à 12h00\n📍 Rue Docteur-Coulet\n"


@pytest.fixture(name="leader")
def _leader(town: Town) -> Phone:
    return supervisor(town)


def states(town: Town, *phones: Phone) -> list[State]:
    held = attendances.of_thing(town.connection, Kind.SHIFT, as_it_stands(town).id)
    by_person = {each.person: each.state for each in held}
    return [by_person.get(person(town, phone), State.EXPECTED) for phone in phones]


def unknown(phone: Phone) -> str:
    """Return what an unknown command is answered with."""
    phone.types("/nothing")
    return phone.last


def on_the_day(town: Town) -> None:
    """Go to 8:05 on the day of the shift."""
    town.pass_time(hours=22, minutes=35)


# --- who comes -----------------------------------------------------------------------------------


def test_the_head_count_groups_people_by_what_they_have_said(town: Town, leader: Phone) -> None:
    coming, late, _, absent = (member(town, name) for name in NAMES[:4])
    shift(town)
    for phone, said in ((coming, Answer.COMING), (late, Answer.LATE), (absent, Answer.ABSENT)):
        answers(town, phone, said)
    leader.press(TEAM)
    assert leader.last == FIRST + (
        "✅ Présence confirmée (1)\u00a0: Camille E.\n"
        "⏰ En retard (1)\u00a0: Ali B.\n"
        "❔ Sans réponse (1)\u00a0: Nora C.\n"
        "✖️ Absence annoncée (1)\u00a0: Luis D."
    )


def test_an_answer_changes_the_head_count_where_it_stands(town: Town, leader: Phone) -> None:
    participant = member(town)
    shift(town)
    leader.press(TEAM)
    shown = len(leader.bubbles)
    assert "Sans réponse (1)\u00a0: Camille E." in leader.last
    answers(town, participant, Answer.COMING)
    assert "Présence confirmée (1)\u00a0: Camille E." in leader.last
    assert len(leader.bubbles) == shown


def test_whom_telegram_does_not_reach_is_to_be_phoned(town: Town, leader: Phone) -> None:
    blocked, paused, _ = (member(town, name) for name in NAMES[:3])
    shift(town)
    town.talk.unreachable(town.connection, person(town, blocked), town.now)
    pauses.pause(town.connection, person(town, paused), Purpose.SHIFTS, town.now)
    leader.press(TEAM)
    below = leader.last.split("☎️ À appeler\n")[1]
    assert [line.split("\u00a0:")[0] for line in below.split("\n")] == ["Camille E.", "Ali B."]
    answers(town, blocked, Answer.ABSENT)
    assert "Camille E.\u00a0: " not in leader.last  # said by phone and entered: no call is needed


def test_whoever_is_lost_meanwhile_joins_those_to_phone(town: Town, leader: Phone) -> None:
    lost = member(town)
    shift(town)
    leader.press(TEAM)
    assert "À appeler" not in leader.last
    town.talk.unreachable(town.connection, person(town, lost), town.now)
    town.settle()
    assert "À appeler\nCamille E." in leader.last


def test_without_a_crew_mon_equipe_is_a_participants(town: Town) -> None:
    participant = member(town)
    shift(town)
    participant.types(TEAM)
    assert "Avril et mai 2026, Équipe 1" in participant.last


def test_without_a_shift_nothing_is_shown(town: Town, leader: Phone) -> None:
    leader.press(TEAM)
    assert "Aucune matinée n'est prévue pour votre équipe." in leader.screen
    assert town.dump()["boards"] == []


def test_a_supervisor_finds_their_crew_in_the_menu_and_no_queue(leader: Phone) -> None:
    labels = [label for row in leader.keyboard for label in row]
    assert any(TEAM in label for label in labels)
    assert not any("file" in label for label in labels)


# --- who was there -------------------------------------------------------------------------------


def test_everybody_is_there_in_one_tap_but_for_what_was_announced(town: Town, leader: Phone) -> None:
    there, late, absent = (member(town, name) for name in NAMES[:3])
    shift(town)
    answers(town, late, Answer.LATE)
    answers(town, absent, Answer.ABSENT)
    on_the_day(town)
    leader.press(TEAM)
    assert leader.last.startswith("📋 Appel, Équipe 1\u00a0: mercredi 8 avril (08/04)")
    leader.press("Tout le monde est là")
    assert states(town, there, late, absent) == [State.PRESENT, State.LATE, State.EXCUSED]
    assert "Tout le monde" not in " ".join(leader.labels())


def test_an_absence_said_too_late_is_left_to_whoever_leads(town: Town, leader: Phone) -> None:
    there, absent = (member(town, name) for name in NAMES[:2])
    shift(town)
    town.pass_time(hours=22)  # 7:30
    answers(town, absent, Answer.ABSENT)
    town.pass_time(minutes=35)
    leader.press(TEAM)
    leader.press("Tout le monde est là")
    assert states(town, there, absent) == [State.PRESENT, State.EXPECTED]
    assert "à noter (1)\u00a0: Ali B." in leader.last


def test_an_exception_is_one_name_and_pressed_until_it_is_right(town: Town, leader: Phone) -> None:
    first, second = (member(town, name) for name in NAMES[:2])
    shift(town)
    on_the_day(town)
    leader.press(TEAM)
    leader.press("Tout le monde est là")
    leader.press("Noter un par un")
    for state in (State.LATE, State.EXCUSED, State.ABSENT, State.PRESENT, State.LATE):
        leader.press("Ali B.")
        assert states(town, first, second) == [State.PRESENT, state]
    leader.press("Terminé")
    assert "⏰ retard (1)\u00a0: Ali B." in leader.last


def test_what_was_noted_is_undone(town: Town, leader: Phone) -> None:
    first, second = (member(town, name) for name in NAMES[:2])
    shift(town)
    on_the_day(town)
    leader.press(TEAM)
    leader.press("Tout le monde est là")
    leader.press("Défaire")
    assert states(town, first, second) == [State.EXPECTED, State.EXPECTED]
    assert "Défaire" not in " ".join(leader.labels())
    leader.press("Tout le monde est là")
    assert states(town, first, second) == [State.PRESENT, State.PRESENT]


def test_a_roll_call_is_corrected_days_later(town: Town, leader: Phone) -> None:
    participant = member(town)
    shift(town)
    on_the_day(town)
    leader.press(TEAM)
    leader.press("Tout le monde est là")
    town.pass_time(days=12)
    leader.press("Noter un par un")
    leader.press("Camille E.")
    assert states(town, participant) == [State.LATE]


def test_before_the_day_and_of_a_cancelled_shift_nobody_is_noted(town: Town, leader: Phone) -> None:
    participant = member(town)
    laid = shift(town)
    leader.press(TEAM)
    board = leader.bubbles[-1].message_id
    leader.forge(f"c1:lead:{laid.id}:roll:1", board)
    assert "Appel" in leader.last
    leader.press("Tout le monde est là")
    assert states(town, participant) == [State.EXPECTED]


# --- on paper ------------------------------------------------------------------------------------


def test_a_photo_of_the_sheet_is_kept_and_shown(town: Town, leader: Phone) -> None:
    member(town)
    laid = shift(town)
    on_the_day(town)
    leader.press(TEAM)
    leader.press("Photo de la feuille")
    leader.photo("sheet")
    assert any("La feuille est gardée" in bubble.text for bubble in leader.bubbles)
    assert [each.shift for each in sheets.of_shift(town.connection, laid.id)] == [laid.id]
    assert town.end_errands("cd" * 32) == 1
    assert sheets.of_shift(town.connection, laid.id)[0].digest == "cd" * 32
    leader.press("Voir la feuille")
    assert leader.bubbles[-1].what == "photo"


def test_no_photo_after_all_keeps_nothing(town: Town, leader: Phone) -> None:
    member(town)
    laid = shift(town)
    on_the_day(town)
    leader.press(TEAM)
    leader.press("Photo de la feuille")
    leader.press("Pas de photo")
    assert sheets.of_shift(town.connection, laid.id) == []


def test_the_week_s_sheet_is_a_pdf_with_names_in_any_script(town: Town, leader: Phone) -> None:
    member(town, ["كاميل بن", "سالم"][0])
    member(town, "李 王")
    shift(town)
    leader.types("/feuille")
    call = town.calls[-1]
    assert call.method == "send_document"
    assert call.arguments["filename"] == "feuille-2026-04-06.pdf"
    assert bytes(call.arguments["document"]).startswith(b"%PDF")  # type: ignore[call-overload] # bytes


# --- nobody else ---------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["lead", "roll", "name"])
def test_nobody_else_leads_a_crew(town: Town, kind: str) -> None:
    leader, participant = supervisor(town), member(town)
    laid = shift(town)
    on_the_day(town)
    leader.press(TEAM)
    board = leader.bubbles[-1].message_id
    data = {
        "lead": f"c1:lead:{laid.id}:sheet:1",
        "roll": f"c1:roll:{laid.id}:all:0",
        "name": f"c1:name:{person(town, participant)}:next:{laid.id}",
    }[kind]
    before = town.dump()
    participant.forge(data, board)
    refused = participant.last
    assert refused == unknown(participant)
    town.revoke(leader)
    leader.forge(data, board)
    after = town.dump()
    for table in ("attendances", "boards", "sheets"):
        assert after[table] == before[table]


def test_somebody_of_another_crew_cannot_be_noted_here(town: Town, leader: Phone) -> None:
    member(town)
    stranger = town.phone()
    stranger.types("/start")
    laid = shift(town)
    on_the_day(town)
    leader.press(TEAM)
    leader.forge(f"c1:name:{person(town, stranger)}:next:{laid.id}", leader.bubbles[-1].message_id)
    assert attendances.of_thing(town.connection, Kind.SHIFT, laid.id) == []


def test_a_board_of_a_crew_one_leads_no_more_is_not_drawn(town: Town, leader: Phone) -> None:
    participant = member(town)
    shift(town)
    leader.press(TEAM)
    shown = leader.last
    town.revoke(leader)
    answers(town, participant, Answer.COMING)
    assert leader.last == shown
