"""What `afronding` asks: how often each module of a tariff is completed. A later module cannot be completed more often than an earlier one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise

from django.core.exceptions import ValidationError

from procurement.forms.fields import decimal_number, short
from voorzieningen.catalogue import Catalogue, TariffComponent
from voorzieningen.money import percent_nl


def chosen_completion(pairs: Iterable[tuple[str, str]], catalogue: Catalogue) -> tuple[tuple[str, Decimal], ...]:
    """(component code, fraction) of what was asked. Raises ValidationError for an unknown module, a wrong percentage or an impossible order."""
    modules = _modules(catalogue)
    codes = [row.code for rows in modules for row in rows]
    given: dict[str, Decimal] = {}
    for code, text in pairs:
        percentage = decimal_number(text)
        if code not in codes:
            hint = f" Kies uit {', '.join(codes)}." if codes else ""
            raise ValidationError(f"Er is geen module '{short(code)}'.{hint}")
        if percentage is None or not 0 <= percentage <= 100:
            raise ValidationError(f"{code}: vul een percentage in van 0 tot en met 100.")
        given[code] = percentage / 100
    for rows in modules if given else []:
        _refuse_order(rows, given)
    return tuple(given.items())


def _refuse_order(rows: Sequence[TariffComponent], given: dict[str, Decimal]) -> None:
    for earlier, later in pairwise(rows):
        before, after = (given.get(row.code, _default(row)) for row in (earlier, later))
        if after > before:
            pair = f"{later.code} ({percent_nl(after)}) kan niet vaker worden afgerond dan {earlier.code} ({percent_nl(before)})"
            raise ValidationError(f"{pair}, die eraan voorafgaat.")


def _default(row: TariffComponent) -> Decimal:
    """How often a module is completed when nobody says so, as a fraction."""
    return Decimal(1) if row.default_completion is None else row.default_completion


def _modules(catalogue: Catalogue) -> list[list[TariffComponent]]:
    """The modules of each tariff that has them, in the order in which they are completed."""
    tariffs = [tariff for offering in catalogue.offerings for tariff in offering.tariffs]
    rows = [[row for row in tariff.components if row.type == "PER_MODULE"] for tariff in tariffs]
    return [found for found in rows if found]
