"""Own texts of a municipality: Markdown in, a safe subset of HTML out. No images, no scripts, no styles; links only to the web and to mail."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from urllib.parse import urlsplit

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

LONGEST_TEXT = 20_000  # characters
DEEPEST = 8  # lists and quotations inside each other

_TAGS = {"p", "strong", "em", "ul", "ol", "li", "blockquote", "a", "h3", "h4", "br"}
# What the subset has no place for stays visible as it was typed: nothing disappears. References could make a short text very long.
_WITHOUT = ["backticks", "code", "fence", "hr", "html_block", "html_inline", "image", "reference"]
_LARGEST_START = 999
_HEADINGS = 2  # h3 and h4; what is deeper becomes bold

# Everything that neither a page, nor a PDF, nor an .odt can hold: control characters, halves of characters, and characters that are none.
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_MARKS = re.compile(r"([\\`*_\[\]<>&])")
_SPACES = re.compile(r"\s+")
_HOST = re.compile(r"[\w-]+(\.[\w-]+)*\.?")
_DEAD_LINK = re.compile(r'<a rel="noreferrer">(.*?)</a>', re.DOTALL)


class _Markdown(MarkdownIt):
    """Markdown in which only a link to the web or to mail is a link."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the name is that of the library
        return is_allowed_link(url)


class _Everything(MarkdownIt):
    """Markdown that takes any link, to find the ones that may not be."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the name is that of the library
        return True


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a numbered list: its number and its words without marks."""

    number: int
    text: str


def to_html(markdown: str) -> str:
    """The text as HTML of a part: paragraphs, lists, emphasis, quotations, links, and headings from h3. Safe to put in a page and in the PDF.

    Whatever is typed gives valid HTML; what is refused (see `problems_in`) is shown as it was typed, or without its formatting.
    At most LONGEST_TEXT characters are read.
    """
    parser = _parser()
    tokens = _with_headings(parser.parse(_readable(markdown[:LONGEST_TEXT])))
    html = parser.renderer.render(tokens, parser.options, {})
    safe = nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto"},
        link_rel="noreferrer",
    )
    # An address that only nh3 cannot read: the words stay.
    return _DEAD_LINK.sub(r"\1", safe).strip()


def problems_in(markdown: str) -> list[str]:
    """What is wrong with a text, in Dutch, for at its field: nothing of it is stored before it is put right. Empty when all is well."""
    if len(markdown) > LONGEST_TEXT:
        length = f"{len(markdown):,}".replace(",", ".")
        return [f"De tekst heeft {length} tekens. Er passen er hoogstens {LONGEST_TEXT // 1000}.000: kort de tekst in."]
    problems = []
    if _UNREADABLE.search(markdown):
        problems.append("In de tekst staan tekens die niet te lezen zijn. Haal ze weg, of plak de tekst opnieuw zonder opmaak.")
    tokens = list(_flat(_everything().parse(_readable(markdown))))
    kinds = {token.type for token in tokens}
    if "image" in kinds:
        problems.append("Een afbeelding kan niet in de tekst. Haal ![...](...) weg.")
    if kinds & {"html_block", "html_inline"}:
        problems.append("HTML-codes zoals <b> kunnen niet in de tekst. Gebruik ** voor vet en * voor schuin.")
    refused = [href for token in tokens if token.type == "link_open" and not is_allowed_link(href := str(token.attrGet("href") or ""))]
    if refused:
        problems.append(f"De link naar ‘{refused[0][:60]}’ kan niet. Een link begint met https://, http:// of mailto:.")
    if _is_too_deep(tokens):
        problems.append(f"Lijsten en citaten staan te diep in elkaar. Gebruik hoogstens {DEEPEST} niveaus.")
    return problems


def numbered_items(markdown: str) -> tuple[Item, ...]:
    """The items of the numbered lists of a text, at its outer level: the decision points. Each number once."""
    found: dict[int, Item] = {}
    number, inside = 0, False
    tokens = _parser().parse(_readable(markdown[:LONGEST_TEXT]))
    for place, token in enumerate(tokens):
        if token.type == "ordered_list_open" and token.level == 0:
            number, inside = int(token.attrGet("start") or 1) - 1, True
        elif token.type == "ordered_list_close" and token.level == 0:
            inside = False
        elif inside and token.type == "list_item_open" and token.level == 1:
            number += 1
            found.setdefault(number, Item(number, _first_words(tokens[place + 1 :])))
    return tuple(found.values())


