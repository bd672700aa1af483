"""Officers count a period and take rows out in the chat; the edge makes the file, and nobody else gets it."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from datetime import date, timedelta
from statistics import median as slow_median
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from bot.domain.figures import Period, Span, WorkingDays, median, period
from bot.flows import figures
from bot.flows.figures import Choice, choice_of
from bot.flows.messages import msg
from bot.i18n import NO_BREAK
from bot.jobs.exporting import ExportErrand, FiguresErrand
from bot.papers import chart
from bot.services.statistics import Statistics
from bot.storage import errands, exported_log, inputs
from bot.storage.files import made_file
from bot.territories import load
from tests import histories
from tests.applying import person

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bot.domain.calendar import Office
    from tests.town import Town

ALES = load("ales")


class Clock:
    """The town's time."""

    def __init__(self, town: Town) -> None:
        self._town = town

    def now(self) -> Any:  # noqa: ANN401 - a datetime
        return self._town.now


class Here:
    """The town's connection in the place of a database with a thread of its own."""

    def __init__(self, town: Town) -> None:
        self._town = town

    async def run(self, function: Callable[..., Any], *args: Any) -> Any:  # noqa: ANN401 - as the real one
        return function(self._town.connection, *args)


def make(town: Town, error: str | None = None) -> None:
    """Let the edge do what waits, and the town take it."""
    doers: dict[str, type[ExportErrand | FiguresErrand]] = {"export": ExportErrand, "figures": FiguresErrand}
    for errand in errands.due(town.connection, town.now, 10):
        if errand.kind in doers:
            doer = doers[errand.kind](Here(town), Clock(town), "ales", town.photos)  # type: ignore[arg-type] # a stand-in
            result = asyncio.run(doer.run(errand.payload)) if error is None else None
            errands.end(town.connection, errand, result, error, town.now)
    town.settle()


def sent(town: Town, method: str) -> list[dict[str, Any]]:
    return [dict(call.arguments) for call in town.calls if call.method == method]


def lying(town: Town) -> list[Path]:
    return list(made_file(town.photos, "x").parent.glob("*"))


def test_the_figures_come_as_a_picture_and_as_words(town: Town) -> None:
    officer, resident = town.officer(), town.phone()
    resident.report()
    resident.report("Sacs")
    officer.press("Accepter")
    officer.types("/chiffres")
    officer.press("Ce mois")
    assert "Je prépare" in officer.last
    make(town)
    seen = officer.last.replace(NO_BREAK, " ")
    assert "Reçues : 2" in seen
    assert "Décidées : 1 sur 2 (50 %)" in seen
    assert "Dépôt de déchets : 1 sur 2 (50 %), 0 j. ouvrés" in seen
    picture = sent(town, "send_photo")[-1]["photo"]
    assert picture.startswith(b"\x89PNG")
    assert lying(town) == []


def test_of_nothing_there_are_words_and_no_picture(town: Town) -> None:
    officer = town.officer()
    officer.types("/chiffres")
    officer.press("Le mois dernier")
    make(town)
    assert town.says(msg("figures.none")) in officer.last
    assert sent(town, "send_photo") == []


@pytest.mark.parametrize(("button", "ending"), [("Excel", ".xlsx"), ("CSV", ".csv")])
def test_an_export_comes_as_a_file_without_words_or_names(town: Town, button: str, ending: str) -> None:
    officer = town.officer()
    town.phone().report()
    officer.types("/exporter")
    officer.press("Cette saison")
    assert "Sans nom ni téléphone." in officer.last
    officer.press(button)
    make(town)
    assert sent(town, "send_document")[-1]["filename"] == f"demandes{ending}"
    assert lying(town) == []
    [kept] = exported_log.taken(town.connection, histories.BEGAN, town.now + timedelta(days=1))
    assert (kept.person, kept.with_texts, kept.with_people, kept.lines) == (
        person(town, officer),
        False,
        False,
        1,
    )
    assert kept.since == date(2026, 4, 1)


def test_words_and_names_are_added_one_by_one_each_after_a_question(town: Town) -> None:
    officer = town.officer()
    town.phone().report()
    officer.types("/exporter")
    officer.press("Depuis le début")
    officer.press("Ajouter les textes")
    assert "nommer quelqu'un" in officer.last
    officer.press("Retour")
    assert "Sans les textes" in officer.last
    officer.press("Ajouter noms")
    officer.press("Oui, ajouter")
    assert "Avec les noms" in officer.last
    assert "Sans les textes" in officer.last
    officer.press("CSV")
    make(town)
    content = sent(town, "send_document")[-1]["document"].decode("utf-8-sig")
    assert content.splitlines()[0].endswith("Nom;Téléphone")
    officer.types("/exporter")
    officer.press("Depuis le début")
    officer.press("Plutôt le journal")
    officer.press("CSV")
    make(town)
    assert "exported requests csv +people" in sent(town, "send_document")[-1]["document"].decode()


def test_whoever_is_no_officer_any_more_gets_no_file(town: Town) -> None:
    officer, stranger = town.officer(), town.phone()
    town.phone().report()
    officer.types("/exporter")
    officer.press("Ce mois")
    data = officer.data("CSV")
    stranger.types("bonjour")
    officer.press("CSV")
    town.revoke(officer)
    make(town)
    assert sent(town, "send_document") == []
    before = town.dump()
    for phone in (officer, stranger):
        phone.forge(data)
        phone.types("/exporter")
        phone.types("/chiffres")
        assert phone.last == town.says(msg("unknown.command"))
    assert town.dump() == before


