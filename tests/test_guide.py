"""The officer's guide names only commands and labels that there are, and pictures that there are."""

from __future__ import annotations

import re
from pathlib import Path

from babel.messages.pofile import read_po

from bot.domain.text import fold
from bot.flows import menu

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "guide-officier.md"
TEXT = GUIDE.read_text(encoding="utf-8")
PICTURES = ROOT / "docs" / "pictures" / "guide"
COUNTED = re.compile(r"\s*\(\{\w+\}\)")
QUOTED = re.compile(r"«\s*(.+?)\s*»")  # nothing else is quoted in the guide
LONGEST_SENTENCE = 18  # words; the bot's own are shorter


def labels() -> set[str]:
    """Return every text of the French catalogue, without signs and without a count in brackets."""
    with (ROOT / "locales" / "fr" / "LC_MESSAGES" / "messages.po").open("rb") as source:
        entries = list(read_po(source, locale="fr"))
    said = [[each.string] if isinstance(each.string, str) else list(each.string or ()) for each in entries]
    texts = [text for forms in said for text in forms]
    return {fold(COUNTED.sub("", text)) for text in texts if text}


def test_every_label_of_the_guide_is_one_of_the_catalogue() -> None:
    named = QUOTED.findall(TEXT)
    assert len(named) > 30
    known = labels()
    assert [label for label in named if fold(label) not in known] == []


def test_every_command_of_the_guide_is_one_of_the_menus() -> None:
    known = {*menu.COMMANDS, *menu.STAFF_COMMANDS, *menu.TEAM_COMMANDS, *menu.SUPERVISOR_COMMANDS}
    named = re.findall(r"`/(\w+)`", TEXT)
    assert len(named) > 5
    assert set(named) <= known


def test_every_picture_of_the_guide_is_there_and_every_one_there_is_used() -> None:
    named = re.findall(r"!\[[^\]]+\]\(pictures/guide/([\w-]+\.png)\)", TEXT)
    assert sorted(named) == sorted(path.name for path in PICTURES.glob("*.png"))


def test_every_page_is_in_the_list_at_the_top() -> None:
    pages = re.findall(r"^## (.+)$", TEXT, re.MULTILINE)
    listed = re.findall(r"^\d+\. \[(.+)\]\(#(.+)\)$", TEXT, re.MULTILINE)
    assert [title for title, _ in listed] == pages
    for title, anchor in listed:
        assert anchor == re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")


def test_sentences_are_short() -> None:
    plain = re.sub(r"!?\[[^\]]*\]\([^)]*\)|[*`#>-]", " ", TEXT)
    sentences = re.split(r"(?<=[.?!…])\s|\n", plain)
    assert [each for each in sentences if len(each.split()) > LONGEST_SENTENCE] == []
