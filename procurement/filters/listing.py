"""How the list is shown: its order and its page."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from procurement.filters.address import given, short
from voorzieningen.reference_date import NOW, ReferenceDate, ReferenceDateField


class ListForm(forms.Form):
    """How the list is shown: its order, its page and of which day. `orders` are the codes of the table's columns, with - for descending."""

    sorteer = forms.CharField(required=False, label="Volgorde")
    pagina = forms.CharField(required=False, label="Pagina")
    peildatum = ReferenceDateField()

    def __init__(self, data: QueryDict, *, orders: frozenset[str], reference: ReferenceDate = NOW) -> None:
        self.orders, self.reference = orders, reference
        super().__init__(given(data, self.base_fields))

    def clean_sorteer(self) -> str:
        return self._only("sorteer", lambda value: value in self.orders, "Op “{}” kan niet worden gesorteerd. Kies een kolom van de tabel.")

    def clean_pagina(self) -> int:
        value = self._only("pagina", lambda value: re.fullmatch(r"[0-9]{1,6}", value) and int(value) > 0, "“{}” is geen paginanummer.")
        return int(value) if value else 1

    def clean_peildatum(self) -> date | None:
        if self.reference.problem:
            raise ValidationError(self.reference.problem)
        return self.reference.on

    def _only(self, name: str, is_good: Any, message: str) -> str:
        values = self.data.getlist(name)
        if len(values) > 1:
            raise ValidationError("Dit is meer dan één keer gegeven. Kies er één.")
        value = self.cleaned_data[name]
        if value and not is_good(value):
            raise ValidationError(message.format(short(value)))
        return value
