"""Words within a line: emphasis, marks, links, quotations and pictures of the HTML as spans of the document."""

from __future__ import annotations

from typing import Any

from procurement.exports.document.manuscript import Manuscript
from procurement.exports.document.odf import Line, collapsed, element
from procurement.exports.document.pictures import chart, image

TAGS = frozenset(
    "a abbr b bdi bdo br cite code data del dfn em i img ins kbd mark q s samp small span strong sub sup svg time u var wbr".split()  # noqa: SIM905 - a list of sixty words reads worse
)
# Not in the document, on purpose: what no reader sees, and words that only a screen reader needs because the mark beside them is a picture to it.
LEFT_OUT = frozenset({"script", "style", "template", "head", "noscript"})
HIDDEN = "visually-hidden"
# Spans that the style sheet puts on a line of their own.
ON_THEIR_OWN = frozenset({"reason", "gap"})

_STYLES = {
    "strong": "Strong_20_Emphasis",
    "b": "Strong_20_Emphasis",
    "em": "Emphasis",
    "i": "Emphasis",
    "cite": "Emphasis",
    "dfn": "Emphasis",
    "var": "Emphasis",
    "code": "Source_20_Text",
    "kbd": "Source_20_Text",
    "samp": "Source_20_Text",
    "sub": "Subscript",
    "sup": "Superscript",
    "del": "Strikeout",
    "s": "Strikeout",
    "mark": "Marked",
}
_CLASSES = {"unknown": "Emphasis", "quote": "Emphasis", "quiet": "Quiet", "citation": "Quiet", "badge": "Badge", "note-mark": "Superscript"}
_SCHEMES = ("http://", "https://", "mailto:")


def classes(node: Any) -> frozenset[str]:
    return frozenset((node.get("class") or "").split())


def is_left_out(node: Any) -> bool:
    return not isinstance(node.tag, str) or node.tag in LEFT_OUT or HIDDEN in classes(node)


def is_inline(node: Any) -> bool:
    """Whether the element and all that is in it belong to the line that it stands in."""
    return all(
        not isinstance(item.tag, str) or (item.tag in TAGS and not classes(item) & ON_THEIR_OWN) or _is_drawn(item, node) for item in node.iter()
    )


def _is_drawn(item: Any, within: Any) -> bool:
    """Whether it is a part of a picture."""
    while item is not within:
        item = item.getparent()
        if item.tag == "svg":
            return True
    return False


def write(manuscript: Manuscript, line: Line, node: Any, room: float) -> None:
    """One inline element with all that is in it, without the text behind it."""
    if is_left_out(node):
        return
    if name := node.get("id"):
        manuscript.mark_target(line, name)
    if node.tag == "br":
        line.break_off()
    elif node.tag in ("svg", "img"):
        _write_picture(manuscript, line, node, room)
    elif node.tag == "q":
        line.write("\u201c")
        _write_contents(manuscript, line, node, room)
        line.write("\u201d")
    elif node.tag == "a" and _address(node):
        line.open(element("text:a", {"xlink:type": "simple", "xlink:href": _address(node)}))
        _write_styled(manuscript, line, node, room)
        line.close()
    else:
        _write_styled(manuscript, line, node, room)


def _address(node: Any) -> str:
    """Where a link leads, inside the document or to the web; a relative one leads nowhere once the document is a file."""
    href: str = (node.get("href") or "").strip()
    return href if href.startswith(_SCHEMES) or (href.startswith("#") and len(href) > 1) else ""


def _write_styled(manuscript: Manuscript, line: Line, node: Any, room: float) -> None:
    named = [_CLASSES[name] for name in sorted(classes(node) & _CLASSES.keys())]
    style = named[0] if named else _STYLES.get(node.tag, "")
    if style:
        line.open(element("text:span", {"text:style-name": style}))
    # A frame around words says nothing to who copies them: brackets do.
    line.write("[" if style == "Badge" else "")
    _write_contents(manuscript, line, node, room)
    line.write("]" if style == "Badge" else "")
    if style:
        line.close()


def _write_contents(manuscript: Manuscript, line: Line, node: Any, room: float) -> None:
    line.write(node.text or "")
    for child in node:
        write(manuscript, line, child, room)
        line.write(child.tail or "")


def _write_picture(manuscript: Manuscript, line: Line, node: Any, room: float) -> None:
    if node.tag == "svg":
        line.add_words(manuscript.frame(chart(node, _caption(node)), room))
        return
    alternative = collapsed(node.get("alt") or "")
    picture = image(node.get("src") or "", alternative)
    if picture is not None:
        line.add_words(manuscript.frame(picture, room))
    elif alternative:
        line.write(f"[afbeelding: {alternative}]")


def _caption(svg: Any) -> str:
    """The caption of the figure around a chart."""
    figure = next(svg.iterancestors("figure"), None)
    caption = figure.find(".//figcaption") if figure is not None else None
    return "" if caption is None else collapsed("".join(caption.itertext()))