@pytest.mark.parametrize("data", ["c1:export:32:csv:0", "c1:export:1:csv:1", "c1:figures:4:count:0"])
def test_a_button_that_nobody_was_shown_does_nothing(town: Town, data: str) -> None:
    officer = town.officer()
    officer.forge(data)
    assert officer.last == town.says(msg("unknown.command"))
    assert errands.due(town.connection, town.now, 10) == []


def test_what_the_edge_could_not_make_is_said(town: Town) -> None:
    officer = town.officer()
    for error, word in (("too_big", msg("export.too_big")), ("gone", msg("export.failed"))):
        officer.types("/exporter")
        officer.press("Ce mois")
        officer.press("CSV")
        make(town, error)
        assert officer.last == town.says(word)
    assert inputs.pending(town.connection, 1) == []


@pytest.mark.parametrize("seed", range(5))
def test_what_is_counted_is_what_a_slow_reader_counts(town: Town, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - no secret
    histories.lay_person(town.connection)
    stories = [histories.tell(dice, number) for number in range(1, 300)]
    histories.lay(town.connection, stories)
    first, last = date(2026, 3, 20), date(2026, 5, 20)
    days = Period(first, last)
    tally = Statistics(town.territory, days)
    while tally.fetch(town.connection):
        tally.count()
    found = tally.packed()
    wanted = [each for each in stories if not each.muted and first <= _local(each.created_at) <= last]
    assert found["total"] == _slowly(wanted)
    parts: dict[str, Callable[[histories.Told], str]] = {
        "kinds": lambda story: story.kind.value,
        "districts": lambda story: story.district or "",
    }
    for name, part in parts.items():
        groups = {part(each) for each in wanted}
        assert found[name] == {group: _slowly([s for s in wanted if part(s) == group]) for group in groups}


def _local(at: Any) -> date:  # noqa: ANN401 - a datetime
    local: date = at.astimezone(ZoneInfo("Europe/Paris")).date()
    return local


def _slowly(stories: list[histories.Told]) -> list[Any]:
    delays = []
    for each in stories:
        decided = each.decided_at()
        if decided is not None:
            delays.append(sum(map(ALES.office.works_on, _days(_local(each.created_at), _local(decided)))))
    reopened = sum(each.reopened() > 0 for each in stories)
    return [len(stories), len(delays), reopened, slow_median(delays) if delays else None]


def _days(start: date, end: date) -> Iterator[date]:
    while start < end:
        start += timedelta(days=1)
        yield start


@pytest.mark.parametrize("seed", range(20))
def test_a_median_of_counted_values_is_that_of_all_of_them(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - no secret
    values = [dice.randrange(6) for _ in range(dice.randrange(1, 30))]
    assert median(Counter(values)) == slow_median(values)
    assert median(Counter()) is None


def test_working_days_are_counted_across_years_and_holidays() -> None:
    office: Office = ALES.office
    counted = WorkingDays(office)
    start = date(2026, 12, 20)
    for length in (0, 1, 5, 12, 20, 400, 900):
        end = start + timedelta(days=length)
        assert counted.between(start, end) == sum(map(office.works_on, _days(start, end)))
    assert counted.between(start, start - timedelta(days=9)) == 0


def test_periods_are_those_of_the_calendar_and_of_the_season() -> None:
    today = date(2026, 5, 4)
    assert period(Span.MONTH, today, ALES.season) == Period(date(2026, 5, 1), today)
    assert period(Span.LAST_MONTH, today, ALES.season) == Period(date(2026, 4, 1), date(2026, 4, 30))
    assert period(Span.SEASON, today, ALES.season) == Period(date(2026, 4, 1), today)
    winter = period(Span.SEASON, date(2027, 1, 9), ALES.season)
    assert winter == Period(date(2026, 4, 1), date(2026, 11, 30))
    assert period(Span.ALL, today, ALES.season) == Period()


def test_every_choice_survives_its_way_through_a_button() -> None:
    for number in range(32):
        choice = choice_of(number)
        assert choice is not None
        assert choice.number == number
    assert choice_of(-1) is None
    assert Choice(Span.ALL, texts=True) == choice_of(Choice(Span.ALL, texts=True).number)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_picture_is_drawn_in_either_direction(town: Town, tmp_path: Path, language: str) -> None:
    counted = {
        "total": [19, 10, 1, 2.5],
        "kinds": {"report": [19, 10, 1, 2.5]},
        "districts": {"": [19, 10, 1, 2.5]},
    }
    errand = FiguresErrand(Here(town), Clock(town), "ales", tmp_path)  # type: ignore[arg-type] # a stand-in
    made = errand._chart(Span.MONTH, counted, language)
    (tmp_path / "c.png").write_bytes(chart.draw(made))
    with Image.open(tmp_path / "c.png") as picture:
        assert picture.width == chart.WIDTH
        row = picture.convert("RGB").height - chart.MARGIN - 46 + 10
        left, right = (
            picture.convert("RGB").getpixel((x, row)) for x in (chart.MARGIN + 5, chart.WIDTH - 53)
        )
    assert (left == chart.GREEN) is not made.right_to_left
    assert (right == chart.GREEN) is made.right_to_left
    assert figures.share(0, 0).values["percent"] == 0
