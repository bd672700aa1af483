"""The resident's dialogue, played: photo, place, kind, send, and everything that may come between."""

from __future__ import annotations

import pytest

from bot.domain.commands import FileReport, Picture, Spot
from bot.domain.report import Size
from bot.flows.inbound import Odd, Oddity, Photo, Place, Text
from bot.flows.outbound import Keyboard
from bot.flows.report_dump import REPORT_DUMP
from tests.flows.playing import PHOTO, PLACE, TOWN, asked, go_on, offered, part, play, press, said

KIND = press("kind", "bulky")
SEND = press("summary", "send")
CHANGE = press("summary", "change")


def test_photo_place_kind_send_is_enough() -> None:
    turn = play(REPORT_DUMP, PHOTO, PLACE, KIND, SEND)

    assert turn.command == FileReport("bulky", Spot(44.1502, 4.0823), (Picture("id-1", "unique-1"),))


def test_nothing_is_compulsory_but_the_kind() -> None:
    no_photo, gone, anywhere, no_landmark = (
        press("photos", "no"),
        press("place", "elsewhere"),
        press("district", "elsewhere"),
        press("landmark", "no"),
    )
    turn = play(REPORT_DUMP, no_photo, gone, anywhere, no_landmark, press("kind", "unknown"), SEND)

    assert turn.command == FileReport("unknown", Spot())


def test_a_report_opened_by_a_place_asks_for_the_photo_then_the_kind() -> None:
    opened = play(REPORT_DUMP, PLACE)
    assert asked(opened) == "photos"
    assert asked(go_on(REPORT_DUMP, opened, PHOTO)) == "kind"


def test_an_album_is_one_gesture_its_later_parts_join_without_a_word() -> None:
    first = play(REPORT_DUMP, part(1))
    second = go_on(REPORT_DUMP, first, part(2))

    assert asked(first) == "place"
    assert second.prompts == ()
    assert len(second.session.answers["photos"]) == 2


def test_a_late_part_joins_while_another_question_is_asked() -> None:
    turn = play(REPORT_DUMP, part(1), PLACE, part(2), KIND, part(3), SEND)

    assert isinstance(turn.command, FileReport)
    assert [each.file_id for each in turn.command.pictures] == ["id-1", "id-2", "id-3"]


def test_of_an_album_of_seven_five_are_kept_and_nobody_is_blamed() -> None:
    turn = play(REPORT_DUMP, *map(part, range(7)))

    assert turn.prompts == ()
    assert len(turn.session.answers["photos"]) == 5


def test_a_sixth_single_photo_is_declined_and_the_question_asked_again() -> None:
    turn = play(REPORT_DUMP, *(part(number, None) for number in range(6)))

    assert said(turn)[0] == "report.photos.enough"
    assert asked(turn) == "place"


def test_the_same_photo_sent_twice_is_one_and_gets_an_answer() -> None:
    turn = play(REPORT_DUMP, PHOTO, PHOTO)

    assert len(turn.session.answers["photos"]) == 1
    assert asked(turn) == "place"


def test_a_caption_is_the_note() -> None:
    turn = play(REPORT_DUMP, Photo(Picture("i", "u"), "derrière le muret"), PLACE, KIND, SEND)

    assert isinstance(turn.command, FileReport)
    assert turn.command.note == "derrière le muret"


def test_a_second_caption_does_not_replace_the_first() -> None:
    turn = play(REPORT_DUMP, part(1, None, "un canapé"), part(2, None, "deux pneus"))

    assert turn.session.answers["note"] == "un canapé deux pneus"


def test_no_photo_pressed_late_throws_no_photo_away() -> None:
    turn = play(REPORT_DUMP, PHOTO, press("photos", "no"))

    assert len(turn.session.answers["photos"]) == 1
    assert asked(turn) == "place"


def test_a_typed_address_is_the_landmark_and_the_district_is_asked() -> None:
    turn = play(REPORT_DUMP, PHOTO, Text("12 rue du Nord"))
    assert asked(turn) == "district"

    done = play(REPORT_DUMP, PHOTO, Text("12 rue du Nord"), press("district", "tamaris"), KIND, SEND)
    assert isinstance(done.command, FileReport)
    assert done.command.spot == Spot(None, None, "tamaris", "12 rue du Nord")


