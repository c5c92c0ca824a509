"""The question as the page of the coverage asks it: a table, fields per offering, examples, and the address that holds the same in short."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict

from procurement.filters.offerings import Checklist, Select
from procurement.forms.demand_table import CELLS, DemandTable, read_table
from procurement.forms.mix_fields import NUMBERS, TARIFF, MixFields, read_fields
from procurement.forms.problems import CONDITIONS, COVERAGE, ON_COVERAGE, Problem, problem_links

if TYPE_CHECKING:
    from procurement.forms.scenario import ScenarioForm

Pairs = list[tuple[str, str]]

# The coordinator is employed in the municipality itself: three kinds of employer together say so.
LOCAL_EMPLOYERS = ("welzijnsorganisatie", "zorgorganisatie", "gemeente")
# Examples of a demand, each with the target groups and ages of the domain. The numbers are no figures of any municipality.
EXAMPLES = (
    ("30 gezinnen met jonge kinderen en psychische problemen van een ouder", ("psychisch-ouder:0-4:30",)),
    (
        "Bekende gaten, zonder aantallen",
        ("lvb-ouder", "verslaving-ouder:5-17", "huiselijk-geweld:5-17", "alle:18-22", "beperking-kind", "alle:zwangerschap"),
    ),
    (
        "Brede opgave van 40 gezinnen",
        (
            "overbelast:0-11:12",
            "psychisch-ouder:0-4:8",
            "armoede-schulden:6-17:6",
            "isolement:alle:6",
            "gedrag-kind:4-17:5",
            "verslaving-ouder:5-17:3",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Example:
    """A link that puts an example in the question. `chosen`: it is what stands there now."""

    label: str
    query: str
    chosen: bool


def is_sent(data: QueryDict) -> bool:
    """Whether the page itself was sent, so that there is a shorter address for the same."""
    return any(name in CELLS or name.startswith((NUMBERS, TARIFF)) for name in data)


class CoverageQuestion:
    """The checked form with the table and the fields of this page. `data` is what stands in the address, in long or in short."""

    def __init__(self, form: ScenarioForm, data: QueryDict) -> None:
        self.form, self.data = form, data

    @cached_property
    def table(self) -> DemandTable:
        table = read_table(self.data, self.form.catalogue.target_groups, self._proposal())
        messages = self.form.errors.get("gezinnen", ())
        return table if table.problems or not messages else replace(table, messages=tuple(messages))

    @cached_property
    def mix(self) -> MixFields:
        years = self.form.contract_years if "jaren" not in self.form.errors else None
        chosen = [value.partition(":")[0] for value in self.data.getlist("aanbod")]
        found = read_fields(self.data, self.form.catalogue, years=years, chosen=chosen)
        messages = self.form.errors.get("aantal", ())
        return found if found.problems or not messages else replace(found, messages=tuple(messages))

    @cached_property
    def problems(self) -> list[Problem]:
        """Every message with the field or cell that it is about, in the order of the page."""
        own = ("gezinnen", "aantal")
        return [
            *self.table.problems,
            *self.mix.problems,
            *(problem for problem in problem_links(self.form, COVERAGE) if problem.name not in own),
        ]

    @property
    def is_valid(self) -> bool:
        return not self.problems

    @property
    def is_sent_right(self) -> bool:
        """Whether the page itself was sent, with a table and a mix that stand in the short address as well."""
        return is_sent(self.data) and not self.table.problems and not self.mix.problems

    @property
    def short_query(self) -> str:
        """The query of the short address. What is wrong in the table or in the mix is not in it."""
        return _query(self._pairs)

    # --- what the template shows besides the fields --------------------------------------------------------------------------------------

    @property
    def hidden(self) -> Pairs:
        """What other pages ask, to be carried along."""
        return [(name, value) for name, value in self._given() if name not in ON_COVERAGE]

    @property
    def checklists(self) -> tuple[Checklist, ...]:
        return tuple(item for item in self.form.filter.checklists({}) if item.field.name in CONDITIONS)

    @property
    def selects(self) -> tuple[Select, ...]:
        return tuple(item for item in self.form.filter.selects({}) if item.field.name in CONDITIONS)

    @property
    def has_conditions(self) -> bool:
        """Whether any condition was asked or is wrong, so that their part stands open."""
        return any(name in CONDITIONS for name, _ in self._given())

    @property
    def examples(self) -> tuple[Example, ...]:
        rest = self._without("gezinnen")
        return tuple(
            Example(label, _query([*rest, *(("gezinnen", value) for value in values)]), values == self.table.values) for label, values in EXAMPLES
        )

    @property
    def without_demand(self) -> str:
        """The question without a demand, and without what the overview asked of the families: it would be proposed again."""
        return _query(self._without("gezinnen", "doelgroep", "leeftijd"))

    @property
    def without_mix(self) -> str:
        return _query(self._without("aantal"))

    @property
    def employed_locally(self) -> str:
        """The question with every kind of employer in the municipality itself."""
        known = {employer.slug for employer in self.form.catalogue.employers}
        return _query([*self._without("werkgever"), *(("werkgever", slug) for slug in LOCAL_EMPLOYERS if slug in known)])

    # --- the address ---------------------------------------------------------------------------------------------------------------------

    def _proposal(self) -> list[tuple[str, str, str]]:
        """The families that the overview was asked about: a row for each target group, or one for the age alone."""
        if not self.form.filter.is_valid():
            return []
        age = self.data.get("leeftijd", "").strip().lower()
        groups = [group.slug for group in self.form.filter.task.target_groups]
        return [(slug, age, "") for slug in groups or [""]] if groups or age else []

    def _given(self) -> Iterator[tuple[str, str]]:
        """The parameters of the question that are filled in, in the order of the form, without table and mix."""
        for name in (*self.form.fields, *self.form.filter.form.fields):
            if name not in ("gezinnen", "aantal"):
                yield from ((name, value) for value in dict.fromkeys(map(str.strip, self.data.getlist(name))) if value)

    @cached_property
    def _pairs(self) -> Pairs:
        """The question in short: the municipality as its code, and without what says only what an empty field says as well."""
        everything = {offering.slug for offering in self.form.catalogue.offerings if offering.tariffs}
        pairs = [*self._given(), *(("gezinnen", value) for value in self.table.values), *(("aantal", value) for value in self.mix.values)]
        is_everything = {value for name, value in pairs if name == "aanbod"} == everything
        municipality = self.form.cleaned_data.get("gemeente")
        return [
            (name, municipality.code if name == "gemeente" and municipality else value)
            for name, value in pairs
            if not self._is_default(name, value) and not (name == "aanbod" and is_everything)
        ]

    def _is_default(self, name: str, value: str) -> bool:
        """The first of a few choices is what an empty field means; a list that is sent along always has one."""
        field = self.form.fields.get(name)
        return isinstance(field, forms.ChoiceField) and value == next(iter(field.choices))[0]

    def _without(self, *names: str) -> Pairs:
        return [(name, value) for name, value in self._pairs if name not in names]


def _query(pairs: Pairs) -> str:
    return urlencode(pairs, safe=":,")
