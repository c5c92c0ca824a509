"""Own texts: whatever somebody types becomes safe HTML with headings that never skip, and what is refused is named."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procurement.texts import LONGEST_TEXT, Item, is_allowed_link, numbered_items, plain, problems_in, to_html
from tests.validation import html_messages

ALLOWED = {"p", "strong", "em", "ul", "ol", "li", "blockquote", "a", "h3", "h4", "br"}
TAGS = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)([^>]*)>")

PIECES = (
    *("#", "##", "### ", "- ", "1. ", "2. ", "> ", "*", "**", "_", "[", "](", ")", "!", "<", ">", "<script>", "javascript:", "http://", "x", " "),
    *("mailto:a@example.nl", "&#106;", "&lt;", "\\", "`", "```\n", "    ", "---\n", "\x00", "\ud800", "\ufffe", "<https://", "data:", "é"),
    *("\n", "\n\n"),
)
MARKDOWN = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@given(MARKDOWN | st.text())
def test_only_allowed_tags_and_links_come_out(markdown: str) -> None:
    html = to_html(markdown)

    for tag, attributes in TAGS.findall(html):
        assert tag in ALLOWED
        names = set(re.findall(r'([a-z]+)="', attributes))
        assert names <= ({"href", "rel"} if tag == "a" else {"start"} if tag == "ol" else set())
    for address in re.findall(r'href="([^"]*)"', html):
        assert address.startswith(("http://", "https://", "mailto:"))
    assert not re.search(r"<[^>]*javascript:", html, re.IGNORECASE)
    html.encode()


@given(MARKDOWN)
def test_headings_never_skip_a_level(markdown: str) -> None:
    levels = [int(level) for level in re.findall(r"<h([0-9])", to_html(markdown))]

    assert all(level in (3, 4) for level in levels)
    assert levels[:1] in ([], [3])


@given(MARKDOWN | st.text())
def test_any_text_has_its_problems_told_without_an_error(markdown: str) -> None:
    assert all(problem.endswith(".") for problem in problems_in(markdown))
    assert len({item.number for item in numbered_items(markdown)}) == len(numbered_items(markdown))


@given(st.text(alphabet=st.characters(exclude_categories=["C"]), max_size=200))
def test_words_from_the_data_come_out_as_they_are(words: str) -> None:
    line = f"Naam: {plain(words)}."

    shown = TAGS.sub("", to_html(line))

    for code, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&"), ("&nbsp;", "\u00a0")):
        shown = shown.replace(code, character)
    assert " ".join(shown.split()) == " ".join(f"Naam: {words}.".split())
    assert TAGS.findall(to_html(line)) == [("p", ""), ("p", "")]


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("# A\n\n### B\n\n## C\n\n##### D", "<h3>A</h3>\n<h4>B</h4>\n<h4>C</h4>\n<p><strong>D</strong></p>"),
        ("### B\n\n# A", "<h3>B</h3>\n<h3>A</h3>"),
        ("> # In een citaat", "<blockquote>\n<p><strong>In een citaat</strong></p></blockquote>"),
        ("#\n\ntekst", "<p>tekst</p>"),
        ("**vet** en *schuin*\n\n1. een\n2. twee", "<p><strong>vet</strong> en <em>schuin</em></p>\n<ol>\n<li>een</li>\n<li>twee</li>\n</ol>"),
        ("3. drie", '<ol start="3">\n<li>drie</li>\n</ol>'),
        ("1000000. te ver", "<ol>\n<li>te ver</li>\n</ol>"),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>"),
        ("![kaart](https://example.nl/a.png)", '<p>!<a href="https://example.nl/a.png" rel="noreferrer">kaart</a></p>'),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("[x](#deel-1) [y](/beheer/)", "<p>[x](#deel-1) [y](/beheer/)</p>"),
        ("[](https://example.nl) tekst", "<p> tekst</p>"),
        ("[*x*](https://example.nl)", '<p><a href="https://example.nl" rel="noreferrer"><em>x</em></a></p>'),
        ("# [](https://example.nl) kop", "<h3> kop</h3>"),
        ("a\x00b\ud800c", "<p>a\ufffdb\ufffdc</p>"),
        ("```\nx\n```", "<p>```\nx\n```</p>"),
        ("", ""),
    ],
)
def test_markdown_becomes_the_subset(markdown: str, html: str) -> None:
    assert to_html(markdown).replace("</p><", "</p>\n<").replace("</p>\n</b", "</p></b") == html


@pytest.mark.parametrize("url", ["https://example.nl", "http://example.nl:8080/a?b=c#d", "mailto:info@example.nl", "https://xn--caf-dma.example.nl"])
def test_web_and_mail_are_allowed(url: str) -> None:
    assert is_allowed_link(url)


@pytest.mark.parametrize(
    "url",
    [
        *("javascript:alert(1)", "data:text/html,x", "//example.nl", "/x", "#x", "http://", "http://[::1", "http://%5B", "mailto:x", "http://a:b"),
        "ftp://example.nl",
    ],
)
def test_other_addresses_are_no_links(url: str) -> None:
    assert not is_allowed_link(url)


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("![x](https://example.nl/a.png)", "Een afbeelding kan niet"),
        ("tekst <b>vet</b>", "HTML-codes"),
        ("<script>\nx\n</script>", "HTML-codes"),
        ("[x](javascript:alert(1))", "De link naar ‘javascript:alert(1)’ kan niet"),
        ("[x](#deel-1)", "De link naar ‘#deel-1’ kan niet"),
        ("a\x00", "niet te lezen"),
        ("a\ud800", "niet te lezen"),
        (">" * 9 + " x", "te diep in elkaar"),
        ("x" * (LONGEST_TEXT + 1), "De tekst heeft 20.001 tekens. Er passen er hoogstens 20.000"),
    ],
)
def test_what_is_refused_is_named(markdown: str, words: str) -> None:
    (problem,) = problems_in(markdown)

    assert words in problem


def test_ordinary_texts_have_no_problems() -> None:
    text = "# Kop\n\nEen tekst met **vet**, 3 < 4 & 5 > 2, [een link](https://example.nl) en <info@example.nl>."
    text += "\n\n> citaat\n\n1. een\n   - twee\n2. drie"

    assert problems_in(text) == []
    assert problems_in("> a\n\n> b\n" * 20) == []


@pytest.mark.parametrize(
    ("markdown", "items"),
    [
        ("1. een *besluit*\n2. twee\n   regels", (Item(1, "een besluit"), Item(2, "twee regels"))),
        ("Vooraf\n\n3. drie\n\ntekst\n\n4. vier", (Item(3, "drie"), Item(4, "vier"))),
        ("1. a\n\ntekst\n\n1. b", (Item(1, "a"),)),
        ("- geen nummer\n\n> 1. in een citaat", ()),
        ("1. \n2. x", (Item(1, ""), Item(2, "x"))),
        ("1. - diep\n2. x", (Item(1, ""), Item(2, "x"))),
        ("1. > citaat", (Item(1, "citaat"),)),
        ("", ()),
    ],
)
def test_numbered_items_are_the_points_to_decide(markdown: str, items: tuple[Item, ...]) -> None:
    assert numbered_items(markdown) == items


HUGE = {
    "quotes": ">" * 10_000,
    "brackets": "[" * 10_000,
    "stars": "*" * 10_000,
    "pairs": "[" * 10_000 + "]" * 10_000,
    "links": "[a](http://" * 1800,
    "images": "![" * 5_000,
    "list": "\n".join(" " * place + "- a" for place in range(190)),
    "references": "[a]: http://example.nl/" + "x" * 9_000 + "\n\n" + "[a]" * 3_000,
    "emphasis": "**a_" * 5_000,
    "words": "a" * 20_000,
    "longer": "*a " * 100_000,
}


@pytest.mark.parametrize("name", HUGE)
def test_huge_texts_take_no_time_and_little_room(name: str) -> None:
    start = time.process_time()

    html = to_html(HUGE[name])
    problems_in(HUGE[name])
    numbered_items(HUGE[name])

    assert time.process_time() - start < 30  # with coverage measured; a second without
    assert len(html) < 10 * LONGEST_TEXT


@pytest.mark.parametrize(
    "markdown",
    [
        "# A\n\n### B\n\n# C\n\n1. een\n   - twee\n\n> x\n>\n> y\n\n[a](https://example.nl)",
        "- \n\n>\n\n#\n\n1. ",
        "3. a\n4. b\n\n- c\n\n  d",
    ],
)
def test_html_is_valid_in_a_page(markdown: str) -> None:
    body = f"<main><h1>Rapport</h1><h2>Deel</h2>{to_html(markdown)}</main>"

    assert html_messages(f'<!DOCTYPE html>\n<html lang="nl"><head><meta charset="utf-8"><title>Proef</title></head><body>{body}</body></html>') == []
