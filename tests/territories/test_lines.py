"""The line on which each key of a TOML text stands."""

from __future__ import annotations

import tomllib

from bot.territories.lines import key_lines, line_of

TEXT = '''# a comment with [brackets] and = signs
top = "one"
"quoted key" = 1

[table] # said here
text = """
[not.a.table]
key = "not a key"
"""
list = [
  "[[nor]]", # ] nor this
  "that",
]
dotted.key = { inside = 1, other = "}" }

[[things]]
name = 'a'
[[things.parts]]
size = 1
[[things.parts]]
size = 2
[[things]]
name = "b"
[things.detail]
why = 1
'''


def test_the_text_is_good_toml() -> None:
    assert len(tomllib.loads(TEXT)["things"]) == 2


def test_every_key_has_its_line() -> None:
    lines = key_lines(TEXT)
    assert lines == {
        ("top",): 2,
        ("quoted key",): 3,
        ("table",): 5,
        ("table", "text"): 6,
        ("table", "list"): 10,
        ("table", "dotted", "key"): 14,
        ("things", 0): 16,
        ("things", 0, "name"): 17,
        ("things", 0, "parts", 0): 18,
        ("things", 0, "parts", 0, "size"): 19,
        ("things", 0, "parts", 1): 20,
        ("things", 0, "parts", 1, "size"): 21,
        ("things", 1): 22,
        ("things", 1, "name"): 23,
        ("things", 1, "detail"): 24,
        ("things", 1, "detail", "why"): 25,
    }


def test_a_key_that_is_not_written_stands_where_its_table_begins() -> None:
    lines = key_lines(TEXT)
    assert line_of(("things", 1, "detail", "colour"), lines) == 24
    assert line_of(("table", "dotted", "key", "inside"), lines) == 14
    assert line_of(("nowhere", 3), lines) == 1
