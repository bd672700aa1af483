"""A programme's table is brought in whole or not at all, twice is once; every fault is told with its cell."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.programme import Sort
from bot.domain.programme_rows import COLUMNS, letter
from bot.services import appointments, programme_import, seats, shifts
from bot.services.programme_import import FaultyError, Outcome
from bot.storage import appointments as stored_appointments
from bot.storage import reminders
from bot.storage import shifts as stored
from tests.applying import crew, person, work
from tests.crews import NAMES, member

if TYPE_CHECKING:
    from bot.domain.programme import Appointment, Shift
    from tests.town import Town

HEAD = (1, COLUMNS)
MONDAY = "20/04/2026"


def row(number: int, **cells: str) -> tuple[int, list[str]]:
    """Return a row with these cells, by the column's name."""
    return number, [cells.get(name, "") for name in COLUMNS]


def shift(number: int = 2, **cells: str) -> tuple[int, list[str]]:
    return row(number, **{"Quoi": "Matinée", "Date": MONDAY, "Début": "8h", **cells})


def meeting(number: int = 2, **cells: str) -> tuple[int, list[str]]:
    usual = {"Quoi": "Rendez-vous collectif", "Date": MONDAY, "Début": "14h", "Minutes": "60"}
    return row(number, **{**usual, **cells})


def bring(town: Town, *rows: tuple[int, list[str]], dry_run: bool = False) -> Outcome:
    told: list[tuple[int, int]] = []
    doing = work(town)
    outcome = programme_import.bring(
        doing, [HEAD, *rows], lambda done, total: told.append((done, total)), dry_run=dry_run
    )
    assert told == [(done, len(rows)) for done in range(1, len(rows) + 1)]
    return outcome


def faults(town: Town, *rows: tuple[int, list[str]]) -> list[str]:
    """Return every fault of a table, as it is told."""
    with pytest.raises(FaultyError) as refused:
        programme_import.bring(work(town), [HEAD, *rows], lambda _, __: None, dry_run=False)
    return [str(each) for each in refused.value.outcome.faults]


def laid(town: Town) -> list[Shift]:
    return stored.of_crew(town.connection, crew(town).id, date.min, date.max)


def booked(town: Town) -> list[Appointment]:
    return stored_appointments.between(town.connection, town.now, town.now + timedelta(days=99))


def test_a_row_is_a_shift_with_what_is_usual_on_its_day_and_people_hear_of_it(town: Town) -> None:
    participant = person(town, member(town))
    assert bring(town, shift(Équipe="equipe 1")).shifts_added == 1
    [made] = laid(town)
    usual = town.territory.rules.week[0]
    assert (made.slot.starts, made.slot.ends) == (time(8), time(12))
    assert (made.slot.place, made.slot.task) == (usual.place, usual.task)
    assert {held.reminder.thing for held in reminders.of_person(town.connection, participant)} == {made.id}


def test_a_row_says_its_own_end_place_district_and_task(town: Town) -> None:
    bring(
        town,
        shift(2, Fin="11:30", Lieu="Devant la mairie", Quartier="cévennes", Tâche="Planter"),
        shift(3, Date="2026-04-21", Lieu="parc cauvel"),
    )
    first, second = laid(town)
    assert first.slot.ends == time(11, 30)
    assert (first.slot.place.name, first.slot.place.district) == ({"fr": "Devant la mairie"}, "cevennes")
    assert first.slot.task == {"fr": "Planter"}
    assert second.slot.place.point is not None  # one of the territory's own


def test_a_table_brought_twice_changes_nothing_the_second_time(town: Town) -> None:
    one, two = (member(town, name) for name in NAMES[:2])
    rows = (
        shift(2),
        shift(3, Date="21/04/2026", Lieu="Ici"),
        meeting(4),
        meeting(5, Quoi="Rendez-vous individuel", Avec="France Travail", Pour="E-0001"),
        meeting(6, Quoi="Rendez-vous individuel", Avec="France Travail", Pour="e-0002"),
    )
    outcome = bring(town, *rows)
    assert (outcome.shifts_added, outcome.appointments_added, outcome.unchanged) == (2, 3, 0)
    before = town.dump()
    again = bring(town, *rows)
    assert town.dump() == before
    assert (again.shifts_added, again.appointments_added, again.unchanged) == (0, 0, 5)
    assert {each.sort for each in booked(town)} == {Sort.COLLECTIVE, Sort.INDIVIDUAL}
    expected = [appointments.expected(work(town), each.id) for each in booked(town)]
    assert expected == [[person(town, one), person(town, two)], [person(town, one)], [person(town, two)]]


def test_a_row_that_says_something_else_changes_what_is_there(town: Town) -> None:
    member(town)
    two = person(town, member(town, NAMES[1]))
    bring(town, shift(), meeting(3, Pour="E-0001"))
    outcome = bring(town, shift(Fin="13h"), meeting(3, Minutes="90", Pour="E-0001, E-0002"))
    assert (outcome.shifts_changed, outcome.appointments_changed) == (1, 1)
    assert laid(town)[0].slot.ends == time(13)
    [made] = booked(town)
    assert made.minutes == 90
    assert two in appointments.expected(work(town), made.id)


def test_what_was_cancelled_stays_cancelled(town: Town) -> None:
    bring(town, shift())
    shifts.cancel_shift(work(town), laid(town)[0])
    assert bring(town, shift()).unchanged == 1
    assert laid(town)[0].cancelled


