"""Rows that are only right together, such as instalments that add up to the amount: checked wherever one of them can be changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from voorzieningen.admin.base import CatalogueAdmin, kept_forms


@dataclass(frozen=True, slots=True)
class Whole:
    """What makes rows right together.

    of: name of the foreign key to what they belong to
    value: name of the field that counts
    problem: what is wrong with these values, as a Dutch sentence; empty when all is well
    """

    of: str
    value: str
    problem: Callable[[Sequence[Any]], str]

    def others(self, row: Any, owner: Any) -> list[Any]:
        """The values of the other rows of `owner` that are in the database."""
        return list(type(row).objects.filter(**{self.of: owner}).exclude(pk=row.pk).values_list(self.value, flat=True))


class WholeFormSet(BaseInlineFormSet):
    """All rows together, on the page of what they belong to."""

    whole: ClassVar[Whole]

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        problem = self.whole.problem([form.cleaned_data[self.whole.value] for form in kept_forms(self)])
        if problem:
            raise ValidationError(problem)


class PartForm(forms.ModelForm):
    """One of the rows on its own page: the others are already saved."""

    whole: ClassVar[Whole]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        owner, value = cleaned.get(self.whole.of), cleaned.get(self.whole.value)
        if self.instance.pk and self.whole.of in self.changed_data:
            self.add_error(self.whole.of, "Dit verhuist niet: verwijder het hier en voeg het daar toe.")
        elif owner and value is not None and (problem := self.whole.problem([*self.whole.others(self.instance, owner), value])):
            self.add_error(self.whole.value, f"{problem} Wijzig alles samen op de pagina van '{owner}'.")
        return cleaned


class PartAdmin(CatalogueAdmin):
    """The own pages of such rows. A row without which the others are no longer right is deleted on the page of what it belongs to."""

    form: type[PartForm]
    actions = None  # the list would delete rows without asking what that does to the others

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))
        whole = self.form.whole
        owner = getattr(row, whole.of) if row is not None and self.has_delete_permission(request, row) else None
        problem = whole.problem(whole.others(row, owner)) if owner else ""
        if not problem:
            return super().delete_view(request, object_id, extra_context)
        messages.error(request, f"Niet verwijderd. {problem} Wijzig alles samen op deze pagina.")
        return HttpResponseRedirect(reverse(f"admin:{owner._meta.app_label}_{owner._meta.model_name}_change", args=[owner.pk]))
