"""The digest: what it counts, on which mornings it comes, once; and how near a decision is from there."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update

from bot.domain.calendar import instant_of
from bot.flows.messages import msg
from bot.storage.tables import accounts, requests
from tests.applying import filed
from tests.town import with_undo

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.domain.territory import Territory
    from tests.town import Phone, Town

PARIS = ZoneInfo("Europe/Paris")
HEAD = "☀️ Bonjour."
TAPS = 3


@pytest.fixture(name="officer")
def _officer(town: Town) -> Phone:
    officer = town.officer()
    start(town)
    return officer


def start(town: Town) -> None:
    town.restart()
    town.handle("start", {})
    town.pass_time()


def local(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=PARIS).astimezone(UTC)


def until(town: Town, written: str) -> None:
    """Let time go by to a local moment, ringing every half hour."""
    while town.now < local(written):
        town.pass_time(seconds=min(1800.0, (local(written) - town.now).total_seconds()))


def outage(town: Town, written: str) -> None:
    """Let time go by to a local moment while nobody is there."""
    town.now = local(written)
    start(town)


def change(town: Town, number: int, **values: object) -> None:
    town.connection.execute(update(requests).where(requests.c.id == number).values(**values))


def person(town: Town, phone: Phone) -> int:
    query = select(accounts.c.person).where(accounts.c.telegram_id == phone.number)
    number: int = town.connection.execute(query).scalar_one()
    return number


def digests(phone: Phone) -> int:
    return sum(bubble.text.startswith(HEAD) for bubble in phone.bubbles)


def keep_late(town: Town) -> None:
    """Let something wait that every digest tells of."""
    town.phone().report()
    change(town, 1, answer_by=(town.now - timedelta(days=300)).date())


def with_digest(territory: Territory, hour: time | None) -> Territory:
    return replace(territory, office=replace(territory.office, digest=hour))


def test_it_counts_what_is_late_new_long_waiting_coming_back_and_taken(town: Town, officer: Phone) -> None:
    for _ in range(6):
        town.phone().report()
    change(town, 1, answer_by=town.now.date() - timedelta(days=1))
    change(town, 2, waiting_since=local("2026-03-29T23:59"))  # six working days before: Easter is none
    change(town, 3, waiting_since=local("2026-04-01T10:00"))
    change(town, 4, claimed_by=person(town, officer))
    change(town, 5, snoozed_until=local("2026-04-08T14:00"))
    change(town, 6, snoozed_until=local("2026-04-09T00:00"), danger=True)
    change(town, 3, danger=True)
    until(town, "2026-04-08T08:29")
    assert not digests(officer)
    until(town, "2026-04-08T08:31")

    head, *lines = officer.last.split("\n")
    assert head.startswith(HEAD)
    assert [line for line in lines if line] == [
        town.says(msg("digest.danger", count=1)),
        town.says(msg("digest.fresh", count=2)),
        town.says(msg("digest.long", days=5, count=1)),
        town.says(msg("digest.waking", count=1)),
    ]
    assert [label.split(" ", 1)[1] for label in officer.labels()] == [
        "En retard (1)",
        "En attente de réponse (4)",
        "À moi (1)",
        "En veille (2)",
    ]
    assert not town.calls[-1].arguments.get("disable_notification")


def test_each_officer_is_told_of_their_own_queue(town: Town, officer: Phone) -> None:
    colleague = town.officer("collègue")
    town.phone().report()
    change(town, 1, claimed_by=person(town, officer))
    until(town, "2026-04-08T08:31")

    assert (digests(officer), digests(colleague)) == (1, 0)


def test_nothing_is_said_when_nothing_waits(town: Town, officer: Phone) -> None:
    town.phone().report()
    until(town, "2026-04-08T08:31")
    assert digests(officer) == 1
    change(town, 1, waiting_since=None)
    until(town, "2026-04-09T12:00")
    assert digests(officer) == 1


def test_what_is_put_aside_alone_is_told_on_the_day_it_comes_back(town: Town, officer: Phone) -> None:
    town.phone().report()
    change(town, 1, snoozed_until=local("2026-04-09T14:00"))
    until(town, "2026-04-08T12:00")
    assert digests(officer) == 0
    until(town, "2026-04-09T08:31")
    assert town.says(msg("digest.waking", count=1)) in officer.last


def test_what_waits_is_told_even_when_it_is_neither_new_nor_old(town: Town, officer: Phone) -> None:
    town.phone().report()  # on Tuesday
    until(town, "2026-04-09T08:31")

    assert digests(officer) == 2
    assert officer.last == town.says(msg("digest.head"))
    assert officer.labels() == ["📥 En attente de réponse (1)"]


def test_it_comes_on_working_days_alone(town: Town, officer: Phone) -> None:
    town.now = local("2026-04-29T10:00")
    start(town)
    keep_late(town)
    came = []
    while town.now < local("2026-05-05T00:00"):
        before = digests(officer)
        town.pass_time(minutes=30)
        if digests(officer) > before:
            came.append(f"{town.now.astimezone(PARIS):%m-%d %H:%M}")

    assert came == ["04-30 08:30", "05-04 08:30"]  # Friday is the first of May


@pytest.mark.parametrize("friday", ["2026-03-27", "2026-10-23"])
def test_it_is_half_past_eight_on_both_sides_of_a_clock_change(town: Town, friday: str) -> None:
    town.now = local(f"{friday}T06:00")
    officer = town.officer()
    keep_late(town)
    start(town)
    monday = datetime.fromisoformat(friday).date() + timedelta(days=3)
    for day in (datetime.fromisoformat(friday).date(), monday):
        before = digests(officer)
        until(town, f"{day}T08:29:59")
        assert digests(officer) == before
        town.pass_time(seconds=1)
        assert digests(officer) == before + 1
    assert town.now == instant_of(PARIS, monday, time(8, 30))


def test_it_comes_once_a_day_whatever_restarts_and_even_when_its_hour_is_moved(
    town: Town, officer: Phone
) -> None:
    keep_late(town)
    until(town, "2026-04-08T08:31")
    for _ in range(3):
        start(town)
        town.pass_time(minutes=10)
    town.territory = with_digest(town.territory, time(10))
    start(town)
    until(town, "2026-04-08T23:00")
    assert digests(officer) == 1
    until(town, "2026-04-09T09:59")
    assert digests(officer) == 1
    until(town, "2026-04-09T10:01")
    assert digests(officer) == 2


def test_after_an_outage_it_comes_until_noon_and_is_dropped_later(town: Town, officer: Phone) -> None:
    keep_late(town)
    outage(town, "2026-04-08T11:59")
    assert digests(officer) == 1
    outage(town, "2026-04-09T12:01")
    assert digests(officer) == 1
    until(town, "2026-04-10T08:31")
    assert digests(officer) == 2
    outage(town, "2026-04-22T09:00")  # what was planned for the Monday in between is told by today's
    assert digests(officer) == 3
    until(town, "2026-04-22T23:00")
    assert digests(officer) == 3


def test_a_territory_may_have_none(town: Town) -> None:
    town.territory = with_digest(town.territory, None)
    officer = town.officer()
    start(town)
    keep_late(town)
    until(town, "2026-04-09T12:00")

    assert not digests(officer)


def test_switched_off_meanwhile_it_does_not_come_and_switched_on_it_does(town: Town, officer: Phone) -> None:
    shipped = town.territory
    keep_late(town)
    town.territory = with_digest(shipped, None)
    start(town)
    until(town, "2026-04-08T13:00")
    assert not digests(officer)
    town.territory = shipped
    start(town)
    until(town, "2026-04-09T08:31")
    assert digests(officer) == 1


def test_whoever_is_an_officer_no_more_gets_none(town: Town, officer: Phone) -> None:
    colleague = town.officer("collègue")
    keep_late(town)
    town.revoke(officer)
    until(town, "2026-04-08T08:31")

    assert (digests(officer), digests(colleague)) == (0, 1)


def asks(town: Town) -> None:
    phone = town.phone()
    phone.types("/start")
    phone.types("/question")
    phone.types("À quelle heure ouvre le jardin ?")


#: What waits, what is pressed from the digest on (and typed, in brackets), and the state it ends in.
WAYS: list[tuple[Callable[[Town], object], list[str], str]] = [
    (lambda town: town.phone().report(), ["Accepter"], "accepted"),
    (filed, ["Accepter", "Avril et mai 2026"], "enrolled"),
    (asks, ["Répondre", "(À 8 h.)", "Envoyer"], "done"),
]


@pytest.mark.parametrize(("arrives", "way", "state"), WAYS, ids=["report", "application", "question"])
def test_from_the_digest_to_a_decision_are_three_taps_at_most(
    arrives: Callable[[Town], object], way: list[str], state: str, town: Town
) -> None:
    town.territory = with_undo(town.territory, 30)
    officer = town.officer()
    start(town)
    arrives(town)
    until(town, "2026-04-08T08:31")
    taps = 0
    for step in ("En attente de réponse (1)", *way):
        if step.startswith("("):
            officer.types(step.strip("()"))
            continue
        assert step in " / ".join(officer.labels())  # on the newest message: nothing is searched for
        officer.press(step)
        taps += 1
    town.pass_time(seconds=30)

    assert town.connection.execute(select(requests.c.state)).scalar_one() == state
    assert taps <= TAPS
