"""Why offerings were left out, as a form: a text per offering, as many fields as the answer has rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from procurement.forms.dossier import TOO_LONG, DossierForm
from procurement.forms.own_offer import TextField
from procurement.left_out import Kind, LeftOut

LONGEST_REASON = 2000
_PREFIX = "reden-"


class ExclusionsForm(DossierForm):
    """`rows_left_out` are the offerings of the page. A reason may stay empty here: what then is missing stops the next step, not the saving."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, rows_left_out: Iterable[LeftOut], reasons: Mapping[str, str]) -> None:
        self.rows_left_out = tuple(rows_left_out)
        super().__init__(data, initial={_PREFIX + slug: reason for slug, reason in reasons.items()})
        for row in self.rows_left_out:
            self.fields[_PREFIX + row.offering.slug] = TextField(
                label=f"Uw reden: {row.offering.name}",
                required=False,
                max_length=LONGEST_REASON,
                widget=forms.Textarea(attrs={"class": "utrecht-textarea", "rows": 3}),
                error_messages=TOO_LONG,
            )

    @property
    def needed(self) -> list[tuple[LeftOut, BoundField, str | None]]:
        """The offerings that fit and were not chosen: (row, its field, what a colleague stored meanwhile)."""
        return [item for item in self._items() if item[0].kind is Kind.NOT_CHOSEN]

    @property
    def optional(self) -> list[tuple[LeftOut, BoundField, str | None]]:
        """Those that fall out on the task: the criterion is a reason by itself."""
        return [item for item in self._items() if item[0].kind is not Kind.NOT_CHOSEN]

    def _items(self) -> Iterator[tuple[LeftOut, BoundField, str | None]]:
        for row, (field, stored) in zip(self.rows_left_out, self.rows, strict=True):
            yield row, field, stored

    @property
    def reasons(self) -> dict[str, str]:
        """By slug what was typed, also nothing. Only after is_valid()."""
        return {row.offering.slug: self.cleaned_data[_PREFIX + row.offering.slug] for row in self.rows_left_out}

    def show_stored(self, reasons: Mapping[str, str]) -> None:
        self.stored = {_PREFIX + row.offering.slug: reasons.get(row.offering.slug, "") for row in self.rows_left_out}
