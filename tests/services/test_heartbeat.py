"""Whoever mends the bot hears that reminders stood still; in quiet days they hear nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.people import Role
from tests.participants import grant, read

if TYPE_CHECKING:
    from tests.town import Phone, Town


@pytest.fixture(name="administrator")
def _administrator(town: Town) -> Phone:
    phone = town.phone()
    phone.types("/start")
    grant(town, phone, Role.ADMINISTRATOR)
    town.pass_time()
    return phone


def test_reminders_that_stand_still_are_told_once_and_once_when_they_go_again(
    town: Town, administrator: Phone
) -> None:
    before = len(administrator.bubbles)
    for _ in range(3):
        town.now += timedelta(seconds=60)
        town.talk.stand_still(town.connection, town.now)
        town.settle()
    assert administrator.bubbles[before].text.startswith("⚙️ Les rappels ne partent plus depuis le mardi")
    assert len(administrator.bubbles) == before + 1
    town.pass_time(seconds=1)
    town.pass_time(seconds=1)
    assert read(administrator).startswith("⚙️ Les rappels repartent")
    assert len(administrator.bubbles) == before + 2


def test_a_process_that_had_ended_for_long_says_so_when_it_is_back(town: Town, administrator: Phone) -> None:
    before = len(administrator.bubbles)
    town.pass_time(minutes=14)
    assert len(administrator.bubbles) == before
    town.pass_time(minutes=16)
    assert read(administrator).startswith("⚙️ Les rappels repartent")
