"""The filter of the offerings: its parameters, the task that they ask, and its lists with what is left with each choice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import django_filters
from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict

from procurement.facets import Left
from procurement.filters.address import given, short
from procurement.filters.age import AgeFilter, parse_age
from procurement.filters.fields import TEXTBOX, TOO_LONG, SearchFilter, choice_filter, counted_id, terms_filter
from procurement.fit import Task
from voorzieningen.catalogue import Catalogue, Term

MAX_SEARCH = 100
YES_NO = (("ja", "ja"), ("nee", "nee"))


class OfferingFilterForm(forms.Form):
    """One value where one is meant: of two answers to the same question nobody can tell which one counts."""

    use_required_attribute = False

    def clean(self) -> dict[str, Any]:
        for name, field in self.fields.items():
            values = self.data.getlist(name)
            if len(values) > 1 and not isinstance(field, forms.MultipleChoiceField):
                self.errors.pop(name, None)
                both = " en ".join(f"“{short(value)}”" for value in values[:2])
                self.add_error(name, f"Dit filter is meer dan één keer gegeven ({both}). Kies er één.")
        return self.cleaned_data


class _NoRows:
    """Stands where django-filter wants a queryset: the catalogue's snapshot is filtered by `fit`, not by the database."""

    model = None


@dataclass(frozen=True, slots=True)
class Count:
    """What is left with a choice, in words, and the id of the element where it stands. Empty words: nothing was counted."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Box:
    """A box to tick with the term that it stands for."""

    id: str
    term: Term
    is_ticked: bool
    count: Count


@dataclass(frozen=True, slots=True)
class Checklist:
    """A filter with boxes to tick."""

    field: BoundField
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Select:
    """A filter with one choice out of a few."""

    field: BoundField
    count: Count


Facets = Mapping[str, Mapping[str, Left]]


class OfferingFilter(django_filters.FilterSet):
    """Validates the filters against a snapshot; `task` is the question they ask. Unknown parameter names are ignored."""

    zoek = SearchFilter(
        label="Zoeken",
        max_length=MAX_SEARCH,
        error_messages=TOO_LONG,
        widget=forms.TextInput(attrs=TEXTBOX),
        help_text="In naam, kenmerken, doelgroepen, doel en werkwijze.",
    )
    doelgroep = terms_filter("Doelgroep", help_text="Het aanbod moet bij alle gekozen doelgroepen passen.")
    leeftijd = AgeFilter(
        label="Leeftijd van het kind",
        max_length=len("zwangerschap-17"),
        error_messages=TOO_LONG,
        widget=forms.TextInput(attrs=TEXTBOX),
        help_text="Bijvoorbeeld 5, of 0-4, of zwangerschap, of zwangerschap-4.",
    )
    vorm = terms_filter("Vorm van steun")
    levering = terms_filter("Leveringsmodel", help_text="Wie sluit het contract en wie voert uit?")
    coordinator = terms_filter("Coördinator", help_text="De coördinator koppelt en begeleidt de gezinnen.")
    werkgever = terms_filter("Werkgever van de coördinator")
    training = choice_filter("Training van vrijwilligers", YES_NO)
    vog = choice_filter("VOG", YES_NO, help_text="Verklaring Omtrent het Gedrag: bewijs dat iemands verleden geen bezwaar is voor dit werk.")
    tarief = choice_filter("Tarief", (("bekend", "bekend"), ("onbekend", "onbekend")))
    collectief = choice_filter("Lid van het Collectief", YES_NO, help_text="Collectief informele steun voor kind en gezin.")

    class Meta:
        form = OfferingFilterForm

    def __init__(self, data: QueryDict | Mapping[str, Any] | None = None, *, catalogue: Catalogue) -> None:
        self.terms: dict[str, tuple[Term, ...]] = {
            "doelgroep": catalogue.target_groups,
            "vorm": catalogue.support_forms,
            "levering": catalogue.delivery_models,
            "coordinator": catalogue.coordinator_types,
            "werkgever": catalogue.employers,
        }
        super().__init__(data=given(data, self.base_filters), queryset=_NoRows())
        for name, terms in self.terms.items():
            self.filters[name].extra["choices"] = tuple((term.slug, term.label) for term in terms)

    @property
    def task(self) -> Task:
        """The question; only after `is_valid()`."""
        value = self.form.cleaned_data
        age, age_text = parse_age(value["leeftijd"]) if value["leeftijd"] else (None, "")
        return Task(
            search=value["zoek"],
            target_groups=self._chosen("doelgroep"),
            age=age,
            age_text=age_text,
            support_forms=self._chosen("vorm"),
            delivery_models=self._chosen("levering"),
            coordinator_types=self._chosen("coordinator"),
            employers=self._chosen("werkgever"),
            training=_flag(value["training"], "ja"),
            vog=_flag(value["vog"], "ja"),
            tariff_known=_flag(value["tarief"], "bekend"),
            in_collective=_flag(value["collectief"], "ja"),
        )

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The given filters as (parameter, value), in a fixed order and each once: for links and hidden inputs. Only after `is_valid()`."""
        found: list[tuple[str, str]] = []
        for name, value in self.form.cleaned_data.items():
            if name in self.terms:
                found += [(name, term.slug) for term in self._chosen(name)]
            elif value:
                found.append((name, value))
        return tuple(found)

    def value_label(self, name: str, value: str) -> str:
        """How a value of a filter is shown: the label of a term, an age in words, otherwise the value itself."""
        if name in self.terms:
            return next(term.label for term in self.terms[name] if term.slug == value)
        return parse_age(value)[1] if name == "leeftijd" else value

    def checklists(self, facets: Facets) -> tuple[Checklist, ...]:
        """The filters with a list of boxes to tick; beside each box what is left with it, if that was counted."""
        return tuple(Checklist(self.form[name], tuple(self._boxes(name, facets.get(name, {})))) for name, terms in self.terms.items() if terms)

    def selects(self, facets: Facets) -> tuple[Select, ...]:
        """The filters with one choice out of a few, in the order of the screen, each with what is left with its choices."""
        fields = (self.form[name] for name in ("tarief", "training", "vog", "collectief"))
        return tuple(
            Select(field, Count(field.count_id, "; ".join(f"{value}: {left.words}" for value, left in facets.get(field.name, {}).items())))
            for field in fields
        )

    def _boxes(self, name: str, left: Mapping[str, Left]) -> Iterator[Box]:
        field, terms = self.form[name], self.terms[name]
        ticked = set(field.value() or ())
        for number, term in enumerate(terms):
            box = f"{field.auto_id}_{number}"
            yield Box(box, term, term.slug in ticked, Count(counted_id(box), left[term.slug].words if left else ""))

    def _chosen(self, name: str) -> tuple[Term, ...]:
        chosen = set(self.form.cleaned_data[name])
        return tuple(term for term in self.terms[name] if term.slug in chosen)


def _flag(value: str, yes: str) -> bool | None:
    return value == yes if value else None
