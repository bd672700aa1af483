"""What residents live through: albums, interruptions, limits, languages, their own list."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from bot.flows.messages import msg, msgn
from bot.storage.tables import photos, sessions
from tests.town import Town

if TYPE_CHECKING:
    from sqlalchemy import Connection


def test_the_acknowledgement_says_what_an_administration_owes(town: Town) -> None:
    resident = town.phone()
    resident.report()

    for owed in ("D-0001", "mardi 14 avril (14/04)", "mardi 7 avril", "Mairie", "30100", "04"):
        assert owed in resident.last


def test_an_answer_is_promised_in_working_days_over_easter_monday(connection: Connection) -> None:
    town = Town(connection, now=datetime(2026, 4, 2, 8, tzinfo=UTC))  # the Thursday before
    resident = town.phone()
    resident.report()

    assert "vendredi 10 avril (10/04)" in resident.last  # five days without the weekend and Monday


@pytest.mark.parametrize("opening", ["photo", "place", "album", "button"])
def test_anything_opens_a_report(town: Town, opening: str) -> None:
    resident = town.phone()
    match opening:
        case "photo":
            resident.photo()
        case "place":
            resident.place()
        case "album":
            resident.photo(album="a")
        case _:
            resident.types("signaler des dechets")  # as the button says, without accents

    assert len(town.dump()["sessions"]) == 1


def test_an_album_is_answered_once_and_all_its_photos_are_kept(town: Town) -> None:
    resident = town.phone()
    for name in ("a", "b", "c"):
        resident.photo(name, album="1")
    assert len(resident.bubbles) == 1

    resident.place()
    resident.press("Sacs")
    assert town.says(msgn("report.summary.photos", 3)) in resident.last


def test_late_parts_of_an_album_join_the_report_that_was_sent_up_to_five(town: Town) -> None:
    officer, resident = town.officer(), town.phone()
    resident.photo("a", album="1")
    resident.place()
    resident.press("Sacs")
    resident.press("Envoyer")
    before = len(resident.bubbles)
    for name in ("b", "c", "d", "e", "f", "g"):
        resident.photo(name, album="1")

    assert len(resident.bubbles) == before
    assert len(town.dump()["photos"]) == 5
    assert town.says(msgn("card.photo_count", 5)) in officer.last


def test_a_photo_that_the_report_has_already_joins_no_second_time(town: Town) -> None:
    resident = town.phone()
    resident.photo("a", album="1")
    resident.place()
    resident.press("Sacs")
    resident.press("Envoyer")
    resident.photo("a", album="1")

    assert len(town.dump()["photos"]) == 1


def test_an_album_of_the_same_number_in_somebody_elses_chat_is_theirs(town: Town) -> None:
    first, second = town.phone(), town.phone()
    first.photo("a", album="1")
    first.place()
    first.press("Sacs")
    first.press("Envoyer")
    second.photo("b", album="1")

    assert town.says(msgn("report.photos.thanks", 1)) in second.last


def test_a_report_left_in_the_middle_is_there_after_a_week_and_a_restart(town: Town) -> None:
    resident = town.phone()
    resident.photo()
    resident.place()
    town.pass_time(days=8)
    town.restart()
    resident.types("/start")
    assert town.says(msg("dialogue.resumed")) in resident.screen
    resident.press("Meubles")
    resident.press("Envoyer")

    assert "D-0001" in resident.last
    assert len(town.dump()["photos"]) == 1


def test_a_report_left_in_the_middle_goes_on_with_the_old_keyboard_after_a_week(town: Town) -> None:
    resident = town.phone()
    resident.photo()
    resident.place()
    town.pass_time(days=8)
    resident.press("Meubles")

    assert "Envoyer" in " ".join(resident.labels())


def test_a_new_release_asks_again_only_what_it_does_not_understand(town: Town) -> None:
    resident = town.phone()
    resident.photo()
    resident.place()
    older = {"photos": [], "place": {"latitude": 44.15, "longitude": 4.08}, "kind": "uranium", "gone": [1]}
    town.connection.execute(update(sessions).values(answers=older, keyboard="hologram"))
    resident.types("/start")
    assert town.says(msg("report.kind.ask")) in resident.last
    resident.press("Meubles")
    resident.press("Envoyer")

    assert "D-0001" in resident.last


def test_a_dialogue_that_a_release_no_longer_has_is_closed_with_a_word(town: Town) -> None:
    resident = town.phone()
    resident.photo()
    town.connection.execute(update(sessions).values(flow="gone"))
    resident.types("bonjour")

    assert resident.last == town.says(msg("cancel.done"))
    assert town.says(msg("menu.report")) in resident.keyboard[0]


def test_beyond_the_limit_of_an_hour_the_answers_are_kept(town: Town) -> None:
    resident = town.phone()
    for _ in range(5):
        resident.report()
    resident.report()
    assert town.says(msg("limit.reports")) in resident.last
    assert len(town.dump()["requests"]) == 5

    town.pass_time(minutes=61)
    resident.press("Envoyer")
    assert "D-0006" in resident.last


def test_beyond_the_limit_only_another_press_sends_the_report(town: Town) -> None:
    resident = town.phone()
    for _ in range(6):
        resident.report()
    town.pass_time(minutes=61)
    resident.types("merci")

    assert "D-0006" not in resident.screen
    assert town.says(msg("report.summary.wrong")) in resident.last


def test_somebody_elses_reports_do_not_count_towards_the_limit(town: Town) -> None:
    first, second = town.phone(), town.phone()
    for _ in range(5):
        first.report()
    second.report()

    assert "D-0006" in second.last


def test_my_requests_lists_each_with_its_state_and_the_promised_day(town: Town) -> None:
    resident = town.phone()
    resident.report()
    resident.report("Sacs")
    resident.types("/demandes")

    assert "D-0001" in resident.last
    assert "D-0002" in resident.last
    assert town.says(msg("state.received")) in resident.last
    resident.press("D-0002")
    assert "mardi 14 avril (14/04)" in resident.last


def test_my_requests_are_nobody_elses(town: Town) -> None:
    town.phone().report()
    other = town.phone()
    other.types("/suivi")

    assert other.last == town.says(msg("mine.empty"))


def test_the_language_is_changed_in_the_middle_of_a_report(town: Town) -> None:
    resident = town.phone()
    resident.photo()
    resident.types("/langue")
    resident.press("العربية")

    assert town.says(msg("report.place.ask"), "ar") in resident.last
    resident.place()
    assert town.says(msg("report.kind.ask"), "ar") in resident.last


@pytest.mark.parametrize("language", ["fr", "ar", "en", "es"])
def test_typed_words_equal_to_a_button_are_the_button_in_any_language(town: Town, language: str) -> None:
    resident = town.phone("es")
    resident.photo()
    resident.types(town.words.plain(msg("report.place.elsewhere"), language).upper())

    assert town.says(msg("report.district.ask"), "es") in resident.last


def test_a_language_that_the_town_has_not_is_answered_in_the_towns_own(town: Town) -> None:
    resident = town.phone("pt-br")
    resident.types("/aide")
    assert town.says(msg("help.photo")) in resident.screen


def test_danger_is_told_before_going_on_and_help_is_one_press_away(town: Town) -> None:
    resident = town.phone()
    resident.photo()
    resident.place()
    resident.press("Bonbonnes")
    warning = next(each for each in resident.bubbles if town.says(msg("danger.touch")) in each.text)
    assert resident.bubbles.index(warning) < len(resident.bubbles) - 1

    resident.press("Feu, fuite")
    assert "112" in resident.last
    assert "114" in resident.last
    resident.press("Envoyer")
    assert "D-0001" in resident.last


def test_what_is_cancelled_is_not_sent(town: Town) -> None:
    resident = town.phone()
    resident.photo()
    resident.types("/annuler")

    assert resident.last == town.says(msg("cancel.done"))
    assert town.dump()["requests"] == []


def test_nothing_to_cancel_is_no_fault(town: Town) -> None:
    resident = town.phone()
    resident.types("/annuler")
    assert resident.last == town.says(msg("cancel.nothing"))


def test_a_blocked_bot_sends_nothing_until_the_person_writes_again(town: Town) -> None:
    officer, resident = town.officer(), town.phone()
    resident.report()
    before = len(resident.bubbles)
    resident.blocks()
    officer.press("Accepter")
    assert len(resident.bubbles) == before

    resident.types("/demandes")
    assert town.says(msg("state.accepted")) in resident.last


def test_somebody_who_lets_the_bot_back_in_is_told_news_again(town: Town) -> None:
    officer, resident = town.officer(), town.phone()
    resident.report()
    resident.blocks()
    resident.blocks(blocked=False)
    officer.press("Accepter")

    assert town.says(msg("state.accepted")) in resident.last


def test_the_same_photo_in_one_report_is_stored_and_fetched_once(town: Town) -> None:
    resident = town.phone()
    resident.photo("same")
    resident.photo("same")
    resident.place()
    resident.press("Sacs")
    resident.press("Envoyer")

    assert town.end_errands() == 1
    assert town.connection.execute(photos.select()).one().state == "kept"