@pytest.mark.parametrize("typed", ["PSJ", "près st-jean", "PRES SAINT JEAN"])
def test_a_district_is_understood_as_people_write_it(typed: str) -> None:
    turn = play(REPORT_DUMP, PHOTO, press("place", "elsewhere"), Text(typed))
    assert turn.session.answers["district"] == "pres-saint-jean"


def test_a_venue_brings_its_name() -> None:
    turn = play(REPORT_DUMP, PHOTO, Place(44.15, 4.08, "Gare"), KIND, SEND)

    assert isinstance(turn.command, FileReport)
    assert turn.command.spot.landmark == "Gare"


def test_a_landmark_of_three_hundred_letters_is_refused_kindly_and_asked_again() -> None:
    turn = play(REPORT_DUMP, PHOTO, Text("x" * 300))

    assert said(turn)[0] == "report.landmark.too_long"
    assert asked(turn) == "place"
    assert "photos" in turn.session.answers


def test_a_place_in_another_country_is_noted_as_outside_and_goes_on() -> None:
    turn = play(REPORT_DUMP, PHOTO, Place(48.85, 2.35))

    assert "report.place.outside" in said(turn)
    assert asked(turn) == "kind"


def test_danger_is_told_before_going_on() -> None:
    turn = play(REPORT_DUMP, PHOTO, PLACE, press("kind", "canisters"))

    assert said(turn)[:3] == ["danger.touch", "danger.bin", "danger.away"]
    assert asked(turn) == "summary"


def test_fire_leak_or_injury_says_whom_to_call_and_changes_nothing() -> None:
    before = play(REPORT_DUMP, PHOTO, PLACE, press("kind", "canisters"))
    turn = go_on(REPORT_DUMP, before, press("kind", "emergency"))

    assert said(turn) == ["danger.call", "danger.text"]
    assert turn.session.answers == before.session.answers


def test_the_emergency_button_still_answers_after_going_back() -> None:
    back = (press("summary", "back"), press("kind", "back"))
    turn = play(REPORT_DUMP, PHOTO, PLACE, press("kind", "canisters"), *back, press("kind", "emergency"))

    assert "danger.call" in said(turn)


def test_other_kinds_are_one_screen_further() -> None:
    turn = play(REPORT_DUMP, PHOTO, PLACE, press("kind", "more"))

    assert {each.id for each in TOWN.other_kinds} <= offered(turn)
    assert asked(go_on(REPORT_DUMP, turn, press("kind", "tyres"))) == "summary"


def test_size_and_note_are_asked_only_when_wanted() -> None:
    summary = play(REPORT_DUMP, PHOTO, PLACE, KIND)
    wants = (press("summary", "change:size"), press("size", "van"))
    turn = play(REPORT_DUMP, PHOTO, PLACE, KIND, *wants, press("summary", "change:note"), Text("merci"), SEND)

    assert asked(summary) == "summary"
    assert isinstance(turn.command, FileReport)
    assert (turn.command.size, turn.command.note) == (Size.VAN, "merci")


def test_back_drops_the_last_answer_and_keeps_the_others() -> None:
    turn = play(REPORT_DUMP, PHOTO, PLACE, press("kind", "back"))

    assert asked(turn) == "place"
    assert [*turn.session.answers] == ["photos"]


def test_back_is_not_offered_where_nothing_is_behind() -> None:
    assert "back" not in offered(play(REPORT_DUMP))
    assert "back" not in offered(play(REPORT_DUMP, PLACE))  # the place came early: still the first question


def test_changing_one_answer_keeps_the_others() -> None:
    turn = play(
        REPORT_DUMP, PHOTO, PLACE, KIND, CHANGE, press("summary", "change:kind"), press("kind", "bags")
    )

    assert asked(turn) == "summary"
    assert turn.session.answers["kind"] == "bags"
    assert {"photos", "place"} <= turn.session.answers.keys()


@pytest.mark.parametrize("name", ["photos", "place", "kind"])
def test_back_from_a_change_restores_what_was_there(name: str) -> None:
    before = play(REPORT_DUMP, PHOTO, PLACE, KIND)
    turn = play(
        REPORT_DUMP, PHOTO, PLACE, KIND, CHANGE, press("summary", f"change:{name}"), press(name, "back")
    )

    assert asked(turn) == "summary"
    assert turn.session.answers[name] == before.session.answers[name]


