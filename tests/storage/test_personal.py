"""Whoever adds a column must say how long it is kept, and what erasing somebody does to it."""

from __future__ import annotations

import pytest

from bot.domain.retention import Kept
from bot.storage.personal import REGISTER, Erased
from bot.storage.tables import metadata

HOW = (
    "\nIn bot/storage/personal.py, put each column of {} under the rule that says how long it is kept"
    "\n(domain.retention.Kept), or under `plain` if it tells nothing of anybody. A new table also says"
    "\n`whose` its rows are and what is `erased`: ROW, COLUMNS or NOTHING."
)


def listed(table: str) -> set[str]:
    held = REGISTER[table]
    return {name for names in (*held.rules.values(), held.plain) for name in names.split()}


def test_every_table_is_in_the_register() -> None:
    missing, gone = metadata.tables.keys() - REGISTER.keys(), REGISTER.keys() - metadata.tables.keys()
    assert not missing, HOW.format(f"the table {', '.join(sorted(missing))}")
    assert not gone, f"no longer a table, take it out of bot/storage/personal.py: {', '.join(sorted(gone))}"


@pytest.mark.parametrize("table", sorted(metadata.tables.keys() & REGISTER.keys()))
def test_every_column_has_a_rule_or_is_plain(table: str) -> None:
    columns = {column.name for column in metadata.tables[table].c}
    missing, gone = columns - listed(table), listed(table) - columns
    assert not missing, HOW.format(f"“{table}”: {', '.join(sorted(missing))}")
    assert not gone, f"no longer columns of “{table}”: take {', '.join(sorted(gone))} out of the register"


@pytest.mark.parametrize("table", sorted(metadata.tables.keys() & REGISTER.keys()))
def test_no_column_is_both_personal_and_plain(table: str) -> None:
    held = REGISTER[table]
    personal = {name for names in held.rules.values() for name in names.split()}
    assert personal.isdisjoint(held.plain.split())


@pytest.mark.parametrize("table", sorted(metadata.tables.keys() & REGISTER.keys()))
def test_a_column_that_leads_to_a_person_is_personal(table: str) -> None:
    leading = {
        column.name
        for column in metadata.tables[table].c
        if any(key.column.table.name == "people" for key in column.foreign_keys)
    }
    assert leading.isdisjoint(REGISTER[table].plain.split())


@pytest.mark.parametrize("table", sorted(metadata.tables.keys() & REGISTER.keys()))
def test_whose_its_rows_are_leads_to_a_person_or_a_request(table: str) -> None:
    held = REGISTER[table]
    if held.erased is Erased.NOTHING:
        assert held.whose == "", f"rows of “{table}” are nobody's, yet it says whose they are"
        return
    column = metadata.tables[table].c[held.whose]
    leads = {key.column.table.name for key in column.foreign_keys} or {table}
    assert leads <= {"people", "requests"}, f"“{table}”: whose = “{held.whose}” leads to {leads}"


def test_every_rule_is_used() -> None:
    assert {kept for held in REGISTER.values() for kept in held.rules} == set(Kept)
