"""The catalogue as frozen values: read in a fixed number of queries, in a stable order, combinations derived from their parts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.voorzieningen import factories as f
from voorzieningen import models as m
from voorzieningen.ages import Certainty, Months
from voorzieningen.catalogue import Catalogue, Instalment, Offering
from voorzieningen.snapshot import find_municipality, municipalities, snapshot

pytestmark = pytest.mark.django_db

QUERIES = 35
TODAY = date(2026, 1, 1)


def offering(slug: str, catalogue: Catalogue | None = None) -> Offering:
    found = (catalogue or snapshot()).offering(slug)
    assert found is not None
    return found


@pytest.mark.parametrize("number", [6, 600])
def test_the_number_of_queries_does_not_depend_on_the_number_of_offerings(number: int, django_assert_num_queries: Any) -> None:
    f.make_offerings(number)
    with django_assert_num_queries(QUERIES):
        catalogue = snapshot()
    assert len([item for item in catalogue.offerings if item.slug.startswith("steun-")]) == number


def test_everything_known_of_an_offering_is_read() -> None:
    f.make_offerings(1)
    found = offering("steun-0000")
    assert (found.name, found.organisation, found.email, found.duration_months_min, found.duration_months_max) == (
        *("Steun 0000", "Stichting steun 0000", "info@example.org"),
        *(None, 24),
    )
    assert [option.term.code for option in found.support_forms] == ["OPVANG_ELDERS"]
    assert [ages.months for ages in found.age_ranges] == [Months(-9, 60), Months(-9, 72)]
    assert found.coverage[0].citation.source.slug == "proefbron"
    goal = found.about("DOEL")[0]
    assert goal is not None
    assert (goal.field_label, goal.status_label, goal.about, goal.offering_slug) == ("doel", "staat er zo", "Steun 0000", "steun-0000")
    assert found.default_tariff is not None
    assert [(row.type, row.low, row.payer_label) for row in found.default_tariff.components] == [
        ("FIXED", Decimal(5000), "gemeente"),
        ("PER_MATCH", Decimal(2500), "gemeente"),
        ("COORDINATOR_HOURS", None, "onbekend"),
    ]


@pytest.mark.parametrize(("stored", "answer"), [("JA", True), ("NEE", False), ("NIET_VERMELD", None)])
def test_what_is_not_stated_is_unknown_and_never_no(stored: str, answer: bool | None) -> None:
    f.make_offering(volunteer_training=stored, vog=stored)
    found = offering("proefaanbod")
    assert (found.volunteer_training, found.vog) == (answer, answer)


def test_an_unknown_age_has_no_months() -> None:
    row = f.make_offering()
    m.AgeRange.objects.create(offering=row, variant="onbekend", certainty="UNKNOWN", source=f.make_source())
    assert [(ages.months, ages.certainty) for ages in offering("proefaanbod").age_ranges] == [(None, Certainty.UNKNOWN)]


def test_offerings_are_in_order_of_name_and_then_slug_whatever_the_capitals() -> None:
    for slug, name in (("zz-c", "zz beta"), ("zz-b", "ZZ Alfa"), ("zz-a", "zz alfa")):
        f.make_offering(slug, name=name)
    assert [item.slug for item in snapshot().offerings if item.slug.startswith("zz-")] == ["zz-a", "zz-b", "zz-c"]


def test_an_unpublished_offering_is_not_in_the_catalogue() -> None:
    row = f.make_offering(is_published=False)
    f.make_contradiction("X-01", row)
    catalogue = snapshot()
    assert catalogue.offering("proefaanbod") is None
    assert "X-01" not in [contradiction.code for contradiction in catalogue.contradictions]


def test_a_contradiction_about_no_offering_is_about_the_whole_catalogue() -> None:
    contradiction = f.make_contradiction("X-01")
    for position, value in ((2, "hoog"), (1, "laag")):
        m.ContradictionReading.objects.create(contradiction=contradiction, position=position, value=value, source=f.make_source())
    found = next(item for item in snapshot().contradictions if item.code == "X-01")
    assert found.offerings == ()
    assert found.kind_label == "bronnen spreken elkaar tegen"
    assert [reading.value for reading in found.readings] == ["laag", "hoog"]


def test_the_default_tariff_is_first_and_the_others_follow_by_slug() -> None:
    row = f.make_offering()
    for slug, default in (("b", False), ("z", True), ("a", False)):
        f.make_tariff(row, slug, is_default=default)
    assert [tariff.slug for tariff in offering("proefaanbod").tariffs] == ["z", "a", "b"]


def test_a_tariff_has_its_own_and_its_borrowed_components_in_their_order() -> None:
    tariff = f.make_tariff(f.make_offering())
    other = f.make_tariff(f.make_offering("ander"))
    f.make_component(tariff, "EIGEN-2", position=3)
    f.make_component(tariff, "EIGEN-1", position=1, role="INFO")
    tariff.shared_components.add(f.make_component(other, "LEEN", position=2), *tariff.components.filter(code="EIGEN-2"))
    found = offering("proefaanbod").tariffs[0].components
    assert [(component.code, component.role) for component in found] == [("EIGEN-1", "INFO"), ("LEEN", "COST"), ("EIGEN-2", "COST")]


def test_a_component_brings_its_scale_hours_reading_and_base() -> None:
    tariff, source = f.make_tariff(f.make_offering(), municipality=f.make_municipality()), f.make_source()
    reading = m.TariffReading.objects.create(
        tariff=tariff, code="JAAR", text="per jaar", reason="x", preferred=True, contradiction="X-01", source=source
    )
    m.TariffReading.objects.create(tariff=tariff, code="ANDERS", text="anders", contradiction="X-01", source=source)
    m.TariffCapacity.objects.create(tariff=tariff, contract_year=1, low=8, high=10, source=source)
    scale = f.make_component(tariff, "A", type="INHABITANT_TIER", reading=reading)
    hourly = f.make_component(tariff, "B", type="HOURLY_RATE", low=80, high=90, included_in=scale)
    surcharge = f.make_component(tariff, "C", type="SURCHARGE", percentage=Decimal("0.21"))
    surcharge.base_components.set([hourly, scale])
    for start in (25_000, 0):
        m.ComponentBracket.objects.create(component=scale, from_inhabitants=start, low=start + 1, high=start + 2, source=source)
    for year in (2, 1):
        m.ComponentHours.objects.create(component=hourly, match_year=year, hours=10 * year, source=source)
    found = offering("proefaanbod").tariffs[0]
    first, second, third = found.components
    assert (first.reading, [(step.start, step.low) for step in first.brackets]) == ("JAAR", [(0, 1), (25_000, 25_001)])
    assert (second.included_in, second.hours_per_match_year, second.reading) == ("A", ((1, 10), (2, 20)), "")
    assert (third.base_components, third.percentage) == (("A", "B"), Decimal("0.21"))
    assert [[(item.code, item.preferred) for item in readings] for readings in found.ambiguities] == [[("JAAR", True), ("ANDERS", False)]]
    assert [(item.contract_year, item.low, item.high) for item in found.capacity] == [(1, 8, 10)]
    assert (found.municipality_code, found.municipality_name) == ("GM9999", "Proefstad")


def test_statements_are_in_the_order_of_the_fields_and_then_of_their_codes() -> None:
    organisation = f.make_organisation()
    row = f.make_offering(organisation=organisation)
    for code, field in (("X-3", "DOEL"), ("X-2", "CONTACT"), ("X-1", "DOEL")):
        f.make_statement(row, code, field=field, value=code)
    f.make_statement(None, "X-4", field="LEEFTIJD", organisation=organisation, value="X-4")
    found = offering("proefaanbod").statements
    assert [statement.value for statement in found] == ["X-1", "X-3", "X-4", "X-2"]
    assert (found[2].about, found[2].offering_slug) == ("Stichting ORG", "")


def test_a_result_is_read_as_the_claim_it_is() -> None:
    m.ResultClaim.objects.create(
        code="R", offering=f.make_offering(), claim="het helpt", percentage="90%", measures="tevredenheid", speaker="zij", source=f.make_source()
    )
    assert [(claim.claim, claim.percentage, claim.moment) for claim in offering("proefaanbod").claims] == [("het helpt", "90%", "niet vermeld")]


def test_options_are_certain_first() -> None:
    row, source = f.make_offering(), f.make_source()
    for position, (code, certainty) in enumerate((("EEN", "UNKNOWN"), ("TWEE", "POSSIBLE"), ("DRIE", "CERTAIN"), ("VIER", "CERTAIN"))):
        term = f.make_term(m.SupportForm, code, position=100 + position)
        m.OfferingForm.objects.create(offering=row, term=term, certainty=certainty, source=source)
    assert [option.term.code for option in offering("proefaanbod").support_forms] == ["DRIE", "VIER", "TWEE", "EEN"]


def test_only_the_organisation_of_a_member_is_in_the_collective() -> None:
    member, outsider, no_umbrella = (f.make_organisation(code) for code in ("A", "B", "C"))
    f.make_organisation("K", kind="KOEPEL").members.add(member)
    no_umbrella.members.add(outsider)  # the form refuses this; it makes nobody a member
    f.make_offering("zz-lid", organisation=member)
    f.make_offering("zz-niet", organisation=outsider)
    f.make_offering("zz-geen")
    catalogue = snapshot()
    assert [offering(slug, catalogue).in_collective for slug in ("zz-lid", "zz-niet", "zz-geen")] == [True, False, None]


@pytest.fixture
def combination() -> Offering:
    """A combination of a published and an unpublished offering that agree about some things and not about others."""
    source = f.make_source()
    first = f.make_offering("eerste", name="Eerste", volunteer_training="JA", vog="JA")
    second = f.make_offering("tweede", name="Tweede", volunteer_training="JA", vog="NIET_VERMELD", is_published=False)
    both = f.make_offering("samen")
    both.parts.set([first, second])
    statuses = {"BEIDE": ("POSSIBLE", "INCLUDED"), "EEN": ("CONDITIONAL", None), "GEEN": ("EXCLUDED", "CONFLICT"), "EIGEN": ("EXCLUDED", "EXCLUDED")}
    for code, found in statuses.items():
        group = f.make_term(m.TargetGroup, code, position=200)
        for part, status in zip((first, second), found, strict=True):
            if status:
                m.Coverage.objects.create(offering=part, target_group=group, status=status, note="let op", place=part.slug, source=source)
    m.Coverage.objects.create(offering=both, target_group=m.TargetGroup.objects.get(code="EIGEN"), status="INCLUDED", source=source)
    for part, end in ((first, 216), (second, 276)):
        m.AgeRange.objects.create(offering=part, variant="standaard", from_months=0, until_months=end, certainty="CERTAIN", source=source)
    forms = [f.make_term(m.SupportForm, code, position=200) for code in ("THUIS", "ELDERS", "ZELF")]
    for part, form, certainty in (
        (first, 0, "POSSIBLE"),
        (second, 0, "CERTAIN"),
        (second, 1, "POSSIBLE"),
        (first, 2, "CERTAIN"),
        (both, 2, "CONFLICT"),
    ):
        m.OfferingForm.objects.create(offering=part, term=forms[form], certainty=certainty, source=source)
    f.make_statement(both, "S-1", field="DOEL", value="samen", preferred=True, reason="eigen bron")
    f.make_statement(first, "S-2", field="DOEL", value="alleen", preferred=True, reason="enige bron")
    f.make_statement(second, "S-3", field="DUUR", value="een jaar", preferred=True, reason="enige bron")
    m.ResultClaim.objects.create(code="R", offering=second, claim="het helpt", measures="tevredenheid", speaker="zij", source=source)
    f.make_contradiction("X-02", first, second)
    f.make_contradiction("X-01", second)
    f.make_tariff(first)
    return offering("samen")


def test_a_combination_knows_its_parts_also_when_one_is_not_published(combination: Offering) -> None:
    assert combination.is_combination
    assert combination.parts == ("eerste", "tweede")
    assert combination.in_collective is None
    assert snapshot().offering("tweede") is None


def test_a_combination_covers_a_target_group_as_its_best_part_does(combination: Offering) -> None:
    found = {row.target_group.code: (row.status, row.citation.place, row.note) for row in combination.coverage}
    assert found == {
        "BEIDE": ("INCLUDED", "tweede", "let op"),
        "EEN": ("CONDITIONAL", "eerste", "via Eerste; let op"),
        "GEEN": ("CONFLICT", "tweede", "let op"),
        "EIGEN": ("INCLUDED", "", ""),
    }


def test_a_combination_has_the_ages_of_all_parts_by_name(combination: Offering) -> None:
    assert [(ages.variant, ages.months) for ages in combination.age_ranges] == [
        ("Eerste: standaard", Months(0, 216)),
        ("Tweede: standaard", Months(0, 276)),
    ]


def test_a_combination_has_all_forms_of_its_parts_and_the_most_certain_row_of_each(combination: Offering) -> None:
    assert [(option.term.code, option.certainty, option.note) for option in combination.support_forms] == [
        ("THUIS", Certainty.CERTAIN, ""),
        ("ELDERS", Certainty.POSSIBLE, "via Tweede"),
        ("ZELF", Certainty.CONFLICT, ""),
    ]


def test_a_combination_knows_training_and_vog_only_when_the_parts_agree(combination: Offering) -> None:
    assert combination.volunteer_training is True
    assert combination.vog is None


def test_what_a_combination_says_itself_goes_before_its_parts(combination: Offering) -> None:
    m.Offering.objects.filter(slug="samen").update(vog="NEE")
    assert offering("samen").vog is False
    found = [(statement.value, statement.preferred, statement.offering_slug, statement.about) for statement in combination.statements]
    assert found == [("samen", True, "samen", "Samen"), ("alleen", True, "eerste", "Eerste"), ("een jaar", True, "tweede", "Tweede")]
    assert offering("eerste").statements[0].preferred


def test_a_combination_has_the_claims_and_contradictions_of_its_parts_once(combination: Offering) -> None:
    assert [claim.claim for claim in combination.claims] == ["het helpt"]
    assert [contradiction.code for contradiction in combination.contradictions] == ["X-01", "X-02"]
    assert combination.contradictions[1].offerings == ("eerste", "tweede")


def test_the_price_of_a_combination_is_never_made_up_from_its_parts(combination: Offering) -> None:
    assert combination.tariffs == ()
    assert combination.default_tariff is None


def test_tariff_is_read_with_its_instalments_by_moment_and_the_range_of_its_duration() -> None:
    row = f.make_tariff(f.make_offering(), shortest_match_years=1, longest_match_years=3, duration_range_note="de bron noemt een tot drie jaar")
    f.make_instalments(row, m6="0.4", m0="0.6")
    tariff = offering("proefaanbod").tariffs[0]
    assert tariff.instalments == (Instalment(0, Decimal("0.6")), Instalment(6, Decimal("0.4")))
    assert (tariff.shortest_match_years, tariff.longest_match_years) == (1, 3)
    assert tariff.duration_range_note == "de bron noemt een tot drie jaar"


def test_tariff_without_instalments_and_range_has_neither() -> None:
    f.make_tariff(f.make_offering())
    tariff = offering("proefaanbod").tariffs[0]
    assert (tariff.instalments, tariff.shortest_match_years, tariff.longest_match_years, tariff.duration_range_note) == ((), None, None, "")


def test_index_series_are_read_by_slug_with_their_figures_by_year() -> None:
    series = f.make_index_series("aardig", y2021="0.02", y2020="0.01")
    m.IndexFigure.objects.create(series=series, year=2022, percentage=Decimal("-0.003"), status="VOORLOPIG", note="eerste", source=f.make_source())
    catalogue = snapshot()
    assert [item.slug for item in catalogue.index_series] == ["aardig", "cpi", "ova", "ova-ppc"]
    found = catalogue.index_series[0]
    assert (found.name, found.description, found.growth) == (
        *("Reeks aardig", "wat het meet"),
        ((2020, Decimal("0.01")), (2021, Decimal("0.02")), (2022, Decimal("-0.003"))),
    )
    assert [(figure.is_provisional, figure.note) for figure in found.figures] == [(False, ""), (False, ""), (True, "eerste")]
    assert found.figures[2].citation.source.slug == "proefbron"


def test_a_row_saved_between_two_queries_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    from voorzieningen import snapshot as module

    reads: list[int] = []
    original = module._Reader.__init__

    def interrupted(self: Any, as_of: date | None) -> None:
        reads.append(1)
        if len(reads) == 1:
            raise KeyError(12)
        original(self, as_of)

    monkeypatch.setattr(module._Reader, "__init__", interrupted)
    assert isinstance(snapshot(), Catalogue)
    assert len(reads) == 2


def test_municipalities_are_those_that_exist_by_name_in_one_query(django_assert_num_queries: Any) -> None:
    f.make_municipality("GM9997", name="zuidproef")
    f.make_municipality("GM9998", name="Zuidoudproef", valid_until=date(2026, 1, 1))
    f.make_municipality("GM9999", name="Aaproef")
    with django_assert_num_queries(2):
        found = municipalities(TODAY)
    assert [item.name for item in found if item.name.endswith("proef")] == ["Aaproef", "zuidproef"]
    assert "Zuidoudproef" in [item.name for item in municipalities(date(2025, 12, 31))]
    assert found[0].citation.source.slug


@pytest.mark.parametrize("text", ["GM9999", "gm9999", "Súdproef", " SÚDPROEF ", "su\u0301dproef"])
def test_a_municipality_is_found_by_code_or_name(text: str) -> None:
    f.make_municipality(name="Súdproef")
    found = find_municipality(text, municipalities(TODAY))
    assert found is not None
    assert (found.code, found.inhabitants) == ("GM9999", 50_000)


@pytest.mark.parametrize("text", ["", "Súd", "GM999", "9999", "%", "\0", "GM9999x"])
def test_half_a_name_finds_no_municipality(text: str) -> None:
    f.make_municipality(name="Súdproef")
    assert find_municipality(text, municipalities(TODAY)) is None


def test_a_name_that_two_municipalities_have_finds_none() -> None:
    f.make_municipality("GM9998", name="Tweeproef")
    f.make_municipality("GM9999", name="Tweeproef")
    assert find_municipality("tweeproef", municipalities(TODAY)) is None
    assert find_municipality("GM9998", municipalities(TODAY)) is not None
