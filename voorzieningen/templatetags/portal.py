"""Template filters and tags of the portal: money, numbers, ages, badges and the navigation. Built in, so that no template has to load them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import template
from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from voorzieningen.ages import Months, months_nl
from voorzieningen.catalogue import Source
from voorzieningen.money import EuroRange, euro_nl, number_nl, percent_nl, to_cents

register = template.Library()

NAVIGATION = (
    ("procurement:overview", "Totaaloverzicht", ("procurement:overview", "voorzieningen:offering")),
    ("procurement:comparison", "Vergelijken", ("procurement:comparison",)),
    ("procurement:advice", "Advies", ("procurement:advice",)),
    ("voorzieningen:sources", "Bronnen", ("voorzieningen:sources",)),
)

# The text says it all; the class adds a shape, so that colour is never the only difference.
BADGES = {
    "onbekend": "unknown",
    "niet vermeld": "unknown",
    "bronnen verschillen": "differ",
    "mogelijk": "possible",
    "onduidelijk": "possible",
    "prijspeil onbekend": "unknown",
    "aanname": "assumption",
    "afgeleid": "assumption",
    "bewering": "claim",
    "door een derde": "claim",
    "circa": "possible",
    "richtlijn": "possible",
    "bovengrens": "possible",
    "verandert bedragen": "money",
    "telt niet mee": "info",
}


def _data(amount: Decimal) -> SafeString:
    return format_html('<data value="{}">{}</data>', str(to_cents(amount)), euro_nl(amount))


@register.filter
def euro(amount: Decimal | EuroRange | None) -> SafeString:
    """An amount in euro with its machine-readable value: one <data>, two for a range, the word "onbekend" for None."""
    if amount is None:
        return format_html('<span class="unknown">{}</span>', "onbekend")
    if isinstance(amount, EuroRange):
        if amount.is_exact:
            return _data(amount.low)
        return format_html("{} - {}", _data(amount.low), _data(amount.high))
    return _data(amount)


@register.filter
def number(value: Decimal | int | None, places: int | None = None) -> SafeString | str:
    """A number in Dutch notation with the decimals it has (1.184,5) or with `places`; None is the word "onbekend"."""
    if value is None:
        return format_html('<span class="unknown">{}</span>', "onbekend")
    if places is not None:
        return number_nl(value, places)
    if isinstance(value, Decimal):
        value = value.to_integral_value() if value == value.to_integral_value() else value.normalize()
    return number_nl(value)


@register.filter
def percent(fraction: Decimal | None) -> SafeString | str:
    """A fraction as a percentage: 0.025 is 2,5%; None is the word "onbekend"."""
    if fraction is None:
        return format_html('<span class="unknown">{}</span>', "onbekend")
    return percent_nl(fraction)


@register.filter
def yes_no(answer: bool | None) -> SafeString | str:
    """Ja, nee, or "niet vermeld" for None: what a source does not tell is never a no."""
    if answer is None:
        return format_html('<span class="unknown">{}</span>', "niet vermeld")
    return "ja" if answer else "nee"


@register.filter
def months(ages: Months | None) -> SafeString | str:
    """Ages in words: "vanaf de zwangerschap tot 5 jaar"; None is "niet vermeld"."""
    if ages is None:
        return format_html('<span class="unknown">{}</span>', "niet vermeld")
    return months_nl(ages)


@register.filter
def sentence(text: str) -> str:
    """The text with a capital, except a web or e-mail address: that is written as it is."""
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    return text if "://" in first or "@" in first else str(capfirst(text))


@register.simple_tag
def badge(text: str) -> SafeString:
    """A short label such as "aanname" or "bronnen verschillen", with a shape of its own. A text without a shape gets a plain one."""
    return format_html('<span class="badge badge--{}">{}</span>', BADGES.get(text, "plain"), text)


@register.simple_tag(takes_context=True)
def source_address(context: template.Context, source: Source) -> str:
    """Where a source is described: on /bronnen/, or in the document itself when the context says `sources_at` (the PDF says "#")."""
    start = context.get("sources_at") or f"{reverse('voorzieningen:sources')}#"
    return f"{start}{source.slug}"


@register.simple_tag
def software_version() -> str:
    """The version of the portal."""
    version: str = settings.SOFTWARE_VERSION
    return version


@register.inclusion_tag("voorzieningen/_navigation.html", takes_context=True)
def navigation(context: template.Context) -> dict[str, Any]:
    """The main navigation: "page" marks the page itself, "true" the section it belongs to. Error pages have no request and no mark."""
    match = getattr(context.get("request"), "resolver_match", None)
    here = match.view_name if match else ""
    items = []
    for name, label, section in NAVIGATION:
        current = "page" if name == here else "true" if here in section else ""
        items.append({"address": _address(name), "label": label, "current": current})
    return {"items": items}


def _address(name: str) -> str:
    """An error page must render whatever is wrong, even with the addresses."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return "/"
