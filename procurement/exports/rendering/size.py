"""What is too much for a PDF, seen from the text alone: a rendering that would take minutes is refused before it starts."""

from __future__ import annotations

import re

LARGEST_HTML = 4_000_000  # characters; the report of twelve offerings over ten years has a quarter of that
MOST_CELLS = 30_000  # of tables; that report has a third of it
MOST_ROWS = 10_000
DEEPEST = 100  # elements inside each other; a report has some twenty
LONGEST_TEXT = 50_000  # characters without a tag in between; a text of one's own has at most 20,000
LARGEST_ATTACHMENTS = 20_000_000  # bytes

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]*)(?P<rest>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def find_excess(html: str, attached: int = 0) -> str | None:
    """What there is too much of in a document with so many bytes of attachments, or None. In English, for the log."""
    if len(html) > LARGEST_HTML:
        return f"{len(html)} characters, at most {LARGEST_HTML}"
    if attached > LARGEST_ATTACHMENTS:
        return f"{attached} bytes of attachments, at most {LARGEST_ATTACHMENTS}"
    counts = {"td": 0, "th": 0, "tr": 0}
    depth = deepest = longest = end = 0
    for tag in _TAG.finditer(html):
        longest, end = max(longest, tag.start() - end), tag.end()
        name = tag["name"].lower()
        if tag["end"]:
            depth -= 1
            continue
        if name in counts:
            counts[name] += 1
        if name not in _VOID and not tag["rest"].endswith("/"):
            depth += 1
            deepest = max(deepest, depth)
    found = {
        "cells": (counts["td"] + counts["th"], MOST_CELLS),
        "rows": (counts["tr"], MOST_ROWS),
        "elements inside each other": (deepest, DEEPEST),
        "characters in one text": (max(longest, len(html) - end), LONGEST_TEXT),
    }
    return next((f"{number} {what}, at most {most}" for what, (number, most) in found.items() if number > most), None)
