"""How form controls are drawn: as Django draws them, but plain ones without templates, which take ten times as long; nothing here knows a form."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString

# Django's templates for these hold nothing but the template of an <input>.
_INPUTS = frozenset(
    f"django/forms/widgets/{kind}.html"
    for kind in ("input", "text", "number", "email", "url", "password", "hidden", "date", "datetime", "time", "checkbox", "file")
)


class QuickForms(TemplatesSetting):
    """Gives the very text that Django's templates give; a test compares them."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        if template_name in _INPUTS:
            return _input(context["widget"])
        return super().render(template_name, context, request)


def _input(widget: Mapping[str, Any]) -> SafeString:
    value = "" if widget["value"] is None else f' value="{_escaped(widget["value"])}"'
    return SafeString(f'<input type="{_escaped(widget["type"])}" name="{_escaped(widget["name"])}"{value}{_attributes(widget["attrs"])}>')


def _attributes(attributes: Mapping[str, Any]) -> str:
    """Those that are not off, in their order; one that is on stands by its name alone."""
    return "".join(
        f" {_escaped(name)}" if value is True else f' {_escaped(name)}="{_escaped(value)}"'
        for name, value in attributes.items()
        if value is not False
    )


def _escaped(value: object) -> str:
    return value if isinstance(value, SafeString) else escape(str(value))
