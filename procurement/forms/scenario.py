"""The question of the comparison as a form: the parameters of the address, with a Dutch message at every field that is wrong."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict

from procurement import costs, pricing
from procurement.coverage import Demand
from procurement.filters import OfferingFilter
from procurement.forms.beside import questions_beside
from procurement.forms.demand import build_demand, read_row
from procurement.forms.explanations import EXPLANATIONS
from procurement.forms.fields import CountsField, short, whole_number
from procurement.forms.hourly_cost import PARTS, BuiltUp, build_up
from procurement.forms.indexation import refuse_absurd
from procurement.forms.lists import FormLists
from procurement.forms.mix import Named, build_mix, read_numbers
from procurement.forms.parameters import PAYERS, ScenarioParameters
from procurement.forms.tariffs import TariffChoices
from procurement.forms.used import given_parameters, used_parameters
from procurement.forms.wording import inputs_in_words
from procurement.forms.wording_mix import mix_inputs
from procurement.mix import Certainty, Goal, MixChoice, Search
from procurement.question import DEFAULT_HOURLY_MARGIN, Question
from voorzieningen.catalogue import Catalogue, IndexSeries, Municipality
from voorzieningen.money import number_nl
from voorzieningen.reference_date import NOW, ReferenceDate
from voorzieningen.snapshot import find_municipality

REPEATABLE = {"aanbod", "betaler", "lezing", "duur", "aantal", "gezinnen", "prijspeil", "naast"}
DEFAULT_YEARS = 4
DEFAULT_MATCHES = 10
DEFAULT_HOURLY_COST = Decimal("75.00")
DEFAULT_WEEKS = 52


class ScenarioForm(FormLists, TariffChoices, ScenarioParameters):
    """All parameters of the question in the address. Empty is the default; the answer is in `question`."""

    def __init__(
        self,
        data: QueryDict,
        *,
        catalogue: Catalogue,
        municipalities: tuple[Municipality, ...],
        today: date,
        reference: ReferenceDate = NOW,
    ) -> None:
        self.catalogue, self.municipalities, self.today, self.reference, self.asked = catalogue, municipalities, today, reference, data
        self.built_up: BuiltUp | None = None
        self.mix = MixChoice()
        super().__init__(self._with_names(data), use_required_attribute=False, auto_id="id_%s")
        self.filter = OfferingFilter(data, catalogue=catalogue)
        self.fields["startjaar"].help_text = f"Leeg: {today.year + 1}."
        self.fields["reeks"].widget.choices = [("", "geen reeks"), *((series.slug, series.name) for series in catalogue.index_series)]
        for name, field in self.fields.items():
            field.explanation = EXPLANATIONS[name]

    def _with_names(self, data: QueryDict) -> QueryDict:
        """The address with the municipality's name for its code, because that is what a person reads in the field."""
        names = {municipality.code: municipality.name for municipality in self.municipalities}
        shown = data.copy()
        if "gemeente" in shown:
            shown.setlist("gemeente", [names.get(value.strip(), value) for value in shown.getlist("gemeente")])
        return shown

    # One word in the address, one meaning: these turn what was typed into what the catalogue knows.

    def clean_gemeente(self) -> Municipality | None:
        text = self.cleaned_data["gemeente"].strip()
        if not text:
            return None
        found = find_municipality(text, self.municipalities)
        if found is None:
            near = get_close_matches(text, [m.name for m in self.municipalities], n=3, cutoff=0.5)
            hint = f" Bedoelt u {' of '.join(near)}?" if near else " Kies er een uit de lijst."
            raise ValidationError(f"Deze gemeente staat niet in de lijst van het CBS.{hint}")
        return found

    def clean_lopend(self) -> tuple[tuple[int, int], ...]:
        pairs = [(whole_number(year), whole_number(count)) for year, count in self.cleaned_data["lopend"]]
        carried = tuple(
            (year, count) for year, count in pairs if year is not None and count is not None and 2 <= year <= 10 and count <= CountsField.most
        )
        if len(carried) != len(pairs) or len({year for year, _ in carried}) != len(carried):
            raise ValidationError("Een koppeling die al loopt is in koppelingsjaar 2 tot en met 10; het aantal is 0 tot en met 10.000. Zo: 2:10,3:4.")
        return tuple(sorted(carried))

    def clean_betaler(self) -> frozenset[costs.Payer]:
        values = self.cleaned_data["betaler"]
        unknown = [value for value in values if value not in PAYERS]
        if unknown:
            raise ValidationError(f"'{short(unknown[0])}' is geen betaler. Kies uit {', '.join(PAYERS)}.")
        return frozenset(PAYERS[value] for value in values) or costs.ALL_PAYERS

    def clean_reeks(self) -> IndexSeries | None:
        slug = self.cleaned_data["reeks"]
        series = self.catalogue.series(slug)
        if slug and series is None:
            known = ", ".join(found.slug for found in self.catalogue.index_series)
            raise ValidationError(f"Er is geen reeks '{short(slug)}'. {f'Kies uit {known}.' if known else 'Het portaal kent er op deze dag geen.'}")
        return series

    def clean_naast(self) -> tuple[Question, ...]:
        def read(data: QueryDict) -> ScenarioForm:
            return ScenarioForm(data, catalogue=self.catalogue, municipalities=self.municipalities, today=self.today, reference=self.reference)

        return questions_beside(self.cleaned_data["naast"], read=read)

    def clean_gezinnen(self) -> Demand:
        return build_demand([read_row(value, self.catalogue.target_groups) for value in self.cleaned_data["gezinnen"]])

    def clean_aantal(self) -> tuple[Named, ...]:
        return read_numbers(self.cleaned_data["aantal"], self.catalogue)

    def clean_peildatum(self) -> date | None:
        if self.reference.problem:
            raise ValidationError(self.reference.problem)
        return self.reference.on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in self.fields:
            if name not in (*REPEATABLE, "peildatum") and len(self.data.getlist(name)) > 1:
                self.add_error(name, "Dit staat meer dan één keer in het adres. Laat er één staan.")
        counts, years = cleaned.get("koppelingen"), cleaned.get("jaren") or DEFAULT_YEARS
        if counts and "jaren" in cleaned and len(counts) > years:
            self.add_error(
                "koppelingen", f"U geeft {number_nl(len(counts))} aantallen voor {years} contractjaren. Geef er hoogstens zoveel als er jaren zijn."
            )
        if self.data.get("budgetvorm") and not (self.data.get("budget") or "").strip() and "budget" not in self.errors:
            # The choice alone asks nothing; it is kept so that the form shows it again.
            cleaned["budget"] = None
        if "aanbod" in cleaned:
            self.refuse_too_many(cleaned)
        if "aanbod" in cleaned and "lezing" in cleaned and cleaned["lezing"].tariffs:
            self.choose_tariffs(cleaned)
        if {*PARTS, "uurkosten"} <= set(cleaned):
            self._build_up(cleaned)
        if {"aanbod", "aantal", "jaren"} <= set(cleaned):
            self._build_mix(cleaned, years)
        if not self.errors and (problem := refuse_absurd(self.columns, self._scenario())):
            self.add_error("index", problem)
        return cleaned

    def _build_up(self, cleaned: dict[str, Any]) -> None:
        self.built_up, problems = build_up(cleaned)
        for name, problem in problems.items():
            self.add_error(name, problem)

    def _build_mix(self, cleaned: dict[str, Any], years: int) -> None:
        try:
            self.mix = build_mix(cleaned["aantal"], years=years, compared=cleaned["aanbod"])
        except ValidationError as error:
            self.add_error("aantal", error)

    def is_valid(self) -> bool:
        return super().is_valid() and self.filter.is_valid()

    @property
    def problems(self) -> dict[str, list[str]]:
        """Every message by parameter, those of the task included."""
        return {
            **{name: list(found) for name, found in self.errors.items()},
            **{name: list(found) for name, found in self.filter.form.errors.items()},
        }

    @property
    def problem_list(self) -> list[tuple[str, str, str]]:
        """(parameter, label, message) in the order of the form; the label is empty for what the overview asks."""
        labels = {name: str(field.label) for name, field in self.fields.items()}
        return [(name, labels.get(name, ""), message) for name, found in self.problems.items() for message in found]

    @property
    def choice(self) -> pricing.Choice:
        """What the checked question compares. Only after is_valid()."""
        cleaned = self.cleaned_data
        tariffs = cleaned["aanbod"] or pricing.all_tariffs(self.catalogue)
        return pricing.Choice(tariffs, cleaned["lezing"].readings, cleaned["duur"], cleaned["prijspeil"].own)

    @cached_property
    def columns(self) -> tuple[pricing.Priced, ...]:
        """The tariffs of the checked question. Only after is_valid()."""
        return pricing.priced_tariffs(self.catalogue, self.choice)

    @property
    def contract_years(self) -> int:
        """How many years the contract lasts. Only when that field is right."""
        return self.cleaned_data["jaren"] or DEFAULT_YEARS

    @property
    def hourly_margin(self) -> Decimal:
        """How far the hourly cost may be off, as a fraction."""
        given: Decimal | None = self.cleaned_data["uurmarge"]
        return DEFAULT_HOURLY_MARGIN if given is None else given / 100

    @cached_property
    def question(self) -> Question:
        """The checked question. Only after is_valid()."""
        cleaned, scenario, choice, search = self.cleaned_data, self._scenario(), self.choice, self._search
        return Question(
            scenario=scenario,
            choice=choice,
            municipality=cleaned["gemeente"],
            task=self.filter.task,
            parameters=used_parameters(self, scenario, choice),
            inputs=(*inputs_in_words(self, scenario, choice), *mix_inputs(self, search)),
            given=given_parameters(self, scenario),
            budget=cleaned["budget"],
            budget_per_year=cleaned["budgetvorm"] != "totaal",
            trajectory_price=cleaned["trajectprijs"],
            hourly_margin=self.hourly_margin,
            name=cleaned["naam"],
            beside=cleaned["naast"],
            demand=cleaned["gezinnen"],
            mix=self.mix,
            search=search,
        )

    @property
    def _search(self) -> Search:
        """What the search for a mix was asked; the choices alone ask no search."""
        cleaned = self.cleaned_data
        certainty, goal = cleaned["zekerheid"] or Certainty.CERTAIN, cleaned["zoekdoel"] or Goal.WITH_TAIL
        return Search(is_asked=cleaned["zoekmix"] == "ja", certainty=Certainty(certainty), goal=Goal(goal))

    def _scenario(self) -> costs.Scenario:
        cleaned = self.cleaned_data
        years = self.contract_years
        counts = cleaned["koppelingen"] or (DEFAULT_MATCHES,)
        municipality = cleaned["gemeente"]
        own_cost = self.built_up.amount if self.built_up else cleaned["uurkosten"]
        return costs.Scenario(
            start_year=cleaned["startjaar"] or self.today.year + 1,
            years=years,
            new_matches=counts + counts[-1:] * (years - len(counts)),
            carry_over=cleaned["lopend"],
            hourly_cost=DEFAULT_HOURLY_COST if own_cost is None else own_cost,
            hourly_cost_is_assumption=own_cost is None,
            weeks=cleaned["weken"] or DEFAULT_WEEKS,
            indexation=(cleaned["index"] or Decimal(0)) / 100,
            growth=cleaned["reeks"].growth if cleaned["reeks"] else (),
            default_price_level=cleaned["prijspeil"].general,
            payers=cleaned["betaler"],
            vat_what_if=None if cleaned["btw"] is None else cleaned["btw"] / 100,
            discount_rate=None if cleaned["disconto"] is None else cleaned["disconto"] / 100,
            completion=cleaned["afronding"],
            inhabitants=cleaned["inwoners"] if cleaned["inwoners"] is not None else municipality.inhabitants if municipality else None,
            shared_hours=cleaned["gedeelde_uren"],
        )
