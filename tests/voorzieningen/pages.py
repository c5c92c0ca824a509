"""A browser's view of an admin form: the values that sending it back unchanged would post."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any


class FormValues(HTMLParser):
    """The named controls of a page as {name: value or list of values}, as a browser would send them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.values: dict[str, Any] = {}
        self._select: tuple[str, bool] | None = None
        self._textarea: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        name = found.get("name", "")
        if tag == "input" and name and not name.startswith("_"):
            kind = found.get("type", "text")
            if kind not in {"checkbox", "radio"} or "checked" in found:
                self.values[name] = found.get("value", "on" if kind == "checkbox" else "")
        elif tag == "select":
            self._select = (name, "multiple" in found)
            self.values[name] = [] if "multiple" in found else ""
        elif tag == "option" and self._select and "selected" in found:
            self._choose(found.get("value", ""))
        elif tag == "textarea":
            self._textarea = name
            self.values[name] = ""

    def _choose(self, value: str) -> None:
        assert self._select
        name, multiple = self._select
        self.values[name] = [*self.values[name], value] if multiple else value

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = None
        if tag == "textarea":
            self._textarea = None

    def handle_data(self, data: str) -> None:
        if self._textarea:
            # A browser drops the first line break of a textarea.
            self.values[self._textarea] += data.removeprefix("\r\n").removeprefix("\n")


def form_values(html: str) -> dict[str, Any]:
    """What the main form of an admin page posts when nothing is changed; the logout form and the search box are left out."""
    values = FormValues(html).values
    return {name: value for name, value in values.items() if name and name not in {"csrfmiddlewaretoken", "next"} and "__prefix__" not in name}
