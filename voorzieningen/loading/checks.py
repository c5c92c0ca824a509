"""What must hold for the catalogue as a whole and spans rows, so that no single database constraint can guard it."""

from __future__ import annotations

from collections import Counter
from itertools import groupby, pairwise

from voorzieningen.models import Tariff, TariffComponent


def catalogue_problems() -> list[str]:
    """What is wrong, in English, in a fixed number of queries; empty when all is well.

    - a tariff with readings has exactly one preferred reading
    - the amounts of a series follow each other without gap or overlap in contract years
    - a published offering has at most one default tariff
    """
    tariffs = list(Tariff.objects.select_related("offering").prefetch_related("readings").order_by("offering__slug", "slug"))
    problems = []
    for tariff in tariffs:
        preferred = [reading for reading in tariff.readings.all() if reading.preferred]
        if tariff.readings.all() and len(preferred) != 1:
            problems.append(f"tariff {tariff.offering.slug} {tariff.slug} has {len(preferred)} preferred readings instead of one")
    defaults = Counter(tariff.offering.slug for tariff in tariffs if tariff.is_default and tariff.offering.is_published)
    problems += [f"offering {slug} has {count} default tariffs" for slug, count in defaults.items() if count > 1]
    return problems + _series_problems()


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
