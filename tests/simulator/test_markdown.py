"""Markdown of both kinds: what it marks, what it refuses in which words, and that escaped text is safe."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.simulator.errors import BadRequest
from bot.simulator.text.formatted import Draft, Formatted, message_text, typed_text
from bot.simulator.text.html import parse_html
from bot.simulator.text.markdown import parse_markdown
from bot.simulator.text.markdown_v2 import parse_markdown_v2
from bot.simulator.text.spans import Span

RESERVED = re.compile(r"([\\_*\[\]()~`>#+\-=|{}.!])")
ANY = st.text(st.characters(codec="utf-8", exclude_characters="\0"))


def v2(text: str) -> Formatted:
    return message_text(Draft(text, "MarkdownV2"), lambda _id: None)


@pytest.mark.parametrize(
    ("source", "text", "marked"),
    [
        ("*gras*", "gras", [("bold", "gras")]),
        ("_penché_", "penché", [("italic", "penché")]),
        ("__sous__", "sous", [("underline", "sous")]),
        ("~barré~", "barré", [("strikethrough", "barré")]),
        ("||caché||", "caché", [("spoiler", "caché")]),
        ("`x_y`", "x_y", [("code", "x_y")]),
        ("```py\nx = 1```", "x = 1", [("pre", "x = 1")]),
        ("```\nx```", "x", [("pre", "x")]),
        ("[ici](https://example.org)", "ici", [("text_link", "ici")]),
        ("*a _b_ c*", "a b c", [("bold", "a b c"), ("italic", "b")]),
        ("_a__b__c_", "abc", [("italic", "abc"), ("underline", "b")]),
        (">un\n>deux\ntrois", "un\ndeux\ntrois", [("blockquote", "un\ndeux\n")]),
        (">un\n>deux||", "un\ndeux", [("expandable_blockquote", "un\ndeux")]),
        ("![22:45](tg://time?unix=1647531900)", "22:45", [("date_time", "22:45")]),
        ("![x](tg://emoji?id=5368324170671202286)", "x", []),
        (r"\*pas gras\*", "*pas gras*", []),
        ("[rien](pas une adresse)", "rien", []),
    ],
)
def test_markdown_v2_marks(source: str, text: str, marked: list[tuple[str, str]]) -> None:
    plain, spans = parse_markdown_v2(source)
    found = sorted(((s.kind, plain[s.start : s.end]) for s in spans), key=lambda each: -len(each[1]))
    assert (plain, found) == (text, marked)


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("Bonjour.", r"Character '.' is reserved and must be escaped with the preceding '\'"),
        ("a-b", r"Character '-' is reserved and must be escaped with the preceding '\'"),
        ("a|b", r"Character '|' is reserved and must be escaped with the preceding '\'"),
        ("a > b", r"Character '>' is reserved and must be escaped with the preceding '\'"),
        ("wow!", r"Character '!' is reserved and must be escaped with the preceding '\'"),
        ("*gras", "Can't find end of Bold entity at byte offset 0"),
        ("é *gras", "Can't find end of Bold entity at byte offset 3"),
        ("😀 _a *b_", "Can't find end of Italic entity at byte offset 10"),
        ("a __b", "Can't find end of Underline entity at byte offset 2"),
        ("~a", "Can't find end of Strikethrough entity at byte offset 0"),
        ("||a", "Can't find end of Spoiler entity at byte offset 0"),
        ("`a", "Can't find end of Code entity at byte offset 0"),
        ("```a", "Can't find end of Pre entity at byte offset 0"),
        ("```py\na", "Can't find end of PreCode entity at byte offset 0"),
        ("[a", "Can't find end of TextUrl entity at byte offset 0"),
        ("[a](é", "Can't find end of a URL at byte offset 4"),
        ("![a", "Can't find end of CustomEmoji entity at byte offset 0"),
        ("![a]", "The entity must contain a tg://emoji or tg://time URL"),
        ("![a](x)", "Invalid tg://emoji or tg://time URL specified"),
        (">*a\nb", "Can't find end of Bold entity at byte offset 1"),
    ],
)
def test_markdown_v2_is_refused_with_the_servers_words(source: str, complaint: str) -> None:
    with pytest.raises(BadRequest) as caught:
        parse_markdown_v2(source)
    assert str(caught.value) == f"Bad Request: can't parse entities: {complaint}"


@pytest.mark.parametrize(
    ("source", "text", "spans"),
    [
        ("*gras* _penché_", "gras penché", [Span("bold", 0, 4), Span("italic", 5, 11)]),
        ("`a*b`", "a*b", [Span("code", 0, 3)]),
        ("```py\nx```", "x", [Span("pre", 0, 1, {"language": "py"})]),
        ("[ici](example.org)", "ici", [Span("text_link", 0, 3, {"url": "http://example.org/"})]),
        ("[example.org]", "example.org", [Span("text_link", 0, 11, {"url": "http://example.org/"})]),
        (r"\*a\_b", "*a_b", []),
        ("*a _b*", "a _b", [Span("bold", 0, 4)]),
        ("Bonjour. 3 > 2!", "Bonjour. 3 > 2!", []),
    ],
)
def test_legacy_markdown_marks(source: str, text: str, spans: list[Span]) -> None:
    assert parse_markdown(source) == (text, spans)


def test_legacy_markdown_without_an_end_is_refused_with_its_byte_offset() -> None:
    with pytest.raises(BadRequest) as caught:
        parse_markdown("é nom_de_famille_")
    assert str(caught.value) == (
        "Bad Request: can't parse entities: Can't find end of the entity starting at byte offset 17"
    )


@given(ANY)
def test_escaped_for_markdown_v2_any_text_comes_back_as_it_was_typed(text: str) -> None:
    assert parse_markdown_v2(RESERVED.sub(r"\\\1", text)) == (text, [])


@given(ANY)
def test_escaped_for_html_any_text_comes_back_as_it_was_typed(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert parse_html(escaped) == (text, [])


@given(ANY.filter(lambda text: bool(typed_text(text).text.strip())))
def test_escaped_inside_bold_any_text_is_bold_and_whole(text: str) -> None:
    plain, spans = parse_markdown_v2("*" + RESERVED.sub(r"\\\1", text) + "*")
    assert (plain, spans) == (text, [Span("bold", 0, len(text))])


@given(st.text(st.sampled_from("_*[]()~`>#+-=|{}.!\\\n\r aé😀")))
def test_any_marks_are_read_or_refused_in_the_servers_words(text: str) -> None:
    for parse in (parse_markdown, parse_markdown_v2):
        try:
            plain, spans = parse(text)
        except BadRequest as error:
            assert str(error).startswith("Bad Request: can't parse entities: ")  # noqa: PT017 - refusing is one right answer of two
        else:
            assert len(plain) <= len(text)
            assert all(0 <= span.start < span.end <= len(plain) for span in spans)


def test_offsets_of_markdown_are_counted_in_utf16() -> None:
    assert v2("😀 *é*").entities == [{"offset": 3, "length": 1, "type": "bold"}]
