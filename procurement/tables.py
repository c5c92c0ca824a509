"""The overview as a sortable table: one row per offering, every cell with its unknowns and disagreements said aloud."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django_tables2.data import TableListData

from procurement.features import Feature, features
from procurement.fit import OfferingFit, Verdict
from voorzieningen.ages import Certainty
from voorzieningen.catalogue import Offering, Option
from voorzieningen.evidence import LABELS, evidence
from voorzieningen.evidence_html import badge, evidence_html, sources_address
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


@dataclass(frozen=True)
class Row:
    """One offering in the list: what is asked of it and whether it is ticked. Its features are read when it is shown."""

    fit: OfferingFit
    is_ticked: bool = False

    @property
    def offering(self) -> Offering:
        return self.fit.offering

    @cached_property
    def features(self) -> dict[str, Feature]:
        return {feature.name: feature for feature in features(self.offering, self.offering.default_tariff)}


# --- order --------------------------------------------------------------------------------------------------------------------------------


def _first_label(options: tuple[Option, ...]) -> str | None:
    return next((option.term.label.casefold() for option in options if option.certainty is not Certainty.UNKNOWN), None)


def _ages(offering: Offering) -> tuple[int, int] | None:
    """The surest range: snapshot gives the certain ones first."""
    return next(((row.months.start, row.months.end) for row in offering.age_ranges if row.months is not None), None)


def _no_first(answer: bool | None) -> int | None:
    return None if answer is None else int(answer)


SORT_KEYS: dict[str, Callable[[Offering], Any]] = {
    "naam": lambda offering: offering.name.casefold(),
    "leeftijd": _ages,
    "vorm": lambda offering: _first_label(offering.support_forms),
    "levering": lambda offering: _first_label(offering.delivery_models),
    "coordinator": lambda offering: _first_label(offering.coordinator_types),
    "training": lambda offering: _no_first(offering.volunteer_training),
    "vog": lambda offering: _no_first(offering.vog),
}
# The tariff in words is not sortable: under one heading stand five different units, and only a calculation makes them comparable.
ORDERS = frozenset(sign + name for name in SORT_KEYS for sign in ("", "-"))


class OfferingRows(TableListData):
    """Rows that sort with the unknown last, ascending and descending alike; equal ones keep their order, which is by name."""

    def order_by(self, aliases: Iterable[str]) -> None:
        for alias in reversed(list(aliases)):
            key = SORT_KEYS[alias.lstrip("-")]
            known = [row for row in self.data if key(row.offering) is not None]
            unknown = [row for row in self.data if key(row.offering) is None]
            known.sort(key=lambda row: key(row.offering), reverse=alias.startswith("-"))
            self.data = [*known, *unknown]


# --- cells --------------------------------------------------------------------------------------------------------------------------------


class FeatureColumn(tables.Column):
    """A feature in words, unknown said aloud, that opens to what it rests on."""

    def __init__(self, *, feature: str, **extra: Any) -> None:
        self.feature = feature
        super().__init__(verbose_name=LABELS[feature], empty_values=(), **extra)

    def render(self, record: Row, table: OfferingTable) -> SafeString:
        feature = record.features[self.feature]
        return format_html("{}{}", UNKNOWN if feature.is_unknown else feature.text, evidence_html(feature.evidence, feature.subject, table.sources))


class OfferingTable(tables.Table):
    """The rows of one group of the overview. `caption` is set by the view that knows what the group means."""

    naam = tables.Column(LABELS["naam"], empty_values=())
    antwoord = tables.Column("Antwoord op uw vraag", empty_values=(), orderable=False)
    doelgroepen = tables.Column(LABELS["doelgroepen"], empty_values=(), orderable=False)
    leeftijd = FeatureColumn(feature="leeftijd")
    kenmerken = tables.Column(LABELS["kenmerken"], empty_values=(), orderable=False)
    tarief = tables.Column(LABELS["tarief"], empty_values=(), orderable=False)
    vorm = FeatureColumn(feature="vorm")
    levering = FeatureColumn(feature="levering")
    coordinator = FeatureColumn(feature="coordinator")
    training = FeatureColumn(feature="training")
    vog = FeatureColumn(feature="vog")

    class Meta:
        order_by_field = "sorteer"
        attrs = {"class": "table table--sticky table--compact overview"}

    def __init__(
        self,
        rows: list[Row],
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
        self.sources = sources_address(reference.on)
        super().__init__(OfferingRows(rows), order_by=order or "naam", exclude=() if with_answers else ("antwoord",), **extra)

    def render_naam(self, record: Row) -> SafeString:
        offering = record.offering
        organisation = offering.organisation if offering.organisation not in ("", offering.name) else ""
        return format_html(
            '<span class="check"><input type="checkbox" name="aanbod" value="{}" aria-label="Kies {}"{}> <a href="{}">{}</a></span>{}{}',
            offering.slug,
            offering.name,
            SafeString(" checked") if record.is_ticked else "",
            on_day(reverse("voorzieningen:offering", args=[offering.slug]), self.reference),
            offering.name,
            format_html('<span class="quiet">{}</span>', organisation) if organisation else "",
            freshness(offering.checked_on, self.reference_day),
        )

    def render_antwoord(self, record: Row) -> SafeString:
        """Per criterion the exact answer, which can be seen at a glance, and the reason; where sources differ about it the badge says so."""
        lines = [
            (
                answer.label,
                badge(answer.precise.words),
                format_html(" {}", badge("bronnen verschillen")) if answer.differs else "",
                # The reason may begin with the word that the badge says already.
                answer.reason.removeprefix(f"{answer.precise.words}: "),
            )
            for answer in record.fit.answers
        ]
        return format_html('<ul class="overview-plain">{}</ul>', format_html_join("", "<li><strong>{}</strong>: {}{} {}</li>", lines))

    def render_doelgroepen(self, record: Row) -> SafeString:
        groups: dict[str, list[str]] = {status: [] for status in COVERAGE_WORDS}
        for row in record.offering.coverage:
            groups[row.status].append(row.target_group.label)
        lines = [(f"{words}: " if words else "", "; ".join(groups[status])) for status, words in COVERAGE_WORDS.items() if groups[status]]
        text = format_html_join("", "<li>{}{}</li>", lines)
        shown = format_html('<ul class="overview-plain">{}</ul>', text) if lines else UNKNOWN
        return format_html("{}{}", shown, self._basis(record.offering, "doelgroepen", "doelgroepen"))

    def render_kenmerken(self, record: Row) -> SafeString:
        """The characteristics; what the name rests on opens here as well, because nothing may open in the heading of a row."""
        basis = self._basis(record.offering, "kenmerken", "naam en kenmerken")
        return format_html("{}{}", record.offering.characteristics or UNKNOWN, basis)

    def render_tarief(self, record: Row) -> SafeString:
        """The tariff with its price level. Never an amount of nothing: without a price it says so, and then there is no level to name."""
        offering, tariff = record.offering, record.offering.default_tariff
        feature = record.features["tarief"]
        basis = evidence_html(feature.evidence, feature.subject, self.sources)
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

    def _basis(self, offering: Offering, name: str, about: str) -> SafeString:
        """What a value that is no feature rests on."""
        return evidence_html(evidence(offering, name), f"{about}, {offering.name}", self.sources)
