"""How long a town keeps what: its own times, within what the law bears, else the usual ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.domain.retention import RULES, Kept, key, usual
from bot.territories import SHIPPED, TerritoryError, load

BAHIA = Path(__file__).parent / "bahia.toml"
SETTABLE = [kept for kept, rule in RULES.items() if rule.most]


def written(folder: Path, text: str) -> str:
    """Return the path of a copy of Bahia's file with this at its end."""
    file = folder / "bahia.toml"
    file.write_text(BAHIA.read_text(encoding="utf-8") + text, encoding="utf-8")
    return str(file)


def test_a_file_that_says_nothing_has_the_usual_times() -> None:
    assert load(str(BAHIA)).retention == usual()


def test_what_ships_for_ales_says_every_time_it_may() -> None:
    text = (SHIPPED / "ales.toml").read_text(encoding="utf-8")
    assert [kept for kept in SETTABLE if f"\n{key(kept)} = " not in text] == []
    assert load("ales").retention == usual()


def test_a_town_may_choose_its_own_times(tmp_path: Path) -> None:
    chosen = load(written(tmp_path, "\n[retention]\nperson_months = 12\nphotos_days = 30\n")).retention
    assert chosen == usual() | {Kept.PERSON: 12, Kept.PHOTOS: 30}


@pytest.mark.parametrize("kept", SETTABLE)
def test_nothing_may_be_kept_for_ever_nor_not_at_all(kept: Kept, tmp_path: Path) -> None:
    for wrong in (0, RULES[kept].most + 1):
        with pytest.raises(TerritoryError, match=rf"retention\.{key(kept)}: .*from 1 to"):
            load(written(tmp_path, f"\n[retention]\n{key(kept)} = {wrong}\n"))


def test_what_telegram_hands_over_is_no_towns_choice(tmp_path: Path) -> None:
    with pytest.raises(TerritoryError, match="inbox_days: is not known here"):
        load(written(tmp_path, "\n[retention]\ninbox_days = 3\n"))
