"""Template filters and tags of the portal: money, numbers, sources, badges and the navigation. Built in, so that no template has to load them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString

from voorzieningen.catalogue import Citation, Contradiction, Source, is_stale
from voorzieningen.evidence import Evidence
from voorzieningen.evidence_html import badge, citation_html, evidence_html, sentence, sources_address
from voorzieningen.money import EuroRange, euro_nl, number_nl, percent_nl, to_cents
from voorzieningen.quick_html import format_html
from voorzieningen.reference_date import PARAMETER, on_day

register = template.Library()

# The address, its label, and with what the names of the pages in its section begin.
NAVIGATION: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("procurement:overview", "Totaaloverzicht", ("procurement:overview", "voorzieningen:offering")),
    (
        "procurement:comparison",
        "Vergelijken",
        ("procurement:comparison", "procurement:scenarios", "procurement:own_offer"),
    ),
    ("procurement:coverage", "Dekking en mix", ("procurement:coverage",)),
    ("procurement:advice", "Advies", ("procurement:advice",)),
    ("procurement:dossiers", "Dossiers", ("procurement:dossier", "procurement:report")),
    ("voorzieningen:sources", "Bronnen", ("voorzieningen:sources",)),
)


# Amounts come back on a page: in a cell, in what opens below it and in the calculation. Zero is never asked: 0 and -0 are equal, and differ in words.
@lru_cache(maxsize=4096)
def _kept_data(amount: Decimal) -> SafeString:
    return SafeString(f'<data value="{to_cents(amount)}">{euro_nl(amount)}</data>')


def _data(amount: Decimal) -> SafeString:
    return _kept_data(amount) if amount else _kept_data.__wrapped__(amount)


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


register.filter(sentence)
register.simple_tag(badge)


def sources_before(context: template.Context) -> str:
    """What precedes the anchor of a source: the sources page, on the day the page is about, or the document itself (the PDF says "#")."""
    reference = context.get("reference")
    return context.get("sources_at") or sources_address(reference.on if reference else None)


@register.simple_tag(takes_context=True)
def source_address(context: template.Context, source: Source) -> str:
    """Where a source is described: on /bronnen/, or in the document itself when the context says `sources_at` (the PDF says "#")."""
    return f"{sources_before(context)}{source.slug}"


@register.simple_tag(takes_context=True)
def sources_link(context: template.Context, anchor: str) -> str:
    """Where a contradiction is described, by its code in small letters."""
    return f"{sources_before(context)}{anchor}"


@register.simple_tag(takes_context=True)
def cite(context: template.Context, citation: Citation) -> SafeString:
    """Where a fact stands, with the decisive words."""
    return citation_html(citation, sources_before(context))


@register.simple_tag(takes_context=True)
def evidence(context: template.Context, basis: Evidence, *about: str) -> SafeString:
    """What a value rests on, to be opened. `about` says of what and whom: "leeftijd" and "Buurtgezinnen"."""
    return evidence_html(basis, ", ".join(about), sources_before(context))


@register.simple_tag
def errors_in(source: Source, contradictions: Iterable[tuple[Contradiction, Any]]) -> list[Contradiction]:
    """The errors that were found in a source. `contradictions` have beside them the offerings that each is about."""
    errors = (item for item, _ in contradictions if item.kind == "SOURCE_ERROR")
    return [item for item in errors if any(reading.citation.source == source for reading in item.readings)]


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
        current = "page" if name == here else "true" if here.startswith(section) else ""
        items.append({"address": catalogue_url(context, name), "label": label, "current": current})
    return {"items": items}


@register.simple_tag(takes_context=True)
def catalogue_url(context: template.Context, name: str, *args: str) -> str:
    """A page of the catalogue, on the day that this page is about. An error page must render whatever is wrong, even with the addresses."""
    try:
        return on_day(reverse(name, args=args), context.get("reference"))
    except NoReverseMatch:
        return "/"


@register.simple_tag
def freshness(checked_on: date | None, on: date) -> SafeString | str:
    """A badge when nobody checked it in the year before `on`; nothing when it is fresh."""
    if checked_on is None:
        return badge("nog niet gecontroleerd")
    return badge("gegevens ouder dan een jaar") if is_stale(checked_on, on) else ""


@register.simple_tag(takes_context=True)
def now_address(context: template.Context) -> str:
    """This page with the catalogue as it is now."""
    request = context["request"]
    query = request.GET.copy()
    query.pop(PARAMETER, None)
    return f"{request.path}?{query.urlencode()}" if query else request.path
