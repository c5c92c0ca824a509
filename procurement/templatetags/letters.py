"""Template tag for the letters to the providers of a comparison."""

from __future__ import annotations

from django import template

from procurement.advice.ask_first import Letter, write_letters
from procurement.sheet import Sheet

register = template.Library()


@register.simple_tag
def letters_about(sheet: Sheet) -> tuple[Letter, ...]:
    """What to ask each provider first, in the order of the comparison."""
    return write_letters(sheet)
