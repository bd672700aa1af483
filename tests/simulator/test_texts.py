"""Texts are parsed, cleaned and measured as the real server does; the expected values are its own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.simulator.errors import BadRequest
from bot.simulator.text.cleaning import clean, clean_with
from bot.simulator.text.formatted import Draft, caption_text, message_text
from bot.simulator.text.html import parse_html
from bot.simulator.text.spans import utf16_length

BROKEN = [
    ("été <abacaba", "Unclosed start tag at byte offset 6"),
    ("🏟 🏟&lt;<abac aba>", 'Unsupported start tag "abac" at byte offset 13'),
    ("line<br>line", 'Unsupported start tag "br" at byte offset 4'),
    ("a < b", 'Unsupported start tag "" at byte offset 2'),
    ("<i   =aba>", 'Empty attribute name in the tag "i" at byte offset 0'),
    ("🏟<i    aba>", 'Expected equal sign in declaration of an attribute of the tag "i" at byte offset 4'),
    ("<i    aba  =  ", 'Unclosed start tag "i" at byte offset 0'),
    ("<i    aba  =  190azAz-.,", "Unexpected end of name token at byte offset 14"),
    ('<i    aba  =  "&lt;&gt;&quot;>', "Unclosed start tag at byte offset 0"),
    ("x</", "Unexpected end tag at byte offset 1"),
    ("<b></b></", "Unexpected end tag at byte offset 7"),
    ("<i>a</i   ", "Unclosed end tag at byte offset 4"),
    ("<i>a</em   >", 'Unmatched end tag at byte offset 4, expected "</i>", found "</em>"'),
    ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
    ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    (
        "&#xDFDF;",
        (
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units"
        ),
    ),
]

PARSED = [
    ("&lt;&gt;&amp;&quot;&laquo;&#12345678;", '<>&"&laquo;&#12345678;', []),
    ("R&D & co &amp", "R&D & co &", []),
    ("<b></b>x", "x", []),
    ("🏟 🏟<i>🏟 &lt🏟</i>", "🏟 🏟🏟 <🏟", [("italic", 5, 6)]),
    ("🏟<i>🏟 <b aba   =   caba>&lt🏟</b></i>", "🏟🏟 <🏟", [("italic", 2, 6), ("bold", 5, 3)]),
    (
        "<STRONG>a</STRONG><u>b</u><del>c</>",
        "abc",
        [("bold", 0, 1), ("underline", 1, 1), ("strikethrough", 2, 1)],
    ),
    (
        "<tg-spoiler>a</tg-spoiler><span class='tg-spoiler'>b</span>",
        "ab",
        [("spoiler", 0, 1), ("spoiler", 1, 1)],
    ),
    ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
    ("<pre><code class='language-py'>a</></>", "a", [("pre", 0, 1)]),
    ("<b>a<code>b</code>c</b>", "abc", [("bold", 0, 1), ("code", 1, 1), ("bold", 2, 1)]),
    ("<a href='asdasd'>x</a>", "x", []),
    ("/aide sur @bot", "/aide sur @bot", [("bot_command", 0, 5), ("mention", 10, 4)]),
    ("<code>/aide</code>", "/aide", [("code", 0, 5)]),
]


def nobody(_person: int) -> None:
    return None


@pytest.mark.parametrize(("html", "complaint"), BROKEN)
def test_broken_html_is_refused_with_the_servers_words_and_byte_offset(html: str, complaint: str) -> None:
    with pytest.raises(BadRequest) as caught:
        message_text(Draft(html, "HTML"), nobody)
    assert str(caught.value) == f"Bad Request: can't parse entities: {complaint}"


@pytest.mark.parametrize(("html", "text", "entities"), PARSED)
def test_html_becomes_text_and_entities_in_utf16(
    html: str, text: str, entities: list[tuple[str, int, int]]
) -> None:
    made = message_text(Draft(html, "html"), nobody)
    found = [(entity["type"], entity["offset"], entity["length"]) for entity in made.entities]
    assert (made.text, found) == (text, entities)


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("telegram.org", "http://telegram.org/"),
        ("telegram.org?&lt;", "http://telegram.org/?<"),
        ("https://example.org/a?b#c", "https://example.org/a?b#c"),
    ],
)
def test_a_link_is_completed_as_the_server_does(href: str, url: str) -> None:
    made = message_text(Draft(f"<a href='{href}'>x</a>", "HTML"), nobody)
    assert made.entities[0]["url"] == url


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("a\r\nb", "a\nb"),
        ("a\tb", "a b"),
        ("\u202bنص\u202c", "نص"),
        ("a\u2028b\u202eb", "abb"),
        ("\u200f\u200e\u200fx", "\u200c\u200c\u200fx"),
        ("\u2067نص\u2069", "\u2067نص\u2069"),
        ("e\u0333", "e"),
    ],
)
def test_controls_that_turn_the_reading_direction_are_removed_and_isolates_stay(raw: str, kept: str) -> None:
    assert clean(raw) == kept


def test_blanks_go_at_both_ends_and_the_entities_follow() -> None:
    made = message_text(Draft(" \n a\r <b>gras\u202a</b> \n", "HTML"), nobody)
    assert made.text == "a gras"
    assert made.entities == [{"offset": 2, "length": 4, "type": "bold"}]


def test_4096_characters_outside_the_basic_plane_are_accepted_and_4097_refused() -> None:
    assert len(message_text(Draft("😀" * 4096), nobody).text) == 4096
    with pytest.raises(BadRequest, match=r"^Bad Request: message is too long$"):
        message_text(Draft("😀" * 4097), nobody)


def test_a_text_is_measured_after_its_tags_are_gone() -> None:
    assert len(message_text(Draft("<b>" + "x" * 4096 + "</b>", "HTML"), nobody).text) == 4096


def test_more_than_32768_bytes_are_refused_before_parsing() -> None:
    with pytest.raises(BadRequest, match=r"^Bad Request: text is too long$"):
        message_text(Draft("<b>" * 11_000, "HTML"), nobody)


def test_a_caption_holds_1024_characters() -> None:
    assert len(caption_text(Draft("é" * 1024), nobody).text) == 1024
    with pytest.raises(BadRequest, match=r"^Bad Request: message caption is too long$"):
        caption_text(Draft("é" * 1025), nobody)


def test_explicit_entities_count_utf16_units() -> None:
    made = message_text(Draft("😀ab", "", [{"type": "bold", "offset": 2, "length": 1}]), nobody)
    assert made.entities == [{"offset": 2, "length": 1, "type": "bold"}]
    with pytest.raises(BadRequest, match="entity begins in a middle of a UTF-16 symbol at UTF-16 offset 1"):
        message_text(Draft("😀ab", "", [{"type": "bold", "offset": 1, "length": 1}]), nobody)
    with pytest.raises(BadRequest, match="entity begins after the end of the text at UTF-16 offset 9"):
        message_text(Draft("😀ab", "", [{"type": "bold", "offset": 9, "length": 1}]), nobody)


@given(st.text(st.sampled_from("<>/&;='\" abi\u202b😀#"), max_size=40))
def test_any_html_is_parsed_or_refused_and_entities_stay_inside_the_text(html: str) -> None:
    try:
        text, spans = parse_html(html)
    except BadRequest as error:
        assert str(error).startswith("Bad Request: can't parse entities: ")  # noqa: PT017 - both ends are good
    else:
        assert "<" not in html or len(text) < len(html)
        assert all(0 <= span.start < span.end <= len(text) for span in spans)


@given(st.text(max_size=60))
def test_cleaning_twice_changes_nothing_more(raw: str) -> None:
    once, _ = clean_with(raw, [])
    assert clean_with(once, [])[0] == once


@given(st.text(max_size=60))
def test_utf16_is_counted_as_the_encoder_counts(text: str) -> None:
    assert utf16_length(text) == len(text.encode("utf-16-le", "surrogatepass")) // 2
