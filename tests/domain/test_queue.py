"""Walking a view: whatever changes underneath, each request that still belongs is shown exactly once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.queue import backward, onward, passed

NUMBERS = st.integers(1, 12)
CHANGES = st.lists(st.tuples(st.sampled_from(["comes", "goes"]), NUMBERS), max_size=4)


@given(st.lists(NUMBERS, min_size=1, unique=True), st.lists(CHANGES, max_size=15))
def test_going_on_shows_what_belongs_once_and_what_arrives_after_the_end(
    view: list[int], changes: list[list[tuple[str, int]]]
) -> None:
    walk, at, shown, held = tuple(view), view[0], [view[0]], list(view)
    for batch in [*changes, *([] for _ in range(13))]:
        for change, number in batch:
            if change == "comes" and number not in held:
                held.append(number)
            elif change == "goes" and number in held:
                held.remove(number)
        step = onward(walk, at, set(held), held)
        if step.to is None:
            assert set(held) <= set(shown)
            continue
        assert step.to in held
        walk, at = step.walk, step.to
        shown.append(step.to)

    assert len(shown) == len(set(shown))
    assert set(held) <= set(shown)
    begun = [number for number in shown if number in view]
    kept = [number for number in begun if all(("goes", number) not in batch for batch in changes)]
    assert kept == [number for number in view if number in kept]


@given(st.lists(NUMBERS, min_size=1, unique=True), st.data())
def test_going_back_shows_again_what_was_shown_before(view: list[int], data: st.DataObject) -> None:
    at = data.draw(st.sampled_from(view))
    before = view[: view.index(at)]

    assert backward(view, at) == (before[-1] if before else None)
    assert passed(view, at) == (*before, at)
