"""Which role may do what."""

from __future__ import annotations

from itertools import product

import pytest

from bot.domain.errors import NotAllowed
from bot.domain.people import MAY, Act, Role, may, require

ALLOWED = {
    (Role.OFFICER, Act.SEE_QUEUE),
    (Role.OFFICER, Act.DECIDE),
    (Role.SUPERVISOR, Act.LEAD_CREW),
    (Role.ADMINISTRATOR, Act.BE_WARNED),
}


@pytest.mark.parametrize(("role", "act"), [*product(Role, Act)])
def test_each_role_may_do_what_is_its_own_and_nothing_else(role: Role, act: Act) -> None:
    assert may(frozenset({role}), act) == ((role, act) in ALLOWED)


def test_somebody_without_a_role_may_do_nothing_special() -> None:
    assert not any(may(frozenset(), act) for act in Act)


def test_what_is_not_allowed_is_refused_by_name() -> None:
    with pytest.raises(NotAllowed) as refused:
        require(frozenset({Role.SUPERVISOR}), Act.DECIDE)
    assert refused.value.act == "decide"


def test_every_act_says_who_may_do_it() -> None:
    assert set(MAY) == set(Act)
