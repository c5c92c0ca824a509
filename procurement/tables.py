"""The overview as a sortable table: one row per offering, every cell with its unknowns and disagreements said aloud."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.safestring import SafeString
from django_tables2.data import TableListData

from procurement.features import Feature, features
from procurement.fit import Answer, OfferingFit, Verdict
from voorzieningen.catalogue import Offering
from voorzieningen.evidence import LABELS, evidence
from voorzieningen.evidence_html import badge, evidence_html, sources_address
from voorzieningen.kept import kept_by_identity
from voorzieningen.quick_html import format_html, format_html_join
from voorzieningen.reference_date import ReferenceDate, on_day
from voorzieningen.templatetags.portal import freshness

COVERAGE_WORDS = {
    "INCLUDED": "",
    "CONDITIONAL": "onder voorwaarde",
    "POSSIBLE": "mogelijk",
    "CONFLICT": "bronnen verschillen",
    "EXCLUDED": "niet voor",
}
UNKNOWN = format_html('<span class="unknown">{}</span>', "onbekend")
KEPT = 1000  # rows of which the facts are kept as they were written


@dataclass(frozen=True, slots=True)
class Row:
    """One offering in the list: what is asked of it and whether it is ticked."""

    fit: OfferingFit
    is_ticked: bool = False

    @property
    def offering(self) -> Offering:
        return self.fit.offering


class RowsInOrder(TableListData):
    """Rows that the index has put in order already, the unknown last."""

    def order_by(self, aliases: Iterable[str]) -> None:
        """Nothing: only the headings have to know the order."""


class OfferingTable(tables.Table):
    """The rows of one group of the overview. `caption` is set by the view that knows what the group means.

    The columns, their order and headings are django-tables2's; the cells are written here, because everything but the name and the answers
    depends only on the catalogue and is kept.
    """

    naam = tables.Column(LABELS["naam"])
    antwoord = tables.Column("Antwoord op uw vraag", orderable=False)
    doelgroepen = tables.Column(LABELS["doelgroepen"], orderable=False)
    leeftijd = tables.Column(LABELS["leeftijd"])
    kenmerken = tables.Column(LABELS["kenmerken"], orderable=False)
    tarief = tables.Column(LABELS["tarief"], orderable=False)
    vorm = tables.Column(LABELS["vorm"])
    levering = tables.Column(LABELS["levering"])
    coordinator = tables.Column(LABELS["coordinator"])
    training = tables.Column(LABELS["training"])
    vog = tables.Column(LABELS["vog"])

    class Meta:
        order_by_field = "sorteer"
        attrs = {"class": "table table--sticky table--compact overview"}

    def __init__(
        self,
        rows: Sequence[Row],
        *,
        verdict: Verdict,
        caption: str,
        order: str,
        with_answers: bool,
        reference: ReferenceDate,
        reference_day: date,
        **extra: Any,
    ) -> None:
        self.verdict = verdict
        self.caption = caption
        self.reference, self.reference_day = reference, reference_day
        self.with_answers = with_answers
        super().__init__(RowsInOrder(list(rows)), order_by=order or "naam", exclude=() if with_answers else ("antwoord",), **extra)

    @property
    def body(self) -> SafeString:
        """The rows as HTML."""
        sources = sources_address(self.reference.on)
        cells = ((self._name(row), self._answers(row.fit.answers), facts(row.offering, sources)) for row in self.data.data)
        return format_html_join("\n", '<tr><th scope="row">{}</th>{}{}</tr>', cells)

    def _name(self, row: Row) -> SafeString:
        offering = row.offering
        organisation = offering.organisation if offering.organisation not in ("", offering.name) else ""
        return format_html(
            '<span class="check"><input type="checkbox" name="aanbod" value="{}" aria-label="Kies {}"{}> <a href="{}">{}</a></span>{}{}',
            offering.slug,
            offering.name,
            SafeString(" checked") if row.is_ticked else "",
            on_day(reverse("voorzieningen:offering", args=[offering.slug]), self.reference),
            offering.name,
            format_html('<span class="quiet">{}</span>', organisation) if organisation else "",
            freshness(offering.checked_on, self.reference_day),
        )

    def _answers(self, answers: Iterable[Answer]) -> SafeString | str:
        """Per criterion the exact answer, which can be seen at a glance, and the reason; where sources differ about it the badge says so."""
        if not self.with_answers:
            return ""
        lines = [
            (
                answer.label,
                badge(answer.precise.words),
                format_html(" {}", badge("bronnen verschillen")) if answer.differs else "",
                # The reason may begin with the word that the badge says already.
                answer.reason.removeprefix(f"{answer.precise.words}: "),
            )
            for answer in answers
        ]
        return format_html('<td><ul class="overview-plain">{}</ul></td>', format_html_join("", "<li><strong>{}</strong>: {}{} {}</li>", lines))


# --- what only depends on the catalogue ---------------------------------------------------------------------------------------------------


@kept_by_identity(KEPT)
def facts(offering: Offering, sources: str) -> SafeString:
    """The cells with what is known of an offering, in the order of the columns. `sources`: where the sources stand, up to their anchor."""
    found = {feature.name: feature for feature in features(offering, offering.default_tariff)}
    cells = (
        _target_groups(offering, sources),
        _feature(found["leeftijd"], sources),
        # What the name rests on opens here as well, because nothing may open in the heading of a row.
        format_html("{}{}", offering.characteristics or UNKNOWN, _basis(offering, "kenmerken", "naam en kenmerken", sources)),
        _tariff(offering, found, sources),
        *(_feature(found[name], sources) for name in ("vorm", "levering", "coordinator", "training", "vog")),
    )
    return format_html_join("", "<td>{}</td>", ((cell,) for cell in cells))


def _feature(feature: Feature, sources: str) -> SafeString:
    """A feature in words, unknown said aloud, that opens to what it rests on."""
    return format_html("{}{}", UNKNOWN if feature.is_unknown else feature.text, evidence_html(feature.evidence, feature.subject, sources))


def _target_groups(offering: Offering, sources: str) -> SafeString:
    groups: dict[str, list[str]] = {status: [] for status in COVERAGE_WORDS}
    for row in offering.coverage:
        groups[row.status].append(row.target_group.label)
    lines = [(f"{words}: " if words else "", "; ".join(groups[status])) for status, words in COVERAGE_WORDS.items() if groups[status]]
    text = format_html_join("", "<li>{}{}</li>", lines)
    shown = format_html('<ul class="overview-plain">{}</ul>', text) if lines else UNKNOWN
    return format_html("{}{}", shown, _basis(offering, "doelgroepen", "doelgroepen", sources))


def _tariff(offering: Offering, found: Mapping[str, Feature], sources: str) -> SafeString:
    """The tariff with its price level. Never an amount of nothing: without a price it says so, and then there is no level to name."""
    tariff, feature = offering.default_tariff, found["tarief"]
    basis = evidence_html(feature.evidence, feature.subject, sources)
    if tariff is None:
        return format_html("{}{}", UNKNOWN, basis)
    notes = [] if feature.is_unknown else [f"Prijspeil {tariff.price_level_year or 'onbekend'}."]
    if others := [other.name for other in offering.tariffs[1:]]:
        notes.append(f"Ook bekend: {'; '.join(others)}.")
    return format_html(
        "{}{}{}{}",
        "" if offering.tariff_known else format_html("{} ", badge("onbekend")),
        # The wording may begin with the word that the badge says already.
        tariff.wording if offering.tariff_known else tariff.wording.removeprefix("Onbekend: "),
        format_html('<span class="citation">{}</span>', " ".join(notes)) if notes else "",
        basis,
    )


def _basis(offering: Offering, name: str, about: str, sources: str) -> SafeString:
    """What a value that is no feature rests on."""
    return evidence_html(evidence(offering, name), f"{about}, {offering.name}", sources)
