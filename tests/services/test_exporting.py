"""What leaves in an export of requests or of the log: exact, whole, safe to open, naming nobody unasked."""

from __future__ import annotations

import csv
import random
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook
from sqlalchemy import update

from bot.domain.figures import Period
from bot.flows import figure_words
from bot.papers import tables
from bot.services import exporting
from bot.services.wanted import TableForm, Wanted, What, unpacked
from bot.storage import contacts, exported_requests
from bot.storage.tables import reports as report_rows
from bot.storage.tables import requests
from tests import applying, histories

if TYPE_CHECKING:
    from pathlib import Path

    from bot.flows.messages import Message
    from bot.services.wanted import Cell
    from tests.town import Town

PARIS = ZoneInfo("Europe/Paris")
FORMULAS = ["=1+1", "+33 6", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "=cmd|' /C calc'!A0"]  # noqa: RUF001 - signs that people can type


def taken(
    town: Town, what: What = What.REQUESTS, period: Period | None = None, **switches: bool
) -> list[Any]:
    """Return the head and every row."""
    wanted = Wanted(what, TableForm.CSV, period or Period(), **switches)
    rows = exporting.rows_of(town.words, town.territory, wanted, town.now)
    rows.count(town.connection)
    made: list[list[Cell]] = [rows.head()]
    while rows.fetch(town.connection):
        made += rows.rows()
    assert rows.lines == len(made) - 1
    return made


