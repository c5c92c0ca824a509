"""The cells of the tables that lay an offer beside the list price. Made in Python, as the other tables of amounts are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django import template
from django.utils.safestring import SafeString

from procurement.offers import OfferBesideList
from procurement.offers.comparison import Gap, OfferYear, Price
from procurement.templatetags.prices import price_mark
from voorzieningen.quick_html import format_html, format_html_join
from voorzieningen.templatetags.portal import euro, number

register = template.Library()


@register.simple_tag
def offer_rows(beside: OfferBesideList) -> SafeString:
    """A row for every contract year of the question."""
    return format_html_join(
        "\n",
        '<tr><th scope="row">Jaar {} ({})</th><td>{} <span class="quiet reason">{}</span></td><td class="numeric">{}</td><td class="numeric">{}</td>'
        '<td class="numeric">{}</td><td class="numeric">{}<span class="quiet reason">{}</span></td></tr>',
        (
            (
                *(year.contract_year, year.calendar_year, number(year.new), _capacity(year)),
                *(format_html_join(" ", "{}", ((part,) for part in _price(price))) for price in (year.list_price, year.offer)),
                offer_gaps(year.gaps),
                *(euro(year.hourly.amount), year.hourly.words),
            )
            for year in beside.years
        ),
    )


def _capacity(year: OfferYear) -> str:
    if year.capacity is None:
        return "offerte: niet vermeld"
    low, high = year.capacity
    return f"offerte: voor {number(low)}" if low == high else f"offerte: voor {number(low)} tot {number(high)}"


def _price(price: Price) -> Iterator[SafeString]:
    """What one of the two costs in a year, how that came about, and what it is per new match."""
    yield format_html("{}{}", euro(price.amount), price_mark(price, price.amount))
    if price.words:
        yield format_html('<span class="quiet reason">{}</span>', price.words)
    if price.amount:
        per_new = format_html("{} ({})", euro(price.per_new), price.per_new_words) if price.per_new else price.per_new_words
        yield format_html('<span class="quiet reason">per nieuwe koppeling {}</span>', per_new)


@register.simple_tag
def offer_gaps(gaps: Sequence[Gap]) -> SafeString:
    """How far the offer lies from the list price."""
    if not gaps:
        return SafeString('<span class="unknown">niet te bepalen</span>')
    return format_html_join(
        "",
        '<span class="gap">{}{}</span>',
        ((f"{gap.bound}: " if gap.bound else "", format_html("{} {}", euro(gap.amount), gap.word) if gap.word else "geen verschil") for gap in gaps),
    )
