"""The counts of the queue stay pinned in an officer's chat: one message, edited without a sound, theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.people import Role
from bot.flows.messages import msg
from bot.flows.outbound import TallyDrawing
from bot.flows.packing import unpack_content
from bot.services import people
from bot.services.tallies import SECONDS
from bot.storage import outbox, roles, tallies
from tests.applying import person

if TYPE_CHECKING:
    from bot.handlers.calls import Call
    from tests.town import Phone, Town

GONE = "Bad Request: message to edit not found"


def pinned(phone: Phone) -> str:
    """Return what the one pinned message says."""
    (number,) = phone.pinned
    return next(each.text for each in phone.bubbles if each.message_id == number)


def edits(town: Town, phone: Phone) -> list[Call]:
    """Return the calls that edited the pinned message."""
    own = {"chat_id": phone.number, "message_id": phone.pinned[-1]}
    mine = (call for call in town.calls if own.items() <= call.arguments.items())
    return [call for call in mine if call.method == "edit_message_text"]


def waiting(town: Town, number: int) -> str:
    return town.says(msg("queue.waiting", count=number) if number else msg("queue.empty"))


def in_a_while(town: Town) -> None:
    town.pass_time(seconds=SECONDS)


def test_the_counts_are_pinned_once_without_a_sound(town: Town) -> None:
    officer = town.officer()
    for _ in range(3):
        officer.types("/file")
    assert pinned(officer) == waiting(town, 0)
    pins = [call for call in town.calls if call.method == "pin_chat_message"]
    assert [call.arguments["disable_notification"] for call in pins] == [True]
    sent = [call for call in town.calls if call.arguments.get("text") == waiting(town, 0)]
    assert sent[0].arguments["disable_notification"] is True
    assert edits(town, officer) == []


def test_a_new_report_changes_the_number_in_place(town: Town) -> None:
    officer, resident = town.officer(), town.phone()
    resident.report()
    before = len(officer.bubbles)
    in_a_while(town)
    assert pinned(officer).startswith(waiting(town, 1))
    assert len(officer.bubbles) == before
    assert len(edits(town, officer)) == 1


def test_ten_reports_in_five_seconds_are_one_edit(town: Town) -> None:
    officer, residents = town.officer(), [town.phone() for _ in range(10)]
    for resident in residents:
        resident.report()
    in_a_while(town)
    assert pinned(officer).startswith(waiting(town, 10))
    assert len(edits(town, officer)) == 1


def test_nothing_is_edited_when_no_count_has_changed(town: Town) -> None:
    officer, resident = town.officer(), town.phone()
    resident.report()
    in_a_while(town)
    resident.types("/start")
    in_a_while(town)
    officer.types("/file")
    in_a_while(town)
    assert len(edits(town, officer)) == 1


def test_what_an_officer_takes_is_counted_as_theirs_and_as_nobody_elses(town: Town) -> None:
    officers, resident = (town.officer("une"), town.officer("autre")), town.phone()
    resident.report()
    in_a_while(town)
    officers[0].press("Je m'en occupe")
    in_a_while(town)
    assert town.says(msg("queue.mine", count=1)) in pinned(officers[0])
    assert pinned(officers[1]) == waiting(town, 0)


def refuse_tallies(town: Town) -> None:
    """Let Telegram say of the tallies that leave now that their message is gone."""
    for row in outbox.claim(town.connection, town.now, 10):
        assert isinstance(unpack_content(row.content), TallyDrawing)
        outbox.fail(town.connection, row.id, GONE)
        town.talk.refused(town.connection, row, GONE, town.now)


def test_a_message_that_was_deleted_is_sent_and_pinned_anew(town: Town) -> None:
    officer, resident = town.officer(), town.phone()
    first = officer.pinned[-1]
    resident.report()
    officer.bubbles = [each for each in officer.bubbles if each.message_id != first]
    town.held = True
    in_a_while(town)
    refuse_tallies(town)
    town.held = False
    town.settle()
    assert officer.pinned[-1] != first
    officer.pinned.remove(first)  # it is gone with its message
    assert pinned(officer).startswith(waiting(town, 1))
    in_a_while(town)
    assert edits(town, officer) == []


def test_whoever_is_an_officer_no_more_sees_no_counts(town: Town) -> None:
    officer, leaving = town.officer(), town.officer("autre")
    number = leaving.pinned[-1]
    held = roles.held(town.connection)
    own = next(each for each in held if each.person == person(town, leaving))
    officer.types("/equipe")
    officer.forge(f"c1:team:{own.id}:really:0")
    assert leaving.pinned == []
    assert next(each.text for each in leaving.bubbles if each.message_id == number) == town.says(
        msg("queue.no_more")
    )
    assert tallies.people(town.connection) == [person(town, officer)]


def test_whoever_answers_for_the_town_but_sees_no_queue_has_no_counts(town: Town) -> None:
    leader = town.phone()
    leader.types(f"/start {people.invite(town.connection, Role.SUPERVISOR, town.now)}")
    assert leader.pinned == []


def test_counts_are_right_after_a_restart_in_the_middle(town: Town) -> None:
    officer, resident = town.officer(), town.phone()
    resident.report()
    town.restart()
    in_a_while(town)
    assert pinned(officer).startswith(waiting(town, 1))
