"""Who was there: everybody in one tap, then the exceptions name by name; undone, corrected, on paper.

Nothing is counted against anybody, and what was announced stands until somebody says otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.attendance import Answer, State, move
from bot.domain.reminders import Kind
from bot.flows.crew_board import Sort
from bot.flows.keep_sheet import KEEP_SHEET
from bot.flows.messages import msg
from bot.flows.outbound import Answer as Said
from bot.flows.outbound import SheetPicture
from bot.flows.roll_board import AFTER, Roll
from bot.services import boards, bookings, buttons, dialogues, leaders
from bot.storage import attendances, errands, sheets, shifts
from bot.storage import boards as stored

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.attendance import Attendance
    from bot.domain.crew_commands import KeepSheet
    from bot.domain.programme import Shift
    from bot.flows.inbound import Press
    from bot.services.buttons import Button
    from bot.services.work import Work
    from bot.storage.boards import Board
    from bot.storage.people import Person


def press(work: Work, person: Person, pressed: Press, button: Button) -> tuple[Said, ...]:
    """Do what a button of a roll-call says, for whoever leads that crew."""
    held = _held(work, person, pressed, button.request)
    if held is None:
        return buttons.refuse(work, person, pressed)
    board, shift = held
    if not may_be_noted(work, shift):
        boards.draw(work, board)
        return (Said(pressed.query, msg("roll.not_now"), alert=True),)
    _do(work, person, board, shift, button)
    return (Said(pressed.query),)


def may_be_noted(work: Work, shift: Shift) -> bool:
    """Tell whether who was there can be said: from the day of the shift on, unless it was cancelled."""
    return shift.slot.day <= work.today and not shift.cancelled


def _do(work: Work, person: Person, board: Board, shift: Shift, button: Button) -> None:
    match Roll(button.action):
        case Roll.ALL:
            _all_there(work, person.id, board, shift)
        case Roll.NAMES:
            stored.turn(work.connection, board.id, button.version)
        case Roll.BACK:
            stored.turn(work.connection, board.id, None)
        case Roll.UNDO:
            _undo(work, person.id, board)
        case Roll.PAPER:
            opened = {"at_shift": shift.id, "at_day": shift.slot.day.isoformat()}
            dialogues.open_new(work, person, KEEP_SHEET, opened)
            return
        case Roll.SHOW_PAPER:
            for sheet in sheets.of_shift(work.connection, shift.id):
                work.send(person.id, SheetPicture(sheet.id))
            return
    boards.refresh(work, shift.id, Sort.ROLL)


def press_name(work: Work, person: Person, pressed: Press, button: Button) -> tuple[Said, ...]:
    """Note somebody's next state; the shift stands in the version's place."""
    held = _held(work, person, pressed, button.version)
    if held is None or button.request not in bookings.expected_at(work, held[1]):
        return buttons.refuse(work, person, pressed)
    board, shift = held
    if may_be_noted(work, shift):
        attendance = attendances.of_person_at(work.connection, button.request, Kind.SHIFT, shift.id)
        state = attendance.state if attendance else State.EXPECTED
        _note(work, person.id, board, shift, [(button.request, AFTER[state])])
    boards.refresh(work, shift.id, Sort.ROLL)
    return (Said(pressed.query),)


def _held(work: Work, person: Person, pressed: Press, number: int) -> tuple[Board, Shift] | None:
    """Return the pressed board and its shift, if it is this person's and they lead that crew."""
    board = stored.on_message(work.connection, person.id, pressed.message_id)
    shift = shifts.find(work.connection, number)
    if board is None or shift is None or (board.shift, board.sort) != (shift.id, Sort.ROLL):
        return None
    return (board, shift) if leaders.may_lead(work, person.id, shift.crew) else None


def _all_there(work: Work, by: int, board: Board, shift: Shift) -> None:
    """Note everybody of whom nothing is noted yet: as they had announced, else as present."""
    persons = bookings.expected_at(work, shift)
    held = {each.person: each for each in attendances.at(work.connection, Kind.SHIFT, [shift.id], persons)}
    noted = []
    for person in persons:
        attendance = held.get(person)
        if attendance is None or attendance.state is State.EXPECTED:
            state = _as_announced(attendance, shift)
            noted += [(person, state)] if state is not State.EXPECTED else []
    _note(work, by, board, shift, noted)


def _as_announced(attendance: Attendance | None, shift: Shift) -> State:
    """Return what was announced; an absence said too late is left to whoever leads the crew."""
    match attendance.answer_to(shift.version) if attendance else None:
        case Answer.ABSENT:
            return State.EXCUSED if attendance and attendance.in_time else State.EXPECTED
        case Answer.LATE:
            return State.LATE
    return State.PRESENT


def _note(work: Work, by: int, board: Board, shift: Shift, noted: Iterable[tuple[int, State]]) -> None:
    """Write states, and keep what they were to undo it."""
    before = {}
    for person, state in noted:
        attendance = attendances.book(work.connection, person, Kind.SHIFT, shift.id, work.now)
        before[attendance.id] = attendance.state
        attendances.note(work.connection, attendance.id, move(attendance.state, state), by, work.now)
    if before:
        stored.remember(work.connection, board.id, before)


def _undo(work: Work, by: int, board: Board) -> None:
    for attendance, state in board.before.items():
        attendances.note(work.connection, attendance, state, by, work.now)
    stored.remember(work.connection, board.id, {})


# --- the paper sheet -----------------------------------------------------------------------------


def keep_sheet(work: Work, person: int, command: KeepSheet) -> None:
    """Keep a photo of the paper sheet with its shift, and have our own copy fetched."""
    shift = shifts.find(work.connection, command.shift)
    if shift is None or command.picture is None or not leaders.may_lead(work, person, shift.crew):
        work.say(person, msg("roll.no_paper"))
        return
    made = sheets.add(work.connection, shift.id, person, command.picture, work.now)
    if made is not None:
        payload = {"sheet": made, "file_id": command.picture.file_id}
        errands.add(work.connection, "sheet", f"sheet:{made}", payload, work.now)
    work.say(person, msg("roll.paper_thanks"))
    boards.refresh(work, shift.id, Sort.ROLL)


def fetched(work: Work, sheet: int, digest: str | None) -> None:
    """Keep what came of fetching a sheet; without a copy Telegram's own stays."""
    if digest is not None and sheets.find(work.connection, sheet) is not None:
        sheets.fetched(work.connection, sheet, digest)
