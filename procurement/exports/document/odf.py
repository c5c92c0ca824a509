"""The grammar of OpenDocument text: elements by their short name, and lines of text with the white space as a browser shows it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "ooow": "http://openoffice.org/2004/writer",
}

# What HTML collapses: a no-break space is not among it.
_BLANK = re.compile(r"[ \t\n\r\f]+")


def named(name: str) -> str:
    """The full name of "text:p"."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def element(name: str, attributes: Mapping[str, str] | None = None, *children: Any, text: str = "") -> Any:
    """An element with its attributes, its text and its children."""
    made = etree.Element(named(name), nsmap=NAMESPACES)
    for key, value in (attributes or {}).items():
        made.set(named(key), value)
    made.text = text or None
    made.extend(children)
    return made


def collapsed(text: str) -> str:
    """The text on one line without blanks around it."""
    return _BLANK.sub(" ", text).strip(" ")


class Line:
    """A paragraph or heading that is being filled: blanks around it are left out and those inside count once, also across elements."""

    def __init__(self, block: Any) -> None:
        self.block = block
        self._open = [block]
        self._is_blank_due = False
        self._is_at_start = True

    def write(self, text: str) -> None:
        words = _BLANK.sub(" ", text)
        self._is_blank_due |= words.startswith(" ")
        if not words.strip(" "):
            return
        blank = " " if self._is_blank_due and not self._is_at_start else ""
        self._put(f"{blank}{words.strip(' ')}")
        self._is_blank_due, self._is_at_start = words.endswith(" "), False

    def write_as_it_is(self, text: str) -> None:
        """The text with its own lines and blanks, for what is laid out by its characters."""
        for number, line in enumerate(text.strip("\n").split("\n")):
            if number:
                self.break_off()
            for piece in re.split(r"( {2,})", line):
                if piece.startswith("  "):
                    self.add(element("text:s", {"text:c": str(len(piece))}))
                else:
                    self._put(piece)
        self._is_at_start = False

    def break_off(self) -> None:
        """A new line in the same paragraph."""
        self.add(element("text:line-break"))
        self._is_blank_due, self._is_at_start = False, True

    def add(self, made: Any) -> None:
        """An element without words for the reader, like a bookmark; it takes no part in the white space."""
        self._open[-1].append(made)

    def add_words(self, made: Any) -> None:
        """An element that stands for words, like a number or a picture."""
        if self._is_blank_due and not self._is_at_start:
            self._put(" ")
        self._open[-1].append(made)
        self._is_blank_due = self._is_at_start = False

    def open(self, made: Any) -> None:
        """What is written next stands in this element, until it is closed."""
        if self._is_blank_due and not self._is_at_start:
            self._put(" ")
            self._is_blank_due, self._is_at_start = False, True
        self._open[-1].append(made)
        self._open.append(made)

    def close(self) -> None:
        self._open.pop()

    def _put(self, text: str) -> None:
        place = self._open[-1]
        if len(place):
            place[-1].tail = (place[-1].tail or "") + text
        else:
            place.text = (place.text or "") + text