def test_another_place_forgets_the_old_district_and_landmark() -> None:
    typed = (press("place", "elsewhere"), press("district", "tamaris"), Text("bâtiment B"))
    turn = play(REPORT_DUMP, PHOTO, *typed, KIND, press("summary", "change:place"), PLACE, SEND)

    assert isinstance(turn.command, FileReport)
    assert turn.command.spot == Spot(44.1502, 4.0823)


def test_another_typed_place_asks_for_its_district() -> None:
    typed = (Text("bâtiment B"), press("district", "tamaris"))
    turn = play(REPORT_DUMP, PHOTO, *typed, KIND, press("summary", "change:place"), Text("parc, entrée sud"))

    assert asked(turn) == "district"


def test_cancel_ends_without_a_command() -> None:
    turn = play(REPORT_DUMP, PHOTO, press("place", "cancel"))
    assert turn.cancelled
    assert turn.command is None


@pytest.mark.parametrize("value", ["cancel", "back", "change:photos"])
def test_an_older_messages_navigation_asks_the_present_question_and_loses_nothing(value: str) -> None:
    turn = play(REPORT_DUMP, PHOTO, PLACE, KIND, press("place", value))

    assert asked(turn) == "summary"
    assert {"photos", "place", "kind"} <= turn.session.answers.keys()


def test_an_earlier_keyboard_changes_its_own_answer() -> None:
    turn = play(REPORT_DUMP, PHOTO, PLACE, KIND, press("kind", "rubble"))

    assert asked(turn) == "summary"
    assert turn.session.answers["kind"] == "rubble"


def test_send_on_an_old_summary_sends_nothing_while_an_answer_is_missing() -> None:
    changing = play(REPORT_DUMP, PHOTO, PLACE, KIND, press("summary", "change:kind"), SEND)
    answered = go_on(REPORT_DUMP, changing, press("kind", "bags"))

    assert asked(changing) == "kind"
    assert answered.command is None
    assert asked(answered) == "summary"


@pytest.mark.parametrize("value", ["no", "elsewhere", "send", "share", "tamaris", "", "x" * 50])
@pytest.mark.parametrize("question", ["kind", "summary", "nonsense"])
def test_a_value_of_another_question_changes_no_answer(question: str, value: str) -> None:
    before = play(REPORT_DUMP, PHOTO, PLACE)
    turn = go_on(REPORT_DUMP, before, press(question, value))

    assert turn.session.answers == before.session.answers
    assert asked(turn) == "kind"


@pytest.mark.parametrize(
    ("odd", "word"),
    [
        (Odd(Oddity.STICKER), "odd.sticker"),
        (Odd(Oddity.POLL), "odd.poll"),
        (Odd(Oddity.DOCUMENT), "report.photos.not_an_image"),
        (Odd(Oddity.TOO_BIG), "report.photos.too_big"),
        (Text("il y a un canapé"), "report.photos.wrong"),
    ],
)
def test_what_is_no_photo_gets_a_word_and_the_question_again(odd: Odd | Text, word: str) -> None:
    turn = play(REPORT_DUMP, PLACE, odd)

    assert said(turn)[:2] == [word, "report.photos.ask"]
    assert "place" in turn.session.answers


def test_the_third_wrong_input_offers_a_human() -> None:
    sticker = Odd(Oddity.STICKER)

    assert "dialogue.human" not in said(play(REPORT_DUMP, sticker, sticker))
    assert "dialogue.human" in said(play(REPORT_DUMP, sticker, sticker, sticker))


def test_an_answer_forgives_earlier_misses() -> None:
    sticker = Odd(Oddity.STICKER)
    turn = play(REPORT_DUMP, sticker, sticker, PHOTO, sticker)
    assert "dialogue.human" not in said(turn)


def test_the_share_buttons_keyboard_is_taken_away_once_it_is_answered() -> None:
    assert [each.keyboard for each in play(REPORT_DUMP, PHOTO).prompts] == [Keyboard.REPLY]
    assert [each.keyboard for each in play(REPORT_DUMP, PHOTO, PLACE).prompts] == [
        Keyboard.CLEAR,
        Keyboard.INLINE,
    ]
