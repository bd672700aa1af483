"""Shifts on the screens of whoever leads their crews: sent, drawn again when something changes, drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows import crew_board, roll_board
from bot.flows.crew_board import Sort
from bot.flows.outbound import BoardDrawing, Priority
from bot.services import crew_days, leaders
from bot.storage import boards, shifts

if TYPE_CHECKING:
    from bot.domain.programme import Shift
    from bot.flows.outbound import Prompt
    from bot.services.work import Work
    from bot.storage.boards import Board


def show(work: Work, person: int, shift: Shift, sort: Sort, priority: Priority = Priority.REPLY) -> None:
    """Send somebody a shift."""
    board = boards.add(work.connection, person, shift.id, sort, work.now)
    work.send(person, BoardDrawing(board), priority)


def offer(work: Work, shift: Shift, sort: Sort) -> None:
    """Send a shift to whoever leads its crew."""
    for leader in leaders.of(work, shift.crew):
        show(work, leader, shift, sort, Priority.CHANGE)


def refresh(work: Work, shift: int, only: Sort | None = None) -> None:
    """Draw the newest board of each sort, or of one, again on every screen that has one."""
    newest = {(each.person, each.sort): each for each in boards.of_shift(work.connection, shift)}
    for board in newest.values():
        if board.message_id is not None and only in (None, board.sort):
            draw(work, board)


def draw(work: Work, board: Board) -> None:
    """Draw a board again, without a sound."""
    work.send(board.person, BoardDrawing(board.id), Priority.CHANGE, silent=True)


def drawn(work: Work, board_id: int) -> tuple[Board, Prompt] | None:
    """Return a board and what it shows now; None for whoever leads that crew no more."""
    board = boards.find(work.connection, board_id)
    shift = shifts.find(work.connection, board.shift) if board else None
    if board is None or shift is None or not leaders.may_lead(work, board.person, shift.crew):
        return None
    day = crew_days.gather(work, shift)
    if board.sort == Sort.ROLL:
        return board, roll_board.roll(day, board.page, undoable=bool(board.before))
    return board, crew_board.headcount(day)
