"""A crew has somebody who leads it, and they hear at once what comes too late for the head-count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.attendance import Answer
from bot.domain.errors import NotAllowed
from bot.domain.people import Role
from bot.services import leaders, people, seats
from bot.storage import leaders as stored
from tests.applying import crew, person, work
from tests.crews import answers, member, shift, supervisor

if TYPE_CHECKING:
    from tests.town import Phone, Town


def newcomer(town: Town, role: Role) -> Phone:
    phone = town.phone()
    phone.types(f"/start {people.invite(town.connection, role, town.now)}")
    return phone


def test_the_officer_leads_every_crew_and_a_supervisor_only_their_own(town: Town) -> None:
    officer, leader = town.officer(), supervisor(town)
    first, second = (each.id for each in seats.crews(work(town))[:2])
    doing = work(town)
    assert leaders.may_lead(doing, person(town, officer), first)
    assert leaders.may_lead(doing, person(town, leader), first)
    assert not leaders.may_lead(doing, person(town, leader), second)
    assert not leaders.may_lead(doing, person(town, member(town)), first)


def test_whoever_is_no_supervisor_is_given_no_crew(town: Town) -> None:
    with pytest.raises(NotAllowed):
        leaders.assign_supervisor(work(town), crew(town).id, person(town, member(town)))


def test_a_supervisor_who_is_one_no_more_leads_nothing_and_the_officers_are_told(town: Town) -> None:
    officer, leader = town.officer(), supervisor(town)
    assert leaders.of(work(town), crew(town).id) == [person(town, leader)]
    assert leaders.led_by(work(town), person(town, leader)) == [crew(town).id]
    town.revoke(leader)
    assert leaders.of(work(town), crew(town).id) == [person(town, officer)]
    assert leaders.led_by(work(town), person(town, leader)) == []
    assert not leaders.may_lead(work(town), person(town, leader), crew(town).id)


def test_a_new_supervisor_gets_the_one_crew_that_nobody_leads(town: Town) -> None:
    phone = newcomer(town, Role.SUPERVISOR)
    every = [each.id for each in seats.crews(work(town))]
    leaders.joined(work(town), person(town, phone))
    assert leaders.led_by(work(town), person(town, phone)) == []  # among several the officer chooses
    other = newcomer(town, Role.SUPERVISOR)
    for each in every[1:]:
        stored.put(town.connection, each, person(town, other))
    leaders.joined(work(town), person(town, phone))
    assert leaders.led_by(work(town), person(town, phone)) == every[:1]


@pytest.mark.parametrize(
    ("said", "read"),
    [
        (Answer.ABSENT, "✖️ Camille E. ne peut pas venir\u00a0: mercredi 8 avril (08/04) à 8h00."),
        (Answer.LATE, "⏰ Camille E. arrive en retard\u00a0: mercredi 8 avril (08/04) à 8h00."),
        (Answer.COMING, "✅ Camille E. vient finalement\u00a0: mercredi 8 avril (08/04) à 8h00."),
    ],
)
def test_what_comes_too_late_for_the_head_count_is_told_at_once(town: Town, said: Answer, read: str) -> None:
    leader, participant = supervisor(town), member(town)
    shift(town)
    answers(town, participant, said)
    assert "Camille" not in leader.screen  # nearly a day before: the head-count tells it
    town.pass_time(hours=21, minutes=45)  # 7h15
    answers(town, participant, said)
    assert leader.last == read


def test_without_a_supervisor_the_officers_hear_it(town: Town) -> None:
    officer, participant = town.officer(), member(town)
    shift(town)
    town.pass_time(hours=22)
    answers(town, participant, Answer.ABSENT)
    assert "Camille E. ne peut pas venir" in officer.last
