"""The rule of a series: amounts that follow each other in contract years, without a gap or an overlap."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby, pairwise

from voorzieningen.models import TariffComponent


def broken_series(components: Iterable[TariffComponent]) -> list[str]:
    """What is wrong with the series among these components of one tariff, as Dutch messages; empty when all is well.

    - a row that another one follows must have a last year
    - the next row starts in the year after it: later is a gap, earlier an overlap
    Components of different readings are different series.
    """
    rows = [row for row in components if row.series]
    rows.sort(key=lambda row: (row.series, row.reading_id or 0, row.from_contract_year, row.code))
    problems = []
    for (series, _), members in groupby(rows, key=lambda row: (row.series, row.reading_id or 0)):
        for earlier, later in pairwise(members):
            if earlier.to_contract_year is None or later.from_contract_year <= earlier.to_contract_year:
                problems.append(f"In reeks '{series}' overlappen {earlier.code} en {later.code} in contractjaar {later.from_contract_year}.")
            elif later.from_contract_year > earlier.to_contract_year + 1:
                span = f"{earlier.code} (t/m {earlier.to_contract_year}) en {later.code} (vanaf {later.from_contract_year})"
                problems.append(f"In reeks '{series}' zit een gat tussen {span}.")
    return problems
