"""/attestation: the hours of a month on paper, once an officer has approved them; never another's."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, Any

import pypdfium2  # type: ignore[import-untyped] # it has no types
import pytest

from bot.domain.attendance import State
from bot.domain.reminders import Kind
from bot.flows.outbound import OwnFile
from bot.flows.planning import FileSort
from bot.storage import attendances
from tests.applying import person, work
from tests.taking_part import member, shift

if TYPE_CHECKING:
    from tests.town import Phone, Town

MAY = 24 * 30  # hours after MORNING


@pytest.fixture(name="camille")
def _camille(town: Town) -> Phone:
    """Somebody present, late and absent in April: four hours and a half of them were spent there."""
    phone = member(town)
    for day, ends, state in (
        (8, time(12), State.PRESENT),
        (9, time(8, 30), State.LATE),
        (10, time(12), State.ABSENT),
        (13, time(12), State.EXCUSED),
    ):
        made = shift(town, date(2026, 4, day), ends=ends)
        held = attendances.book(town.connection, person(town, phone), Kind.SHIFT, made.id, town.now)
        attendances.note(town.connection, held.id, state, None, town.now)
    town.pass_time(hours=MAY)
    return phone


def wishes(town: Town, phone: Phone) -> int:
    """Let somebody wish for April's; return its number in the queue."""
    phone.types("/attestation")
    phone.press("04/2026")
    (row,) = [each for each in town.dump()["requests"] if "attestation" in each]
    return int(row[1:].split(",")[0])


def approves(town: Town, officer: Phone, number: int) -> None:
    del town
    officer.forge(f"c1:attestation:{number}:approve:1")


def papers(town: Town) -> list[bytes]:
    sent: list[Any] = [call.arguments["document"] for call in town.calls if call.method == "send_document"]
    return sent


def read(content: bytes) -> str:
    with pypdfium2.PdfDocument(content) as paper:
        page = paper[0].get_textpage()
        return str(page.get_text_range())


def test_the_hours_of_a_month_leave_as_a_paper_once_an_officer_approves(town: Town, camille: Phone) -> None:
    officer = town.officer()
    number = wishes(town, camille)
    assert "après vérification" in camille.last
    assert papers(town) == []

    approves(town, officer, number)
    assert camille.last == "attestation.pdf"
    (paper,) = papers(town)
    text = read(paper)
    for words in (
        "Attestation de présence",
        "Camille Exemple",
        "04/2026",
        "4h30",
        "Matinées\u00a0: 2",
        "Alès",
    ):
        assert words.replace("\u00a0", " ") in text.replace("\u00a0", " ")
    for secret in ("absence", "France Travail"):
        assert secret not in text
    assert any("approved" in each for each in town.dump()["events"])


def test_the_same_approval_gives_the_same_paper(town: Town, camille: Phone) -> None:
    officer = town.officer()
    number = wishes(town, camille)
    approves(town, officer, number)
    town.pass_time(hours=24)
    work(town).send(person(town, camille), OwnFile(FileSort.ATTESTATION, number))
    town.settle()
    first, again = papers(town)
    assert first == again


def test_asked_twice_it_waits_once_and_approved_twice_it_leaves_once(town: Town, camille: Phone) -> None:
    officer = town.officer()
    number = wishes(town, camille)
    assert wishes(town, camille) == number
    approves(town, officer, number)
    approves(town, officer, number)
    assert len(papers(town)) == 1


def test_without_an_hour_there_is_nothing_to_attest(town: Town) -> None:
    phone = member(town)
    phone.types("/attestation")
    assert phone.last == "Aucune heure n'est notée ces derniers mois."
    phone.forge("c1:month:202604:wish:0")
    assert "commande" in phone.last


def test_nobody_gets_another_s_paper_and_nobody_else_approves(town: Town, camille: Phone) -> None:
    officer, stranger = town.officer(), town.phone()
    stranger.types("/attestation")
    assert "pas d'attestation" in stranger.last
    stranger.forge("c1:month:202604:wish:0")
    number = wishes(town, camille)
    approves(town, camille, number)
    approves(town, stranger, number)
    assert papers(town) == []
    approves(town, officer, number)
    work(town).send(person(town, stranger), OwnFile(FileSort.ATTESTATION, number))
    town.settle()
    assert len(papers(town)) == 1
