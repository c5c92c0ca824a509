"""Parts of the question's form that hold hundreds of choices; made in Python, and kept while the catalogue they come from stays the same."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from voorzieningen.catalogue import Municipality
from voorzieningen.kept import kept_by_identity
from voorzieningen.quick_html import format_html_join

register = template.Library()


@register.simple_tag
@kept_by_identity(most=8)
def municipality_options(municipalities: tuple[Municipality, ...]) -> SafeString:
    """An <option> for every municipality, with its province."""
    return format_html_join("", '<option value="{}">{}</option>', ((item.name, item.province) for item in municipalities))
