"""The report as an editable document: the HTML of the PDF, with real styles, headings and tables."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from lxml import html as reader

from procurement.exports.document.blocks import TEXT, Writer
from procurement.exports.document.contents import fill_contents
from procurement.exports.document.manuscript import Manuscript
from procurement.exports.document.odf import collapsed
from procurement.exports.document.package import packed

LARGEST_HTML = 4_000_000  # characters, as for the PDF
DEEPEST_HTML = 100  # elements inside each other; the report has some fifteen
# XML has no place for these, however they are written.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REPLACEMENT = "\ufffd"


class DocumentTooLargeError(ValueError):
    """The HTML is longer, or its elements stand deeper inside each other, than this portal makes into a document."""


def render_document(*, html: str, title: str, author: str, dated: date) -> bytes:
    """OpenDocument text (.odt) with the contents of `html`. The same arguments give the same bytes.

    Words that the page hides (`inline.HIDDEN`) and pictures from elsewhere are left out, the latter with their words in their place.
    Raises DocumentTooLargeError over LARGEST_HTML characters or DEEPEST_HTML levels.
    """
    if len(html) > LARGEST_HTML:
        raise DocumentTooLargeError(f"{len(html)} characters, at most {LARGEST_HTML}")
    body = _read(html)
    manuscript = Manuscript(frozenset(href[1:] for link in body.iter("a") if (href := link.get("href") or "").startswith("#")))
    Writer(manuscript).flow(body, manuscript.body, TEXT, manuscript.room)
    fill_contents(manuscript)
    return packed(manuscript, title=_writable(title), author=_writable(author), dated=dated, status=_status(body))


def _read(html: str) -> Any:
    # Without huge_tree the parser drops what stands too deep, and says nothing.
    parser = reader.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    root = reader.document_fromstring(_writable(html) or "<body></body>", parser=parser)
    for item in root.iter():
        item.text, item.tail = _written(item.text), _written(item.tail)
    if _depth(root) > DEEPEST_HTML:
        raise DocumentTooLargeError(f"elements stand deeper inside each other than {DEEPEST_HTML}")
    return root.body


def _depth(root: Any) -> int:
    deepest, waiting = 0, [(root, 1)]
    while waiting:
        item, depth = waiting.pop()
        deepest = max(deepest, depth)
        waiting.extend((child, depth + 1) for child in item)
    return deepest


def _writable(text: str) -> str:
    return _CONTROL.sub(_REPLACEMENT, text)


def _written(text: str | None) -> str | None:
    """A character reference can still bring what XML has no place for."""
    return _writable(text) if text else None


def _status(body: Any) -> str:
    """What the title page says of how far the report is, for the head of every page."""
    found = body.find_class("report-title__status")
    return collapsed("".join(found[0].itertext())).upper() if found else ""
