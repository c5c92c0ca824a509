"""The table of contents: filled with the headings of the parts, and made so that the program can fill it anew after editing."""

from __future__ import annotations

from typing import Any

from procurement.exports.document.manuscript import Manuscript
from procurement.exports.document.odf import collapsed, element

LEVEL = 2  # the parts: the title of the report is the one heading above them
LINK = "Index_20_Link"
_TITLE_STYLE, _ENTRY_STYLE = "Contents_20_Heading", "Contents_20_1"


def place_contents(manuscript: Manuscript, node: Any, into: Any) -> None:
    """An empty table of contents here, under the heading that the HTML gives it."""
    heading = next((item for item in node.iter("h1", "h2", "h3")), None)
    title = collapsed("".join(heading.itertext())) if heading is not None else "Inhoud"
    sources = element("text:index-source-styles", {"text:outline-level": "1"})
    sources.append(element("text:index-source-style", {"text:style-name": f"Heading_20_{LEVEL}"}))
    how = {"text:outline-level": "1", "text:use-outline-level": "false", "text:use-index-marks": "false", "text:use-index-source-styles": "true"}
    source = element(
        "text:table-of-content-source",
        how,
        element("text:index-title-template", {"text:style-name": _TITLE_STYLE}, text=title),
        _entry_template(),
        sources,
    )
    body = element("text:index-body")
    name = element("text:index-title", {"text:name": "Inhoudsopgave_Kop"}, element("text:p", {"text:style-name": _TITLE_STYLE}, text=title))
    body.append(name)
    attributes = {"text:name": "Inhoudsopgave", "text:protected": "false", "text:style-name": "Inhoud"}
    into.append(element("text:table-of-content", attributes, source, body))
    manuscript.turn_page()
    manuscript.contents = body


def fill_contents(manuscript: Manuscript) -> None:
    """One line per part with its page; the pages are fields that the program fills in when it opens the document."""
    if manuscript.contents is None:
        return
    for heading in manuscript.headings:
        if heading.level != LEVEL:
            continue
        page = element("text:bookmark-ref", {"text:reference-format": "page", "text:ref-name": heading.bookmark}, text="-")
        target = {"xlink:type": "simple", "xlink:href": f"#{heading.bookmark}", "text:style-name": LINK, "text:visited-style-name": LINK}
        link = element("text:a", target, element("text:tab"), page, text=heading.text)
        manuscript.contents.append(element("text:p", {"text:style-name": _ENTRY_STYLE}, link))


def _entry_template() -> Any:
    tab = element("text:index-entry-tab-stop", {"style:type": "right", "style:leader-char": "."})
    pieces = (
        element("text:index-entry-link-start", {"text:style-name": LINK}),
        element("text:index-entry-text"),
        tab,
        element("text:index-entry-page-number"),
        element("text:index-entry-link-end"),
    )
    return element("text:table-of-content-entry-template", {"text:outline-level": "1", "text:style-name": _ENTRY_STYLE}, *pieces)
