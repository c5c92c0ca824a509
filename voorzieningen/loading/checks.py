"""What must hold for the catalogue as a whole and spans rows, so that no single database constraint can guard it."""

from __future__ import annotations

from collections import Counter
from itertools import groupby, pairwise

from django.utils import timezone

from voorzieningen.models import IndexFigure, ReadingChange, Tariff, TariffComponent
from voorzieningen.models.index_series import missing_years


def catalogue_problems() -> list[str]:
    """What is wrong, in English, in a fixed number of queries; empty when all is well.

    - of the readings of a tariff that belong to one contradiction, exactly one is preferred
    - what a reading changes is a component of its own tariff, borrowed ones included; a changed amount replaces an amount
    - the amounts of a series follow each other without gap or overlap in contract years
    - a published offering has at most one default tariff
    - the instalments of a tariff, when it has any, add up to the whole amount
    - an index series has a figure for every year between its first and its last, and none for a year that is still to come
    """
    tariffs = list(
        Tariff.objects.select_related("offering").prefetch_related("readings", "shared_components", "instalments").order_by("offering__slug", "slug")
    )
    problems = []
    for tariff in tariffs:
        preferred = Counter({reading.contradiction: 0 for reading in tariff.readings.all()})
        preferred.update(reading.contradiction for reading in tariff.readings.all() if reading.preferred)
        problems += [
            f"tariff {tariff.offering.slug} {tariff.slug} has {count} preferred readings instead of one about {code or 'no contradiction'}"
            for code, count in sorted(preferred.items())
            if count != 1
        ]
    defaults = Counter(tariff.offering.slug for tariff in tariffs if tariff.is_default and tariff.offering.is_published)
    problems += [f"offering {slug} has {count} default tariffs" for slug, count in defaults.items() if count > 1]
    borrowed = {(tariff.pk, component.pk) for tariff in tariffs for component in tariff.shared_components.all()}
    return problems + _instalment_problems(tariffs) + _change_problems(borrowed) + _series_problems() + _index_problems()


def _instalment_problems(tariffs: list[Tariff]) -> list[str]:
    sums = [(tariff, sum(instalment.percentage for instalment in tariff.instalments.all())) for tariff in tariffs if tariff.instalments.all()]
    return [
        f"the instalments of tariff {tariff.offering.slug} {tariff.slug} add up to {total.normalize()} instead of 1"
        for tariff, total in sums
        if total != 1
    ]


def _index_problems() -> list[str]:
    this_year, problems = timezone.localdate().year, []
    figures = IndexFigure.objects.order_by("series__slug", "year").values_list("series__slug", "year")
    for series, rows in groupby(figures, key=lambda row: row[0]):
        years = [year for _, year in rows]
        problems += [f"index series {series} has no figure for {year}" for year in missing_years(years)]
        problems += [f"index series {series} has a figure for {year}, which is still to come" for year in years if year > this_year]
    return problems


def _change_problems(borrowed: set[tuple[int, int]]) -> list[str]:
    """`borrowed` are the (tariff, component) primary keys of the components that a tariff takes from others."""
    problems = []
    for change in ReadingChange.objects.select_related("reading__tariff__offering", "component").order_by("reading__code", "component__code"):
        tariff, component = change.reading.tariff, change.component
        name = f"reading {change.reading.code} of {tariff.offering.slug} changes {component.code}"
        if component.tariff_id != tariff.pk and (tariff.pk, component.pk) not in borrowed:
            problems.append(f"{name}, which is not a component of its tariff")
        if change.low is not None and component.low is None:
            problems.append(f"{name} into an amount, but a component of type {component.type} has none")
    return problems


def _series_problems() -> list[str]:
    components = list(
        TariffComponent.objects.exclude(series="")
        .select_related("tariff__offering")
        .order_by("tariff_id", "reading_id", "series", "from_contract_year", "code")
    )
    problems = []
    for _, group in groupby(components, key=lambda component: (component.tariff_id, component.reading_id, component.series)):
        for before, after in pairwise(group):
            if before.to_contract_year is None or after.from_contract_year != before.to_contract_year + 1:
                until = "open end" if before.to_contract_year is None else f"contract year {before.to_contract_year}"
                problems.append(
                    f"series {before.series} of {before.tariff.offering.slug}: {after.code} starts in contract year {after.from_contract_year} "
                    f"after {before.code} with {until}"
                )
    return problems
