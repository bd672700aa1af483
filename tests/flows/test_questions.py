"""A question of somebody's own, and the officer's answer to it, played."""

from __future__ import annotations

import pytest

from bot.domain.commands import AskOfficer, Picture, Recording
from bot.domain.decisions import AnswerMatter, CloseMatter
from bot.flows.ask_officer import ASK_OFFICER
from bot.flows.inbound import Odd, Oddity, Photo, Place, Text, Voice
from bot.flows.matter_decisions import ANSWER_MATTER, CLOSE_MATTER
from tests.flows.playing import TOWN, WRITTEN_TO, asked, offered, play, press, said

NOTE = Recording("id-v", "unique-v", 12)
OPENED = {
    "at_request": 4,
    "at_version": 2,
    "at_reference": "Q-0004",
    **WRITTEN_TO,
}


def test_a_question_is_words_or_a_voice_note() -> None:
    assert play(ASK_OFFICER, Text(" Quand ? ")).command == AskOfficer("Quand ?")
    assert play(ASK_OFFICER, Voice(NOTE)).command == AskOfficer(None, NOTE)


@pytest.mark.parametrize(
    ("event", "word"),
    [
        (Text("w" * (TOWN.limits.note_characters + 1)), "report.note.too_long"),
        (Voice(Recording("id", "unique", 301)), "recording.too_long"),
        (Place(44.15, 4.08), "dialogue.wrong"),
        (Odd(Oddity.STICKER), "odd.sticker"),
        (Photo(Picture("id", "unique")), "private.papers"),
        (Odd(Oddity.DOCUMENT), "private.papers"),
        (Text("1 85 05 78 006 084 36"), "private.numbers"),
    ],
)
def test_what_is_no_question_gets_a_word_and_is_asked_again(event: Text, word: str) -> None:
    turn = play(ASK_OFFICER, event)

    assert said(turn)[0] == word
    assert asked(turn) == "question"
    assert turn.session.answers == {}


def test_an_answer_is_shown_before_it_leaves_and_may_be_changed() -> None:
    turn = play(ANSWER_MATTER, Text("À 8 h."), opened=OPENED)
    assert said(turn) == ["decline.preview", "answer.question"]
    assert turn.command is None
    changed = (Text("À 8 h."), press("summary", "change:text"), Text("À 9 h."), press("summary", "send"))

    assert play(ANSWER_MATTER, *changed, opened=OPENED).command == AnswerMatter(4, 2, "À 9 h.")


def test_words_at_the_preview_are_no_answer_sent_by_accident() -> None:
    turn = play(ANSWER_MATTER, Text("À 8 h."), Text("oui"), opened=OPENED)

    assert said(turn)[0] == "decline.press"
    assert turn.command is None


@pytest.mark.parametrize("phone", ["", "+33639981234"])
def test_somebody_who_reads_another_language_is_named_before_and_after_writing(phone: str) -> None:
    opened = {**OPENED, "at_language": "ar", "at_phone": phone}
    for turn in (play(ANSWER_MATTER, opened=opened), play(ANSWER_MATTER, Text("À 8 h."), opened=opened)):
        assert "decline.untranslated" in said(turn)
    assert ("call" in offered(turn)) == bool(phone)


def test_what_came_of_it_is_a_note_or_none() -> None:
    assert "no" in offered(play(CLOSE_MATTER, opened=OPENED))
    assert play(CLOSE_MATTER, press("outcome", "no"), opened=OPENED).command == CloseMatter(4, 2, None)
    assert play(CLOSE_MATTER, Text("Réglé"), opened=OPENED).command == CloseMatter(4, 2, "Réglé")
    assert said(play(CLOSE_MATTER, Text("w" * 501), opened=OPENED))[0] == "ask.too_long"
