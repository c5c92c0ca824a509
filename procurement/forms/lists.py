"""What the page shows of the question besides its fields: lists to choose from, examples, and which parts stand open."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from procurement import pricing
from procurement.forms.beside import without_each
from procurement.forms.explanations import EXPLANATIONS
from procurement.forms.hourly_cost import PARTS
from procurement.forms.options import FormOption, Select, duration_selects, offering_options, payer_options, price_level_selects, reading_selects
from procurement.forms.parameters import PAYER_LABELS
from procurement.forms.problems import COMPARISON, ONLY_ON_COVERAGE, Problem, problem_links
from voorzieningen.catalogue import Offering

if TYPE_CHECKING:
    from procurement.forms.scenario import ScenarioForm

MOST_LISTED = 60  # offerings; in a larger catalogue one chooses in the overview, which can filter
PRESETS = (1, 10, 25, 30)  # new matches a year
_OPEN = ("gemeente", "startjaar", "jaren", "naam", "koppelingen", "uurkosten", "reeks", "index", "aanbod")
# What always stands on the page of the comparison, or on another page; the rest is folded away until it is asked.
_ALWAYS_SHOWN = {*_OPEN, "budgetvorm", "naast", *PARTS, *ONLY_ON_COVERAGE}


@dataclass(frozen=True, slots=True)
class Preset:
    """An example of new matches a year: the same question with that number."""

    number: int
    query: str
    chosen: bool


class FormLists:
    """Mixed into the form, so that its template can ask for each list by name."""

    explanations = EXPLANATIONS

    @cached_property
    def listed(self: ScenarioForm) -> tuple[Offering, ...]:
        """The offerings that the lists are about: all of them, or those that were asked when the catalogue is too large for a list."""
        if len(self.catalogue.offerings) <= MOST_LISTED:
            return self.catalogue.offerings
        asked = {value.strip().partition(":")[0] for name in ("aanbod", "lezing", "duur") for value in self.data.getlist(name)}
        return tuple(offering for slug in sorted(asked) if (offering := self.catalogue.offering(slug)) is not None)

    @property
    def has_more_offerings(self: ScenarioForm) -> bool:
        """Whether the catalogue has offerings that no list shows."""
        return len(self.listed) < len(self.catalogue.offerings)

    @property
    def offering_options(self: ScenarioForm) -> tuple[FormOption, ...]:
        return offering_options(self)

    @property
    def payer_options(self: ScenarioForm) -> tuple[FormOption, ...]:
        return payer_options(self, PAYER_LABELS)

    @property
    def reading_selects(self: ScenarioForm) -> tuple[Select, ...]:
        return reading_selects(self)

    @property
    def duration_selects(self: ScenarioForm) -> tuple[Select, ...]:
        return duration_selects(self)

    @property
    def price_level_selects(self: ScenarioForm) -> tuple[Select, ...]:
        return price_level_selects(self)

    @property
    def columns_on_form(self: ScenarioForm) -> tuple[pricing.Priced, ...]:
        """The tariffs that the form is about, also while something else in it is wrong."""
        if self.is_valid():
            return self.columns
        listed = tuple((offering.slug, offering.tariffs[0].slug) for offering in self.listed if offering.tariffs)
        return pricing.priced_tariffs(self.catalogue, pricing.Choice(self.cleaned_data.get("aanbod") or listed))

    @property
    def presets(self: ScenarioForm) -> tuple[Preset, ...]:
        """The rest of the question stays as it was asked, whether it is right or not."""
        rest = [(name, value) for name, values in self.asked.lists() if name != "koppelingen" for value in values if value.strip()]
        now = self.asked.get("koppelingen", "").strip()
        return tuple(Preset(number, urlencode([*rest, ("koppelingen", str(number))], safe=":,"), now == str(number)) for number in PRESETS)

    @property
    def more_asked(self: ScenarioForm) -> list[str]:
        """The less used settings that were asked, by label: they stand in the summary of a part that stays closed."""
        return [
            str(field.label)
            for name, field in self.fields.items()
            if name not in _ALWAYS_SHOWN and any(value.strip() for value in self.data.getlist(name))
        ]

    @property
    def has_more_problems(self: ScenarioForm) -> bool:
        """Whether one of the less used settings is wrong, so that their part stands open."""
        return not _ALWAYS_SHOWN.issuperset(self.errors)

    @property
    def has_build_up(self: ScenarioForm) -> bool:
        """Whether anything of the build-up was asked; the choice of hours is always sent along, so its default asks nothing."""
        return any(value.strip() not in ("", "contract") for name in PARTS for value in self.data.getlist(name))

    @property
    def comparison_problems(self: ScenarioForm) -> list[Problem]:
        """Every message with the field that it is about, for the page of the comparison."""
        return problem_links(self, COMPARISON)

    @property
    def carried_pairs(self: ScenarioForm) -> list[tuple[str, str]]:
        """The task, the demand and the mix as they were asked, to be carried along in the form of the comparison."""
        names = (*self.filter.form.fields, *ONLY_ON_COVERAGE)
        return [(name, value) for name in names for value in self.data.getlist(name) if value.strip()]

    @property
    def beside_values(self: ScenarioForm) -> list[str]:
        """The other scenarios as they were asked, to be carried along in the form."""
        return [value for value in self.data.getlist("naast") if value.strip()]

    @property
    def beside_problems(self: ScenarioForm) -> list[tuple[str, str]]:
        """When something is wrong with the other scenarios: the name of each, and the query without it."""
        return list(without_each(self.asked)) if "naast" in self.errors else []
