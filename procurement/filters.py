"""The parameters of the overview, which are also the task: declared and validated here. They filter no rows; `fit` answers them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField, BoundWidget
from django.http import QueryDict

from procurement.fit import Task, search_words
from voorzieningen.ages import OLDEST, PREGNANCY, Months, year_of_life
from voorzieningen.catalogue import Catalogue, Term

MAX_SEARCH = 100
OLDEST_YEAR = OLDEST // 12 - 1
YES_NO = (("ja", "ja"), ("nee", "nee"))
ANY = "maakt niet uit"
TOO_LONG = {"max_length": "Gebruik hoogstens %(limit_value)d tekens; dit zijn er %(show_value)d."}

# Only ASCII digits: int() would also read those of other scripts, and nobody checks a link with those.
_AGE = re.compile(r"([0-9]{1,2})(?:-([0-9]{1,2}))?")


def parse_age(text: str) -> tuple[Months, str]:
    """The months that an age parameter means, and how to say it: "5", "0-4" (up to and including 4) or "zwangerschap".

    Raises ValidationError with a Dutch message. Source: the interface, "Filters of the overview".
    """
    if text == "zwangerschap":
        return PREGNANCY, "zwangerschap"
    found = _AGE.fullmatch(text)
    if not found:
        raise ValidationError("Vul een leeftijd in als getal (5), van-tot (0-4) of het woord zwangerschap.")
    first, last = int(found[1]), int(found[2] or found[1])
    if last > OLDEST_YEAR:
        raise ValidationError(f"Vul een leeftijd in van 0 tot en met {OLDEST_YEAR} jaar.")
    if first > last:
        raise ValidationError(f"De eerste leeftijd is hoger dan de laatste. Bedoelt u {last}-{first}?")
    wording = f"{first} jaar" if first == last else f"{first} tot en met {last} jaar"
    return Months(year_of_life(first).start, year_of_life(last).end), wording


class SearchField(forms.CharField):
    def validate(self, value: str) -> None:
        super().validate(value)
        if "\ufffd" in value:
            # What bytes that are no UTF-8 become: searching on the rest would answer another question.
            raise ValidationError("In de zoektekst staat een teken dat niet te lezen is. Typ de tekst opnieuw.")
        if value and not search_words(value):
            raise ValidationError("Zoek op minstens één letter of cijfer.")


class AgeField(forms.CharField):
    def to_python(self, value: Any) -> str:
        return super().to_python(value).lower()

    def validate(self, value: str) -> None:
        super().validate(value)
        if value:
            parse_age(value)


_TEXTBOX = {"class": "utrecht-textbox utrecht-textbox--html-input", "autocomplete": "off"}
_SELECT = {"class": "utrecht-select utrecht-select--html-select"}


class SearchFilter(django_filters.Filter):
    field_class = SearchField


class AgeFilter(django_filters.Filter):
    field_class = AgeField


def _terms(label: str, **extra: Any) -> django_filters.MultipleChoiceFilter:
    """A choice from one of the catalogue's own lists; the list itself comes with the snapshot."""
    return django_filters.MultipleChoiceFilter(
        label=label,
        choices=(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": f"“%(value)s” is geen bekende keuze bij {label.lower()}. Kies uit de lijst."},
        **extra,
    )


def _choice(label: str, choices: tuple[tuple[str, str], ...], **extra: Any) -> django_filters.ChoiceFilter:
    message = f"“%(value)s” kan hier niet. Kies {' of '.join(code for code, _ in choices)}."
    return django_filters.ChoiceFilter(
        label=label, choices=choices, empty_label=ANY, error_messages={"invalid_choice": message}, widget=forms.Select(attrs=_SELECT), **extra
    )


class OfferingFilterForm(forms.Form):
    """One value where one is meant: of two answers to the same question nobody can tell which one counts."""

    use_required_attribute = False

    def clean(self) -> dict[str, Any]:
        for name, field in self.fields.items():
            values = self.data.getlist(name)
            if len(values) > 1 and not isinstance(field, forms.MultipleChoiceField):
                self.errors.pop(name, None)
                both = " en ".join(f"“{value}”" for value in values[:2])
                self.add_error(name, f"Dit filter is meer dan één keer gegeven ({both}). Kies er één.")
        return self.cleaned_data


class _NoRows:
    """Stands where django-filter wants a queryset: the catalogue's snapshot is filtered by `fit`, not by the database."""

    model = None


@dataclass(frozen=True, slots=True)
class Checklist:
    """A filter with boxes to tick: its field, and per choice the box with the term that it stands for."""

    field: BoundField
    boxes: tuple[tuple[BoundWidget, Term], ...]


class OfferingFilter(django_filters.FilterSet):
    """Validates the filters against a snapshot; `task` is the question they ask. Unknown parameter names are ignored."""

    zoek = SearchFilter(
        label="Zoeken",
        max_length=MAX_SEARCH,
        error_messages=TOO_LONG,
        widget=forms.TextInput(attrs=_TEXTBOX),
        help_text="In naam, kenmerken, doelgroepen, doel en werkwijze.",
    )
    doelgroep = _terms("Doelgroep", help_text="Het aanbod moet bij alle gekozen doelgroepen passen.")
    leeftijd = AgeFilter(
        label="Leeftijd van het kind",
        max_length=12,
        error_messages=TOO_LONG,
        widget=forms.TextInput(attrs=_TEXTBOX),
        help_text="Bijvoorbeeld 5, of 0-4, of zwangerschap.",
    )
    vorm = _terms("Vorm van steun")
    levering = _terms("Leveringsmodel", help_text="Wie sluit het contract en wie voert uit?")
    coordinator = _terms("Coördinator", help_text="De coördinator koppelt en begeleidt de gezinnen.")
    werkgever = _terms("Werkgever van de coördinator")
    training = _choice("Training van vrijwilligers", YES_NO)
    vog = _choice("VOG", YES_NO, help_text="Verklaring Omtrent het Gedrag: bewijs dat iemands verleden geen bezwaar is voor dit werk.")
    tarief = _choice("Tarief", (("bekend", "bekend"), ("onbekend", "onbekend")))
    collectief = _choice("Lid van het Collectief", YES_NO, help_text="Collectief informele steun voor kind en gezin.")

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
        super().__init__(data=_given(data, self.base_filters), queryset=_NoRows())
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

    @property
    def checklists(self) -> tuple[Checklist, ...]:
        """The filters with a list of boxes to tick, with the explanation of each choice."""
        return tuple(
            Checklist(self.form[name], tuple(zip(self.form[name].subwidgets, terms, strict=True))) for name, terms in self.terms.items() if terms
        )

    def _chosen(self, name: str) -> tuple[Term, ...]:
        chosen = set(self.form.cleaned_data[name])
        return tuple(term for term in self.terms[name] if term.slug in chosen)


def _given(data: QueryDict | Mapping[str, Any] | None, names: Mapping[str, Any]) -> QueryDict:
    """Only our parameters, without empty values: an empty field of the form means that nothing was asked."""
    given = QueryDict(mutable=True)
    for name in names:
        values = data.getlist(name) if isinstance(data, QueryDict) else [data[name]] if data and name in data else []
        values = [value for value in values if value.strip()]
        if values:
            given.setlist(name, values)
    return given


def _flag(value: str, yes: str) -> bool | None:
    return value == yes if value else None


class ListForm(forms.Form):
    """How the list is shown: its order and its page. `orders` are the codes of the table's columns, with - for descending."""

    sorteer = forms.CharField(required=False, label="Volgorde")
    pagina = forms.CharField(required=False, label="Pagina")

    def __init__(self, data: QueryDict, *, orders: frozenset[str]) -> None:
        self.orders = orders
        super().__init__(_given(data, self.base_fields))

    def clean_sorteer(self) -> str:
        return self._only("sorteer", lambda value: value in self.orders, "Op “{}” kan niet worden gesorteerd. Kies een kolom van de tabel.")

    def clean_pagina(self) -> int:
        value = self._only("pagina", lambda value: re.fullmatch(r"[0-9]{1,6}", value) and int(value) > 0, "“{}” is geen paginanummer.")
        return int(value) if value else 1

    def _only(self, name: str, is_good: Any, message: str) -> str:
        values = self.data.getlist(name)
        if len(values) > 1:
            raise ValidationError("Dit is meer dan één keer gegeven. Kies er één.")
        value = self.cleaned_data[name]
        if value and not is_good(value):
            raise ValidationError(message.format(value))
        return value
