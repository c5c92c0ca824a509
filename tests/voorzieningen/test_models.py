"""The database itself refuses what cannot be: every named constraint is shown to hold, whatever the forms do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.utils.translation import gettext

from tests.voorzieningen import factories as f
from voorzieningen import models as m
from voorzieningen.models.index_series import missing_years

pytestmark = pytest.mark.django_db

# History is a copy of these: what may stand in it was checked when it was saved.
MODELS = [model for model in apps.get_app_config("voorzieningen").get_models() if not model.__name__.startswith("Historical")]
NO_FACTS = {m.LoadedRow, m.CatalogueVersion, m.ImportFile, m.ImportOutcome}
CONSTRAINTS = {constraint.name: (model, constraint) for model in MODELS for constraint in model._meta.constraints}


class World:
    """What a bad row hangs on: an offering with a tariff, and a source."""

    def __init__(self) -> None:
        self.source = f.make_source()
        self.offering = f.make_offering()
        self.tariff = f.make_tariff(self.offering)
        self.cited = {"source": self.source}

    def option(self, model: type[Any], term_model: type[Any]) -> None:
        term = f.make_term(term_model, "PROEF")
        for _ in range(2):
            model.objects.create(offering=self.offering, term=term, **self.cited)

    def component(self, kind: str, **fields: Any) -> m.TariffComponent:
        return f.make_component(self.tariff, type=kind, **fields)

    def ages(self, variant: str, start: int | None, end: int | None, certainty: str) -> None:
        m.AgeRange.objects.create(offering=self.offering, variant=variant, from_months=start, until_months=end, certainty=certainty, **self.cited)

    def reading(self, code: str = "A", **fields: Any) -> m.TariffReading:
        return m.TariffReading.objects.create(**{"tariff": self.tariff, "code": code, "text": "zo", "source": self.source} | fields)

    def change(self, **fields: Any) -> None:
        component = self.component("FIXED", low=1, high=2)
        m.ReadingChange.objects.create(**{"reading": self.reading(), "component": component, "source": self.source} | fields)

    def capacity(self, low: int = 1, high: int = 2) -> None:
        m.TariffCapacity.objects.create(tariff=self.tariff, contract_year=1, low=low, high=high, **self.cited)

    def ranged(self, shortest: int | None, longest: int | None, **fields: Any) -> None:
        """A match of two years by default, with this range."""
        f.make_tariff(self.offering, "b", is_default=False, shortest_match_years=shortest, longest_match_years=longest, **fields)

    def in_series(self, code: str, **fields: Any) -> None:
        f.make_component(self.tariff, code, series="R", **fields)


def twice(make: Callable[[], Any]) -> None:
    make()
    make()


def _group_twice(w: World) -> None:
    group = f.make_term(m.TargetGroup, "PROEF")
    twice(lambda: m.Coverage.objects.create(offering=w.offering, target_group=group, status="INCLUDED", **w.cited))


def _change_twice(w: World) -> None:
    reading, component = w.reading(), w.component("FIXED", low=1, high=2)
    twice(lambda: m.ReadingChange.objects.create(reading=reading, component=component, payer="FONDS", **w.cited))


def _claim(w: World, **fields: Any) -> None:
    m.ResultClaim.objects.create(code="X-R1", claim="x", measures="x", speaker="x", **w.cited, **fields)


def _preferred_twice(w: World) -> None:
    f.make_statement(w.offering, "X-001", preferred=True, reason="x")
    f.make_statement(w.offering, "X-002", preferred=True, reason="x")


def _preferred_of_organisation_twice(w: World) -> None:
    organisation = f.make_organisation()
    f.make_statement(None, "X-001", organisation=organisation, preferred=True, reason="x")
    f.make_statement(None, "X-002", organisation=organisation, preferred=True, reason="x")


def _reading_series_twice(w: World) -> None:
    reading = w.reading()
    w.in_series("X-1", reading=reading)
    w.in_series("X-2", reading=reading)


def _bracket(w: World, low: int = 1, high: int = 2) -> Callable[[], Any]:
    component = w.component("INHABITANT_TIER")
    return lambda: m.ComponentBracket.objects.create(component=component, from_inhabitants=0, low=low, high=high, **w.cited)


def _hours(w: World, hours: int = 1) -> Callable[[], Any]:
    component = w.component("HOURLY_RATE", low=1, high=1)
    return lambda: m.ComponentHours.objects.create(component=component, match_year=1, hours=hours, **w.cited)


def _contradiction_reading(w: World) -> None:
    contradiction = f.make_contradiction()
    twice(lambda: m.ContradictionReading.objects.create(contradiction=contradiction, position=1, value="x", **w.cited))


def _figure_twice(w: World) -> None:
    series = f.make_index_series()
    twice(lambda: m.IndexFigure.objects.create(series=series, year=2020, percentage=Decimal("0.01"), **w.cited))


MODULE = {"low": 1, "high": 1, "match_year": 1, "default_completion": Decimal("0.5"), "module": "A"}
HOURS = {"hours": 10, "period": "WEEK"}

# Per constraint a way to break it and nothing else.
BREACHES: list[tuple[str, Callable[[World], Any]]] = [
    ("a_row_is_registered_once", lambda w: twice(lambda: m.LoadedRow.objects.create(model="x", key="y", digest="z"))),
    ("an_import_file_has_a_name_and_a_digest", lambda w: m.ImportFile.objects.create(model="source", name="", sha256="x", content=b"x")),
    ("a_loaded_row_has_a_digest", lambda w: m.LoadedRow.objects.create(model="x", key="y", digest="")),
    ("a_municipality_has_inhabitants", lambda w: f.make_municipality(inhabitants=0)),
    ("a_municipality_ends_after_its_count", lambda w: f.make_municipality(valid_until=date(2024, 1, 1))),
    ("duration_minimum_is_not_above_maximum", lambda w: f.make_offering("a", duration_months_min=2, duration_months_max=1)),
    ("preparation_minimum_is_not_above_maximum", lambda w: f.make_offering("a", preparation_months_min=2, preparation_months_max=1)),
    ("guidance_minimum_is_not_above_maximum", lambda w: f.make_offering("a", guidance_per_year_min=2, guidance_per_year_max=1)),
    ("an_offering_has_a_support_form_once", lambda w: w.option(m.OfferingForm, m.SupportForm)),
    ("an_offering_has_a_delivery_model_once", lambda w: w.option(m.OfferingDelivery, m.DeliveryModel)),
    ("an_offering_has_a_coordinator_type_once", lambda w: w.option(m.OfferingCoordinator, m.CoordinatorType)),
    ("an_offering_has_an_employer_once", lambda w: w.option(m.OfferingEmployer, m.Employer)),
    ("an_offering_covers_a_target_group_once", _group_twice),
    ("an_offering_has_an_age_variant_once", lambda w: twice(lambda: w.ages("a", 0, 12, "CERTAIN"))),
    ("an_age_range_starts_before_it_ends", lambda w: w.ages("a", 12, 12, "CERTAIN")),
    ("an_age_range_starts_before_it_ends", lambda w: w.ages("a", -10, 12, "CERTAIN")),
    ("an_age_range_starts_before_it_ends", lambda w: w.ages("a", 0, 361, "CERTAIN")),
    ("an_age_range_starts_before_it_ends", lambda w: w.ages("a", 0, None, "CERTAIN")),
    ("only_an_unknown_age_range_has_no_bounds", lambda w: w.ages("a", None, None, "CERTAIN")),
    ("only_an_unknown_age_range_has_no_bounds", lambda w: w.ages("a", 0, 12, "UNKNOWN")),
    ("a_topic_has_one_preferred_statement", _preferred_twice),
    ("a_topic_of_an_organisation_has_one_preferred_statement", _preferred_of_organisation_twice),
    ("a_preferred_statement_has_a_reason", lambda w: f.make_statement(w.offering, preferred=True)),
    ("a_statement_is_about_one_subject", lambda w: f.make_statement(w.offering, organisation=f.make_organisation())),
    ("a_third_party_statement_is_never_preferred", lambda w: f.make_statement(w.offering, preferred=True, reason="x", status="T")),
    ("a_contradiction_names_the_reading_used_and_why", lambda w: f.make_contradiction(preferred="")),
    ("a_contradiction_names_the_reading_used_and_why", lambda w: f.make_contradiction(reason="")),
    ("readings_of_a_contradiction_have_their_own_place", _contradiction_reading),
    ("an_offering_has_a_tariff_slug_once", lambda w: f.make_tariff(w.offering, is_default=False)),
    ("an_offering_has_one_default_tariff", lambda w: f.make_tariff(w.offering, "tweede")),
    (
        "a_contract_starts_before_it_ends",
        lambda w: f.make_tariff(w.offering, "b", is_default=False, contract_from=date(2026, 1, 1), contract_until=date(2026, 1, 1)),
    ),
    ("a_match_lasts_at_least_one_year", lambda w: f.make_tariff(w.offering, "b", is_default=False, duration_match_years=0)),
    ("only_an_unstated_duration_is_empty", lambda w: f.make_tariff(w.offering, "b", is_default=False, duration_match_years=None)),
    ("only_an_unstated_duration_is_empty", lambda w: f.make_tariff(w.offering, "b", is_default=False, duration_basis="NOT_STATED")),
    ("a_duration_lies_within_its_range", lambda w: w.ranged(3, 4)),
    ("a_duration_lies_within_its_range", lambda w: w.ranged(1, 1)),
    ("a_duration_lies_within_its_range", lambda w: w.ranged(0, 3)),
    ("a_duration_lies_within_its_range", lambda w: w.ranged(1, 11)),
    ("a_duration_lies_within_its_range", lambda w: w.ranged(None, 2)),
    ("a_duration_lies_within_its_range", lambda w: w.ranged(2, None)),
    ("a_duration_lies_within_its_range", lambda w: w.ranged(1, 2, duration_match_years=None, duration_basis="NOT_STATED")),
    ("a_tariff_has_one_instalment_per_moment", lambda w: twice(lambda: f.make_instalments(w.tariff, m0="0.5"))),
    ("an_instalment_falls_within_three_years", lambda w: f.make_instalments(w.tariff, m36="1")),
    ("an_instalment_is_a_part_of_the_amount", lambda w: f.make_instalments(w.tariff, m0="0")),
    ("an_instalment_is_a_part_of_the_amount", lambda w: f.make_instalments(w.tariff, m0="1.000001")),
    ("an_index_series_has_one_figure_per_year", _figure_twice),
    ("an_index_figure_is_between_minus_20_and_50_percent", lambda w: f.make_index_series(y2020="-0.200001")),
    ("an_index_figure_is_between_minus_20_and_50_percent", lambda w: f.make_index_series(y2020="0.500001")),
    ("an_index_figure_is_of_a_year_from_1990_to_2100", lambda w: f.make_index_series(y1989="0.01")),
    ("an_index_figure_is_of_a_year_from_1990_to_2100", lambda w: f.make_index_series(y2101="0.01")),
    ("a_tariff_has_a_reading_code_once", lambda w: twice(w.reading)),
    ("a_claim_is_about_an_offering_or_an_organisation", _claim),
    ("a_claim_is_about_an_offering_or_an_organisation", lambda w: _claim(w, offering=w.offering, organisation=f.make_organisation())),
    ("a_reading_changes_a_component_once", _change_twice),
    ("a_changed_amount_has_a_low_and_a_high", lambda w: w.change(low=1)),
    ("a_changed_amount_has_a_low_and_a_high", lambda w: w.change(low=2, high=1)),
    ("a_changed_amount_has_a_low_and_a_high", lambda w: w.change(low=-1, high=1)),
    ("a_reading_change_changes_something", lambda w: w.change()),
    ("a_contradiction_has_one_preferred_reading", lambda w: [w.reading(code, preferred=True, reason="x") for code in "AB"]),
    ("a_preferred_reading_has_a_reason", lambda w: w.reading(preferred=True)),
    ("a_tariff_has_one_capacity_per_contract_year", lambda w: twice(w.capacity)),
    ("capacity_low_is_not_above_high", lambda w: w.capacity(3, 2)),
    ("an_amount_low_is_not_above_high", lambda w: w.component("FIXED", low=2, high=1)),
    ("an_amount_has_both_bounds_or_none", lambda w: w.component("FIXED", low=2, high=None)),
    ("an_amount_is_not_negative", lambda w: w.component("FIXED", low=-1, high=1)),
    ("contract_years_run_forward", lambda w: w.component("FIXED", from_contract_year=3, to_contract_year=2)),
    ("contract_years_start_at_one", lambda w: w.component("FIXED", from_contract_year=0)),
    ("match_years_run_forward", lambda w: w.component("FIXED", from_match_year=2, to_match_year=1)),
    ("match_years_run_forward", lambda w: w.component("FIXED", to_match_year=1)),
    ("a_series_has_one_amount_per_start_year", lambda w: [w.in_series("X-1"), w.in_series("X-2")]),
    ("a_series_of_a_reading_has_one_amount_per_start_year", _reading_series_twice),
    ("a_component_has_an_amount_exactly_when_its_type_asks_for_one", lambda w: w.component("UNKNOWN", low=0, high=0)),
    ("a_component_has_an_amount_exactly_when_its_type_asks_for_one", lambda w: w.component("FIXED", low=None, high=None)),
    ("a_component_has_an_amount_exactly_when_its_type_asks_for_one", lambda w: w.component("ANDERS")),
    ("a_price_per_match_names_its_match_year", lambda w: w.component("PER_MATCH", low=1, high=1)),
    ("a_module_has_a_name_a_match_year_and_a_completion", lambda w: w.component("PER_MODULE", **MODULE | {"module": ""})),
    ("a_module_has_a_name_a_match_year_and_a_completion", lambda w: w.component("PER_MODULE", **MODULE | {"default_completion": Decimal("1.1")})),
    ("a_module_has_a_name_a_match_year_and_a_completion", lambda w: w.component("PER_MODULE", **MODULE | {"match_year": 0})),
    ("a_module_has_a_name_a_match_year_and_a_completion", lambda w: w.component("PER_MODULE", **MODULE | {"match_year": None})),
    ("a_module_has_a_name_a_match_year_and_a_completion", lambda w: w.component("PER_MODULE", **MODULE | {"default_completion": None})),
    ("coordinator_hours_have_a_number_and_a_period", lambda w: w.component("COORDINATOR_HOURS", hours=10)),
    ("coordinator_hours_have_a_number_and_a_period", lambda w: w.component("COORDINATOR_HOURS", period="WEEK")),
    ("hours_per_matches_say_which_and_how", lambda w: w.component("COORDINATOR_HOURS", **HOURS, per_matches=10, match_basis="ACTIVE")),
    ("hours_per_matches_say_which_and_how", lambda w: w.component("COORDINATOR_HOURS", **HOURS, per_matches=0, match_basis="NEW", scaling="STEP")),
    ("an_all_in_amount_says_what_it_includes", lambda w: w.component("ALL_IN_PER_MATCH_YEAR", low=1, high=1)),
    ("a_surcharge_has_a_percentage", lambda w: w.component("SURCHARGE")),
    (
        "a_contribution_is_exact_and_relieves_another_payer",
        lambda w: w.component("CONTRIBUTION", low=1, high=2, payer="FONDS", relieved_payer="GEMEENTE"),
    ),
    (
        "a_contribution_is_exact_and_relieves_another_payer",
        lambda w: w.component("CONTRIBUTION", low=1, high=1, payer="FONDS", relieved_payer="FONDS"),
    ),
    ("a_contribution_is_exact_and_relieves_another_payer", lambda w: w.component("CONTRIBUTION", low=1, high=1, payer="FONDS")),
    ("brackets_neither_overlap_nor_leave_a_gap", lambda w: twice(_bracket(w))),
    ("a_bracket_low_is_not_above_high", lambda w: _bracket(w, 2, 1)()),
    ("a_bracket_low_is_not_above_high", lambda w: _bracket(w, -1, 1)()),
    ("a_catalogue_has_one_version", lambda w: m.CatalogueVersion.objects.create(pk=2, token="x")),
    ("hours_are_given_once_per_match_year", lambda w: twice(_hours(w))),
    ("hours_per_match_are_not_negative", lambda w: _hours(w, -1)()),
]


@pytest.mark.parametrize(("name", "break_it"), BREACHES, ids=lambda value: value if isinstance(value, str) else "")
def test_the_database_refuses_a_bad_row(name: str, break_it: Callable[[World], Any]) -> None:
    world = World()
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        break_it(world)
    model, constraint = CONSTRAINTS[name]
    message = str(refused.value)
    if connection.vendor == "sqlite" and isinstance(constraint, models.UniqueConstraint):
        # SQLite names the columns of a broken unique constraint and not its name.
        assert "UNIQUE" in message
        for field in constraint.fields:
            assert f"{model._meta.db_table}.{model._meta.get_field(field).column}" in message
    else:
        assert name in message


def test_what_lies_on_a_bound_is_accepted() -> None:
    world = World()
    world.ranged(1, 10)
    f.make_instalments(world.tariff, m0="0.000001", m35="1")
    f.make_index_series(y1990="-0.2", y2100="0.5")
    assert m.IndexFigure.objects.get(year=1990).percentage == Decimal("-0.2")


@pytest.mark.parametrize(
    ("years", "missing"), [((), ()), ((2020,), ()), ((2020, 2021), ()), ((2024, 2020, 2022), (2021, 2023)), ((2020, 2020, 2022), (2021,))]
)
def test_years_that_lack_between_the_first_and_the_last_are_named(years: tuple[int, ...], missing: tuple[int, ...]) -> None:
    assert missing_years(years) == missing


def test_every_constraint_is_shown_to_hold() -> None:
    assert {name for name, _ in BREACHES} == set(CONSTRAINTS)


@pytest.mark.parametrize("name", sorted(CONSTRAINTS))
def test_a_constraint_reads_as_a_sentence(name: str) -> None:
    assert name.count("_") >= 3
    assert len(name) <= 63  # PostgreSQL cuts longer names off


@pytest.mark.parametrize(
    "name", sorted(name for name, (_, constraint) in CONSTRAINTS.items() if isinstance(constraint, models.CheckConstraint) or constraint.condition)
)
def test_a_constraint_has_a_dutch_message(name: str) -> None:
    constraint = CONSTRAINTS[name][1]
    assert constraint.violation_error_message not in {constraint.default_violation_error_message, gettext("Constraint “%(name)s” is violated.")}


@pytest.mark.parametrize("model", [model for model in MODELS if issubclass(model, m.Offering.__mro__[1])], ids=lambda model: model.__name__)
def test_no_fact_is_without_a_source(model: type[Any]) -> None:
    assert not model._meta.get_field("source").null


@pytest.mark.parametrize("model", [model for model in MODELS if model not in NO_FACTS], ids=lambda model: model.__name__)
def test_a_row_is_found_by_its_natural_key(model: type[Any]) -> None:
    from tests.voorzieningen.test_admin import make_rows

    row = make_rows()[model]
    assert model._default_manager.get_by_natural_key(*row.natural_key()) == row
    assert str(row)


def test_a_source_that_is_cited_cannot_be_deleted() -> None:
    world = World()
    with pytest.raises(models.ProtectedError):
        world.source.delete()