def _dice(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - no secret


def named(town: Town) -> dict[str, Cell]:
    """Return the first row by the names of its columns."""
    head, row, *_ = taken(town)
    return dict(zip(head, row, strict=True))


def test_a_request_leaves_as_the_officer_reads_it(town: Town) -> None:
    officer, resident = town.officer(), town.phone()
    resident.report("Sacs")
    town.pass_time(days=1)
    officer.press("Nettoyé")
    officer.press("Pas de photo")
    town.pass_time(minutes=2)
    resident.press("Non")
    resident.photo("p9")
    assert named(town) == {
        "Numéro": "D-0001",
        "Sujet": "Dépôt de déchets",
        "État": town.says(_state(town)),
        "Reçue le": date(2026, 4, 7),
        "Première réponse le": date(2026, 4, 8),
        "Décidée le": date(2026, 4, 8),
        "Réponse promise le": _promised(town),
        "En retard": "non",
        "Quartier": None,  # a point is in none
        "Danger": "non",
        "Réouvertures": 1,
        "Délai en jours ouvrés": 1,
    }


def _state(town: Town) -> Message:
    state = town.connection.execute(requests.select()).one().state
    return figure_words.states()["report", state]


def _promised(town: Town) -> date:
    promised: date = town.connection.execute(requests.select()).one().answer_by
    return promised


def test_what_waits_past_its_date_is_late_and_what_was_answered_in_time_is_not(town: Town) -> None:
    officer = town.officer()
    town.phone().report()
    assert named(town)["En retard"] == "non"
    town.pass_time(days=40)
    assert named(town)["En retard"] == "oui"
    assert named(town)["Décidée le"] is None
    officer.press("Accepter")
    assert named(town)["En retard"] == "oui"
    town.connection.execute(update(requests).values(answer_by=town.now.date()))
    assert named(town)["En retard"] == "non"


def test_words_and_names_leave_only_when_each_is_asked_for(town: Town) -> None:
    town.phone().report()
    applying.filed(town, name="Lou Modèle", number="06 39 98 00 01")
    town.connection.execute(update(report_rows).values(note="demandez à la gardienne", landmark="entrée B"))
    bare, words, names = taken(town), taken(town, texts=True), taken(town, people=True)
    assert "gardienne" not in str(bare)
    assert "Lou" not in str(bare)
    assert "gardienne" in str(words)
    assert "entrée B" in str(words)
    assert "Lou" not in str(words)
    assert "gardienne" not in str(names)
    assert "Lou Modèle" in str(names)
    assert "06 39 98 00 01" in str(names)
    assert [len(row) for row in taken(town, texts=True, people=True)] == [15] * 3


def test_what_somebody_muted_files_is_in_no_export(town: Town) -> None:
    town.phone().report()
    town.connection.execute(update(requests).values(muted=True))
    assert len(taken(town)) == 1


def test_a_day_of_the_period_is_the_towns_own(town: Town) -> None:
    histories.lay_person(town.connection)
    midnight = datetime(2026, 4, 8, tzinfo=PARIS)
    dice = _dice(1)
    moments = [
        midnight - timedelta(seconds=1),
        midnight,
        midnight + timedelta(days=1),
        midnight + timedelta(days=2),
    ]
    stories = [histories.tell(dice, number, at) for number, at in enumerate(moments, 1)]
    for story in stories:
        story.muted = False
    histories.lay(town.connection, stories)

    def days(period: Period) -> list[Any]:
        return [row[3].day for row in taken(town, period=period)[1:]]

    assert days(Period(date(2026, 4, 8), date(2026, 4, 9))) == [8, 9]
    assert days(Period(date(2026, 4, 9))) == [9, 10]
    assert days(Period(None, date(2026, 4, 7))) == [7]


@pytest.mark.parametrize("seed", range(5))
def test_every_request_says_what_a_slow_reader_finds_in_its_history(town: Town, seed: int) -> None:
    dice = _dice(seed)
    histories.lay_person(town.connection)
    stories = [histories.tell(dice, number) for number in range(1, 80)]
    shared = [histories.tell(dice, number, histories.BEGAN) for number in range(80, 90)]  # the same instant
    histories.lay(town.connection, [*stories, *shared])
    wanted = sorted(
        (each for each in [*stories, *shared] if not each.muted), key=lambda s: (s.created_at, s.id)
    )
    mark: exported_requests.Mark = (histories.BEGAN, 0)
    found = exported_requests.page(town.connection, mark, datetime(9000, 1, 1, tzinfo=UTC))
    assert [(each.id, each.answered_at, each.decided_at, each.reopened, each.district) for each in found] == [
        (s.id, s.answered_at(), s.decided_at(), s.reopened(), s.district) for s in wanted
    ]


def test_pages_join_to_every_request_once(town: Town) -> None:
    dice = _dice(3)
    histories.lay_person(town.connection)
    stories = [histories.tell(dice, number) for number in range(1, 2 * exported_requests.PAGE + 50)]
    histories.lay(town.connection, stories)
    references = [row[0] for row in taken(town)[1:]]
    assert len(references) == len(set(references)) == sum(not each.muted for each in stories)
    log = taken(town, What.LOG)
    assert len(log) - 1 == sum(1 + 2 * len(each.moves) for each in stories)


def test_the_log_says_who_by_number_and_role_and_by_name_only_when_asked(town: Town) -> None:
    officer, resident = town.officer(), town.phone()
    contacts.keep(
        town.connection, contacts.Contact(person=applying.person(town, officer), first_name="Camille")
    )
    resident.report()
    officer.press("Accepter")
    head, *rows = taken(town, What.LOG)
    assert head == ["Ligne", "Quand", "Numéro", "Événement", "De", "À", "Rôle", "Numéro de la personne"]
    who = {row[3]: (row[6], row[7]) for row in rows}
    assert who["filed"] == ("resident", applying.person(town, resident))
    assert who["moved"] == ("officer", applying.person(town, officer))
    assert rows[0][1] == "2026-04-07 09:30"
    assert "Camille" not in str(rows)
    assert "Camille" in str(taken(town, What.LOG, people=True))


def test_that_something_was_taken_out_stands_in_the_log(town: Town) -> None:
    officer = town.officer()
    wanted = Wanted(What.REQUESTS, TableForm.XLSX, Period(date(2026, 4, 1)), texts=True)
    exporting.note(town.connection, wanted, applying.person(town, officer), 12, town.now)
    exporting.note(town.connection, wanted, None, 12, town.now)
    rows = taken(town, What.LOG)[1:]
    assert [(row[3], row[4], row[6]) for row in rows] == [
        ("exported requests xlsx +texts", "2026-04-01", "officer"),
        ("exported requests xlsx +texts", "2026-04-01", "bot"),
    ]


def test_a_wish_survives_its_way_through_the_database() -> None:
    wanted = Wanted(What.LOG, TableForm.CSV, Period(date(2026, 4, 1), date(2026, 4, 30)), people=True)
    assert unpacked(wanted.packed()) == wanted


@pytest.mark.parametrize(
    "text", [*FORMULAS, "\x00\x0b\ufffe\ud800", "a" * 40_000, '« é ; " » \n ligne', "مرحبا"]
)
def test_no_text_is_run_as_a_formula_nor_damages_the_file(tmp_path: Path, text: str) -> None:
    row = ["D-0001", date(2026, 4, 7), 3, None, text]
    for form in TableForm:
        with tables.opened(form, tmp_path / f"t.{form}") as sheet:
            sheet.write([["a", "b", "c", "d", "e"], row])
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as file:
        _, cells = csv.reader(file, delimiter=";")
    assert cells[:4] == ["D-0001", "2026-04-07", "3", ""]
    assert not cells[4].lstrip().startswith(("=", "+", "-", "@", "＝"))  # noqa: RUF001 - the same
    book = load_workbook(tmp_path / "t.xlsx")
    cell = book.worksheets[0].cell(2, 5)
    assert cell.data_type != "f"
    if text in FORMULAS:
        assert cell.data_type == "s"
        assert cell.quotePrefix
        assert str(cell.value).strip() == text.strip()
    book.close()


def test_a_file_that_breaks_off_is_not_there(tmp_path: Path) -> None:
    for form in TableForm:
        with pytest.raises(ZeroDivisionError), tables.opened(form, tmp_path / f"t.{form}") as sheet:
            sheet.write([[1 // 0]])
    assert list(tmp_path.iterdir()) == []
