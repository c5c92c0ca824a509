"""Fields of a form with what belongs to them, and lists to choose from. Made in Python: a question has dozens of them."""

from __future__ import annotations

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

from procurement.forms.options import Select
from voorzieningen.quick_html import format_html, format_html_join

register = template.Library()

_EMPTY = SafeString("")


@register.simple_tag
def form_field(field: BoundField) -> SafeString:
    """One field: label, what it means when its form says so, help, messages, control."""
    return format_html(
        '<div class="field{}"><label for="{}">{}</label>{}{}{} {}</div>',
        " field--invalid" if field.errors else "",
        field.id_for_label,
        field.label,
        explanation(getattr(field.field, "explanation", ""), field.label),
        format_html('<div class="field__help" id="{}_helptext">{}</div>', field.auto_id, field.help_text) if field.help_text else _EMPTY,
        _messages(field),
        field,
    )


def _messages(field: BoundField) -> SafeString:
    if not field.errors:
        return _EMPTY
    messages = format_html_join("", "<p>{}</p>", ((message,) for message in field.errors))
    return format_html('<div class="field__error" id="{}_error">{}</div>', field.auto_id, messages)


@register.simple_tag
def explanation(text: str, about: str) -> SafeString:
    """What a field means, to be opened; `about` is its label. Nothing when there is nothing to tell."""
    if not text:
        return _EMPTY
    return format_html(
        '<details class="explanation"><summary>Wat betekent dit?<span class="visually-hidden"> {}</span></summary>'
        '<p class="field__help">{}</p></details>',
        about,
        text,
    )


@register.simple_tag
def choice_list(select: Select, name: str) -> SafeString:
    """A list of a parameter that can stand in the address more than once."""
    options = format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((option.value, SafeString(" selected") if option.chosen else _EMPTY, option.label) for option in select.options),
    )
    return format_html(
        '<div class="field"><label for="id_{}">{}</label><select class="utrecht-select" id="id_{}" name="{}">{}</select></div>',
        *(select.id, select.label, select.id, name, options),
    )
