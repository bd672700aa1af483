"""A button's data is a wish, never a right: forged, foreign or broken, it changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.request import RequestKind
from bot.flows.messages import Code, msg
from bot.flows.report_card import Action
from bot.services.desks import DESKS
from bot.services.presses import NEWS
from tests.town import Phone, Town

if TYPE_CHECKING:
    from sqlalchemy import Connection

NUMBERS = st.one_of(
    st.integers(-2, 9).map(str),
    st.sampled_from(
        ["9" * 18, "9" * 19, str(2**63), "01", "1_0", "+1", " 1", "²", "\u0661", "", "1.0", "0x1"]
    ),
)
ACTIONS = st.sampled_from([*(each.value for each in Action), "undo", "CLAIM", ""])
QUESTIONS = st.sampled_from(["photos", "place", "kind", "summary", "day", "answer", "reply", "", "_was"])
VALUES = st.sampled_from(["no", "send", "back", "cancel", "bulky", "change:kind", "emergency", "more", ""])
DATA = st.one_of(
    st.text(max_size=64),
    st.builds("c1:report:{}:{}:{}".format, NUMBERS, ACTIONS, NUMBERS),
    st.builds("q1:{}:{}:{}".format, NUMBERS, QUESTIONS, VALUES),
    st.builds("c1:{}:{}:{}:{}".format, st.sampled_from(["person", "", "REPORT"]), NUMBERS, ACTIONS, NUMBERS),
    st.builds("l1:{}".format, st.sampled_from(["zz", "", "FR", "fr ", "../fr"])),
    st.builds("{}1:report:1:accept:1".format, st.sampled_from("abdef")),
    st.text(st.sampled_from("cq1:report42laid-"), max_size=20),
)

each_example = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # nothing changes, so one town is enough
)


@pytest.fixture(name="busy")
def _busy(town: Town) -> Town:
    """A town with a report that waits, one that was answered, and somebody in the middle of one."""
    officer, resident = town.officer(), town.phone()
    resident.report()
    resident.report("Sacs")
    officer.press("Accepter")
    officer.press("Suivant")
    resident.photo("p9")
    town.phone().types("/start")
    return town


def stranger(town: Town) -> Phone:
    return town.phones[1002]


@each_example
@given(data=DATA)
def test_a_resident_who_forges_data_changes_nothing_and_reads_what_an_unknown_command_reads(
    busy: Town, data: str
) -> None:
    phone = stranger(busy)
    phone.types("/nonsense")
    unknown = (phone.last, phone.keyboard)
    before = busy.dump()
    (reply,) = phone.forge(data)

    assert busy.dump() == before
    assert (phone.last, phone.keyboard) == unknown
    assert (reply.text, reply.alert) == (None, False)


@each_example
@given(request=NUMBERS.filter(lambda text: text not in ("1", "2")), action=ACTIONS, version=NUMBERS)
def test_an_officer_who_forges_the_card_of_no_report_changes_nothing(
    busy: Town, request: str, action: str, version: str
) -> None:
    officer = busy.phones[1000]
    before = busy.dump()
    officer.forge(f"c1:report:{request}:{action}:{version}", officer.bubbles[0].message_id)

    assert busy.dump() == before


@each_example
@given(action=ACTIONS, version=NUMBERS)
def test_an_officer_who_forges_a_version_decides_nothing(busy: Town, action: str, version: str) -> None:
    officer = busy.phones[1000]
    before = busy.dump()
    if version != "2" and action not in ("next", "previous"):
        officer.forge(f"c1:report:1:{action}:{version}", 1)

    assert busy.dump() == before


def test_somebody_elses_dialogue_does_not_exist(busy: Town) -> None:
    before = busy.dump()
    for session in range(1, 6):
        stranger(busy).forge(f"q1:{session}:place:cancel")

    assert busy.dump() == before


def test_a_report_of_ones_own_is_not_ones_own_to_decide(busy: Town) -> None:
    resident = busy.phones[1001]
    before = busy.dump()["requests"]
    for version in range(1, 4):
        resident.forge(f"c1:report:1:clear:{version}")

    assert busy.dump()["requests"] == before


def test_an_officer_who_is_one_no_more_decides_nothing(connection: Connection) -> None:
    town = Town(connection)
    officer = town.officer()
    town.phone().report()
    town.revoke(officer)
    before = town.dump()
    officer.press("Accepter")

    assert town.dump() == before


def test_an_officer_who_is_one_no_more_ends_no_decision_that_was_begun(connection: Connection) -> None:
    town = Town(connection)
    officer = town.officer()
    town.phone().report()
    officer.press("Planifier")
    day = officer.labels()[0]
    town.revoke(officer)
    before = town.dump()["requests"]
    officer.press(day)

    assert town.dump()["requests"] == before
    assert town.says(msg("team.your_access")) in officer.last


def test_an_officer_who_is_one_no_more_sees_no_card_change(connection: Connection) -> None:
    town = Town(connection)
    officer, resident = town.officer(), town.phone()
    resident.report()
    town.revoke(officer)
    shown = officer.screen
    town.officer().press("Accepter")

    assert officer.screen == shown


def test_a_report_that_waits_is_neither_clean_nor_left(connection: Connection) -> None:
    town = Town(connection)
    resident = town.phone()
    resident.report()
    before = town.dump()
    for verdict in ("yes", "no", "unsure", "thank"):
        resident.forge(f"c1:clean:1:{verdict}:1")

        assert resident.last == town.says(msg("card.stale", reference=Code("D-0001")))
    assert town.dump() == before


def test_no_other_button_takes_the_name_of_a_kind_of_request() -> None:
    assert NEWS.keys().isdisjoint(set(RequestKind))
    assert DESKS.keys() == set(RequestKind)