def plain(text: str) -> str:
    """Words from the data, to put in a Markdown text: on one line, and no character of them means anything."""
    return _MARKS.sub(r"\\\1", _SPACES.sub(lambda spaces: " " if "\n" in spaces[0] else spaces[0], text))


def is_allowed_link(url: str) -> bool:
    """Whether a link leads to the web or to mail, by an address that every program can read."""
    try:
        parts = urlsplit(url.strip())
        host, _port = parts.hostname or "", parts.port  # a port that is no number is found when it is asked for
    except ValueError:
        return False
    if parts.scheme in ("http", "https"):
        return bool(_HOST.fullmatch(host))
    return parts.scheme == "mailto" and "@" in parts.path


@cache
def _parser() -> MarkdownIt:
    return _Markdown("commonmark", {"html": False}).disable(_WITHOUT)


@cache
def _everything() -> MarkdownIt:
    return _Everything("commonmark", {"html": True}).disable([rule for rule in _WITHOUT if rule not in ("html_block", "html_inline", "image")])


def _readable(text: str) -> str:
    return _UNREADABLE.sub("\ufffd", text)


def _flat(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from token.children or ()


def _is_too_deep(tokens: Sequence[Token]) -> bool:
    depth = 0
    for token in tokens:
        if token.type in ("blockquote_open", "bullet_list_open", "ordered_list_open"):
            depth += 1
            if depth > DEEPEST:
                return True
        elif token.type in ("blockquote_close", "bullet_list_close", "ordered_list_close"):
            depth -= 1
    return False


def _first_words(tokens: Sequence[Token]) -> str:
    """The words of the first paragraph of a list item; nothing when it has none of its own."""
    inside = takewhile(lambda token: token.type not in ("list_item_open", "list_item_close"), tokens)
    words = next((token.children or () for token in inside if token.type == "inline"), ())
    return " ".join("".join(" " if child.type in ("softbreak", "hardbreak") else child.content for child in words).split())


def _with_headings(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with headings that never skip a level: the first is h3, one below it h4, what is deeper a bold paragraph.

    A heading in a list or a quotation becomes a bold paragraph too; one without words is left out, and so is a link without words.
    """
    found: list[Token] = []
    above: list[int] = []
    skipped = 0
    for place, token in enumerate(tokens):
        if skipped:
            skipped -= 1
        elif token.type != "heading_open":
            found.append(_with_words(token))
        elif not tokens[place + 1].content.strip():
            skipped = 2
        else:
            found += _heading(tokens[place : place + 3], _rank(token, above))
            skipped = 2
    return found


def _rank(heading: Token, above: list[int]) -> int:
    """How many levels a heading stands below the first kind; `above` are the levels of those that it belongs to, and gets this one added."""
    level = int(heading.tag[1])
    if heading.level:
        return _HEADINGS + 1
    while above and above[-1] >= level:
        above.pop()
    above.append(level)
    return len(above)


def _heading(tokens: Sequence[Token], rank: int) -> list[Token]:
    opening, inline, closing = tokens
    inline = _with_words(inline)
    if rank <= _HEADINGS:
        opening.tag = closing.tag = f"h{rank + 2}"
        return [opening, inline, closing]
    bold = [Token("strong_open", "strong", 1), *(inline.children or ()), Token("strong_close", "strong", -1)]
    inline.children = bold
    return [Token("paragraph_open", "p", 1), inline, Token("paragraph_close", "p", -1)]


def _with_words(token: Token) -> Token:
    """An inline token without links that nobody could see or hear."""
    if token.children and any(child.type == "link_open" for child in token.children):
        token.children = list(_visible_links(token.children))
    return token


def _visible_links(children: Sequence[Token]) -> Iterator[Token]:
    hidden = False
    for place, child in enumerate(children):
        if child.type == "link_open":
            hidden = not _says_something(children[place + 1 :])
        if not (hidden and child.type in ("link_open", "link_close")):
            yield child


def _says_something(children: Sequence[Token]) -> bool:
    """Whether there are words before the link ends."""
    return any(child.content.strip() for child in takewhile(lambda child: child.type != "link_close", children))


def _attribute(tag: str, attribute: str, value: str) -> str | None:
    """A list that starts at a number of ten digits would push its numbers off the paper."""
    if attribute == "start" and (not value.isdecimal() or int(value) > _LARGEST_START):
        return None
    return value