def test_rows_that_have_passed_since_are_as_they_were(town: Town) -> None:
    bring(town, shift())
    town.now += timedelta(days=30)
    assert bring(town, shift()).unchanged == 1


def test_an_appointment_lasts_to_its_end_where_no_minutes_are_given(town: Town) -> None:
    member(town)
    bring(town, meeting(Minutes="", Fin="15:30"))
    assert booked(town)[0].minutes == 90


def test_a_dry_run_tells_what_would_be_done(town: Town) -> None:
    with pytest.raises(FaultyError) as dry:
        bring(town, shift(), dry_run=True)
    assert (dry.value.outcome.shifts_added, dry.value.outcome.faults) == (1, [])


def test_empty_rows_and_an_empty_table_are_no_fault(town: Town) -> None:
    assert bring(town) == Outcome()
    assert (
        programme_import.bring(work(town), [HEAD, (2, []), (3, ["", " "])], lambda _, __: None, dry_run=False)
        == Outcome()
    )


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        (shift(Quoi="Atelier"), "A2: “Atelier” is neither shift nor appointment."),
        (shift(Équipe="Équipe 9"), "B2: “Équipe 9” is no single crew of that day. Write one of: Équipe 1."),
        (shift(Date="31/04/2026"), "C2: “31/04/2026” is no date. Write 14/04/2026."),
        (shift(Date="14/02/2026"), "C2: 14/02/2026 is in no phase."),
        (shift(Date="06/04/2026"), "C2: this has begun already."),
        (shift(Début="25h"), "D2: “25h” is no time of the day. Write 08:00."),
        (shift(Début="13h"), "D2: the usual end is 12:00. Write the end in the row."),
        (shift(Fin="7h"), "E2: 07:00 is not after 08:00."),
        (shift(Fin="midi"), "E2: “midi” is no time of the day. Write 08:00."),
        (shift(Lieu="w" * 201), "F2: the place has more than 200 letters. Shorten it."),
        (shift(Quartier="Nîmes"), "G2: “Nîmes” is not known. The territory's file has: Près Saint-Jean,"),
        (shift(Avec="France Travail"), "I2: a shift has none of these. Empty the cell."),
        (shift(Minutes="60"), "J2: a shift has none of these. Empty the cell."),
        (shift(Pour="E-0001"), "K2: a shift has none of these. Empty the cell."),
        (meeting(Quartier="Tamaris"), "G2: an appointment has none of these. Empty the cell."),
        (meeting(Tâche="Planter"), "H2: an appointment has none of these. Empty the cell."),
        (meeting(Avec="Pôle emploi"), "I2: “Pôle emploi” is not known. The territory's file has: France"),
        (meeting(Minutes=""), "J2: “” is no number of minutes from 1 to 480. Write 60."),
        (meeting(Minutes="9999"), "J2: “9999” is no number of minutes from 1 to 480. Write 60."),
        (meeting(Minutes="", Fin="13h"), "E2: 13:00 is not after 14:00. Write a later end."),
        (meeting(Pour="E-0099"), "K2: E-0099 is nobody in a crew."),
        (meeting(), "K2: nobody is in this crew yet. Write references: E-0012, E-0013."),
        (
            meeting(Quoi="Rendez-vous individuel"),
            "K2: an individual appointment is for one person. Write one reference: E-0012.",
        ),
        (meeting(Date="06/04/2026"), "C2: this has begun already."),
    ],
    ids=str,
)
def test_a_fault_is_told_with_its_cell_and_the_mend(
    town: Town, bad: tuple[int, list[str]], told: str
) -> None:
    if "nobody is in this crew" not in told:
        member(town)
    found = faults(town, bad)
    assert any(each.startswith(told) for each in found), found


def test_every_fault_of_a_table_is_told_at_once_in_the_order_of_the_rows(town: Town) -> None:
    found = faults(
        town,
        shift(2, Équipe="Équipe 9", Fin="7h"),
        shift(3),
        shift(4),
        meeting(5, Date="zut", Pour="E-0077"),
    )
    assert [each.partition(":")[0] for each in found] == ["B2", "E2", "C4", "C5", "K5"]
    assert found[2] == "C4: row 3 says the same. Delete one of them."


@pytest.mark.parametrize(
    ("titles", "told"),
    [
        (("Quoi", "Date"), "A1: the first row has no column Début."),
        (("Quoi", "Date", "Début", "Salaire"), "D1: “Salaire” is no column, or twice."),
        (("quoi", "DATE", "debut", "Date"), "D1: “Date” is no column, or twice."),
        ((), "A1: the first row has no column Quoi, Date, Début."),
    ],
)
def test_a_head_that_cannot_be_read_is_told(town: Town, titles: tuple[str, ...], told: str) -> None:
    with pytest.raises(FaultyError) as refused:
        programme_import.bring(work(town), [(1, titles), shift()], lambda _, __: None, dry_run=False)
    assert str(refused.value.outcome.faults[0]).startswith(told)


def test_columns_have_the_letters_of_a_spreadsheet() -> None:
    assert [letter(each) for each in (0, 1, 25, 26, 51, 52, 701, 702)] == [
        *("A", "B", "Z", "AA", "AZ", "BA", "ZZ", "AAA"),
    ]


def test_a_crew_is_named_where_a_phase_has_several(town: Town) -> None:
    assert len({each.phase.code for each in seats.crews(work(town))}) > 1
    assert bring(town, shift(Date="03/06/2026")).shifts_added == 1
