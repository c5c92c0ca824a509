"""The rows of the tables that lay readings of a tariff side by side. Made in Python, as the other tables of amounts are."""

from __future__ import annotations

from collections.abc import Iterator

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString

from procurement.readings import Alternative, Ambiguity, Amounts
from procurement.templatetags.prices import price_mark
from voorzieningen.evidence_html import badge
from voorzieningen.money import EuroRange
from voorzieningen.quick_html import format_html, format_html_join
from voorzieningen.templatetags.portal import euro

register = template.Library()

_EMPTY = SafeString("")


@register.simple_tag
def reading_rows(ambiguity: Ambiguity, linked: bool = False) -> SafeString:
    """A row for every way to read it; with `linked` there is a link to calculate with another one."""
    comparison = reverse("procurement:comparison") if linked else ""
    return format_html_join(
        "\n",
        '<tr><th scope="row">{}{}</th><td>{} {}{}</td><td class="numeric">{}</td><td class="numeric">{}</td><td>{}</td><td>{}</td></tr>',
        (
            (
                alternative.name,
                format_html(" {}", badge("voorkeur")) if alternative.preferred else _EMPTY,
                alternative.text,
                alternative.reason,
                format_html_join("", '<span class="quiet reason">Let op: {}.</span>', ((warning,) for warning in alternative.warnings)),
                format_html_join(" ", "{}", ((part,) for part in _total(alternative.amounts))),
                _marked(alternative.amounts, alternative.amounts.municipality),
                _differences(alternative),
                _use(ambiguity, alternative, comparison),
            )
            for alternative in ambiguity.alternatives
        ),
    )


def _total(amounts: Amounts) -> Iterator[SafeString]:
    yield _marked(amounts, amounts.total)
    if amounts.unknown:
        yield format_html('<span class="quiet reason">{}</span>', amounts.unknown)
    if amounts.known_years:
        yield format_html('<span class="quiet reason">bekende jaren samen: {}</span>', _marked(amounts, amounts.known_years))


def _marked(amounts: Amounts, amount: EuroRange | None) -> SafeString:
    return format_html("{}{}", euro(amount), price_mark(amounts, amount))


def _differences(alternative: Alternative) -> SafeString | str:
    """How far it lies from the reading that is used; unknown when one of the two is."""
    rows = (
        (difference.what, "geen verschil" if difference.amount == 0 else format_html("{} {}", euro(difference.amount), difference.word))
        for difference in alternative.differences
    )
    return format_html_join(" ", '<span class="reason">{}: {}</span>', rows) or "-"


def _use(ambiguity: Ambiguity, alternative: Alternative, comparison: str) -> SafeString | str:
    if alternative.used:
        return "gebruikt"
    if not comparison:
        return "niet gebruikt"
    return format_html(
        '<a href="{}?{}#lezingen">Reken hiermee<span class="visually-hidden">: {}, {}</span></a>',
        comparison,
        alternative.query,
        ambiguity.offering.name,
        alternative.name,
    )
