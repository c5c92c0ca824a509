"""The overview as a sortable table: one row per offering, every cell with its unknowns and disagreements said aloud."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
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
from voorzieningen.templatetags.portal import badge

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


def offering_address(offering: Offering, part: str = "") -> str:
    address = reverse("voorzieningen:offering", args=[offering.slug])
    return f"{address}#{part}" if part else address


def _disputed(offering: Offering) -> SafeString:
    """The badge, leading to all readings on the page of the offering."""
    return format_html(' <a href="{}">{}</a>', offering_address(offering, "bronnen-verschillen"), badge("bronnen verschillen"))


class FeatureColumn(tables.Column):
    """A feature in words; unknown is said, and where sources differ the badge leads to all readings."""

    def __init__(self, *, feature: str, **extra: Any) -> None:
        self.feature = feature
        super().__init__(empty_values=(), **extra)

    def render(self, record: Row) -> SafeString:
        feature = record.features[self.feature]
        text = UNKNOWN if feature.is_unknown else format_html("{}", feature.text)
        return text + _disputed(record.offering) if feature.differs else text


class OfferingTable(tables.Table):
    """The rows of one group of the overview. `caption` is set by the view that knows what the group means."""

    naam = tables.Column("Naam", empty_values=())
    antwoord = tables.Column("Antwoord op uw vraag", empty_values=(), orderable=False)
    doelgroepen = tables.Column("Doelgroepen", empty_values=(), orderable=False)
    leeftijd = FeatureColumn(verbose_name="Leeftijd", feature="leeftijd")
    kenmerken = tables.Column("Kenmerken", empty_values=(), orderable=False)
    tarief = tables.Column("Tarief in woorden", empty_values=(), orderable=False)
    vorm = FeatureColumn(verbose_name="Vorm van steun", feature="vorm")
    levering = FeatureColumn(verbose_name="Leveringsmodel", feature="levering")
    coordinator = FeatureColumn(verbose_name="Coördinator", feature="coordinator")
    training = FeatureColumn(verbose_name="Training", feature="training")
    vog = FeatureColumn(verbose_name="VOG", feature="vog")

    class Meta:
        order_by_field = "sorteer"
        attrs = {"class": "table table--sticky table--compact overview"}

    def __init__(self, rows: list[Row], *, verdict: Verdict, caption: str, order: str, with_answers: bool, **extra: Any) -> None:
        self.verdict = verdict
        self.caption = caption
        super().__init__(OfferingRows(rows), order_by=order or "naam", exclude=() if with_answers else ("antwoord",), **extra)

    def render_naam(self, record: Row) -> SafeString:
        offering = record.offering
        organisation = offering.organisation if offering.organisation not in ("", offering.name) else ""
        return format_html(
            '<span class="check"><input type="checkbox" name="aanbod" value="{}" aria-label="Kies {}"{}> <a href="{}">{}</a></span>{}',
            offering.slug,
            offering.name,
            SafeString(" checked") if record.is_ticked else "",
            offering_address(offering),
            offering.name,
            format_html('<span class="quiet">{}</span>', organisation) if organisation else "",
        )

    def render_antwoord(self, record: Row) -> SafeString:
        lines = [(answer.label, answer.reason) for answer in record.fit.answers]
        return format_html('<ul class="overview-plain">{}</ul>', format_html_join("", "<li><strong>{}</strong>: {}</li>", lines))

    def render_doelgroepen(self, record: Row) -> SafeString:
        groups: dict[str, list[str]] = {status: [] for status in COVERAGE_WORDS}
        for row in record.offering.coverage:
            groups[row.status].append(row.target_group.label)
        lines = [(f"{words}: " if words else "", "; ".join(groups[status])) for status, words in COVERAGE_WORDS.items() if groups[status]]
        text = format_html_join("", "<li>{}{}</li>", lines)
        if not lines:
            return UNKNOWN
        return format_html('<ul class="overview-plain">{}</ul>{}', text, _disputed(record.offering) if groups["CONFLICT"] else "")

    def render_kenmerken(self, record: Row) -> SafeString:
        return format_html("{}", record.offering.characteristics) if record.offering.characteristics else UNKNOWN

    def render_tarief(self, record: Row) -> SafeString:
        """The tariff with its price level and source. Never an amount of nothing: without a price it says so."""
        tariff = record.offering.default_tariff
        if tariff is None:
            return UNKNOWN
        level = f"Prijspeil {tariff.price_level_year}." if tariff.price_level_year else "Prijspeil onbekend."
        others = [other.name for other in record.offering.tariffs[1:]]
        source = tariff.citation.source
        return format_html(
            '{}{}<span class="citation">{}{} Bron: <a href="{}#{}">{}</a>.</span>',
            "" if record.offering.tariff_known else format_html("{} ", badge("onbekend")),
            # The wording may begin with the word that the badge says already.
            tariff.wording if record.offering.tariff_known else tariff.wording.removeprefix("Onbekend: "),
            level,
            f" Ook bekend: {'; '.join(others)}." if others else "",
            reverse("voorzieningen:sources"),
            source.slug,
            source.title,
        )
