"""What is said of people's data: short at first, everything at one press, with this town's own times."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.domain.retention import Kept
from bot.flows import privacy
from bot.flows.messages import msg, msgn
from bot.i18n import Words

if TYPE_CHECKING:
    from tests.town import Town

LANGUAGES = ("fr", "ar", "en", "es")
LONGEST = 4096  # what Telegram takes in one message
ALL = msg("privacy.read_all")


@pytest.mark.parametrize("command", ["/confidentialite", "/privacy"])
def test_both_commands_say_the_same_short_screen(town: Town, command: str) -> None:
    resident = town.phone()
    resident.types(command)
    assert town.says(msg("privacy.why")) in resident.last
    assert resident.labels() == [town.says(ALL)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_press_says_everything_the_law_asks_for(town: Town, language: str) -> None:
    resident = town.phone(language)
    resident.types("/privacy")
    before = len(resident.bubbles)
    resident.chooses(ALL)
    read = "\n".join(bubble.text for bubble in resident.bubbles[before:])
    assert "CNIL" in read
    assert town.territory.legal.dpo_contact.split(",")[0] in read.replace("\u00a0", " ")
    for kept in (Kept.REPORTER, Kept.PERSON, Kept.MESSAGES):
        assert str(town.territory.retention[kept]) in read
    for line in (msg("notice.basis"), msg("notice.one_month"), msg("notice.telegram_servers")):
        assert town.says(line, language) in read


def test_the_times_are_those_of_the_territory(town: Town) -> None:
    shorter = replace(town.territory, retention={**town.territory.retention, Kept.PERSON: 11})
    said = Words(shorter).lines(privacy.notice(shorter)[1].lines, "fr")
    assert town.says(msgn("notice.months", 11)) in said
    assert town.says(msgn("notice.months", 24)) not in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_of_the_notice_fits(town: Town, language: str) -> None:
    texts = [town.words.lines(each.lines, language) for each in privacy.notice(town.territory)]
    assert max(map(len, texts)) < LONGEST // 2  # a phone shows about a third of it at once


def test_reading_the_notice_in_the_middle_of_a_report_loses_nothing(town: Town) -> None:
    resident = town.phone()
    resident.photo()
    resident.types("/confidentialite")
    resident.chooses(ALL)
    assert "Où sont les déchets" in resident.last
    resident.place()
    resident.press("Meubles")
    resident.press("Envoyer")
    assert "D-0001" in resident.last
