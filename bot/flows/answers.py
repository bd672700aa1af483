"""The answers of a dialogue as plain values: which came last, going back, asking one again; no question here.

Names that begin with `_` are no answers, but kept for going back or to be offered; those that begin with
`at_` opened the dialogue.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

Answers = Mapping[str, Any]
"""Plain values by question name."""

_WAS, _WANTED = "_was", "_wanted"


def tidy(answers: Answers) -> dict[str, Any]:
    """Return the answers without what another release kept for going back and this one cannot read."""
    kept = dict(answers)
    was, asked = kept.get(_WAS), kept.get(_WANTED)
    if not (isinstance(was, dict) and isinstance(was.get("name"), str) and "answer" in was):
        kept.pop(_WAS, None)
    if not (isinstance(asked, list) and all(isinstance(each, str) for each in asked)):
        kept.pop(_WANTED, None)
    return kept


def wanted(name: str) -> Callable[[Answers, object], bool]:
    """Return the condition of a question that is asked only when the person chooses to answer it."""
    return lambda answers, _: name in answers.get(_WANTED, ()) or name in answers


def ask_again(answers: Answers, name: str) -> dict[str, Any]:
    """Drop one answer, which `step_back` then restores."""
    kept = {key: answer for key, answer in answers.items() if key != name}
    kept[_WAS] = {"name": name, "answer": answers.get(name)}
    kept[_WANTED] = sorted({*answers.get(_WANTED, ()), name})
    return kept


def settle(answers: Answers, name: str) -> dict[str, Any]:
    """Drop what was kept for going back while `name` was asked again."""
    was = answers.get(_WAS)
    kept = dict(answers)
    if was and was["name"] == name:
        del kept[_WAS]
        kept[_WANTED] = [each for each in kept.get(_WANTED, ()) if each != name]
    return kept


def is_behind(answers: Answers, asked: str, earlier: Collection[str]) -> bool:
    """Tell whether there is anything to go back to from the question asked."""
    return _restores(answers, asked) or _last(answers, earlier) is not None


def step_back(answers: Answers, asked: str, earlier: Collection[str]) -> dict[str, Any]:
    """Restore the answer that was being changed, or drop the last one given to an earlier question."""
    if _restores(answers, asked):
        kept = settle(answers, asked)
        was = answers[_WAS]["answer"]
        return kept if was is None else {**kept, asked: was}
    last = _last(answers, earlier)
    return {key: answer for key, answer in answers.items() if key not in (last, _WAS)}


def _restores(answers: Answers, asked: str) -> bool:
    return _WAS in answers and bool(answers[_WAS]["name"] == asked)


def _last(answers: Answers, earlier: Collection[str]) -> str | None:
    return next((name for name in reversed([*answers]) if name in earlier), None)
