"""The content of the fixtures: complete, sourced, short in what it quotes, and free of personal data."""

import html
import re
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.db.models import Sum

from voorzieningen.models import (
    AgeRange,
    Contradiction,
    Coverage,
    IndexFigure,
    Municipality,
    Offering,
    OfferingCoordinator,
    OfferingDelivery,
    OfferingEmployer,
    OfferingForm,
    ReadingChange,
    ResultClaim,
    Source,
    Statement,
    TargetGroup,
    Tariff,
    TariffComponent,
    TariffInstalment,
    TariffReading,
)

FIXTURES = Path(settings.FIXTURE_DIRS[0])
SOURCES = Path(settings.BASE_DIR).parent / "shared" / "sources"
ROWS = [
    (f"{path.name} row {number}", row["model"].split(".")[1], row["fields"])
    for path in sorted(FIXTURES.glob("*.yaml"))
    for number, row in enumerate(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader), start=1)
]
QUOTED = [(name, fields) for name, _, fields in ROWS if fields.get("quote")]
SIX = ["buurtgezinnen", "gezin-in-de-buurt", "home-start", "meeleefgezin", "samen-oplopen", "steunouder"]


def plain(text):
    """A source's text without its HTML tags and line ends; the template <plaatsnaam> in it is text."""
    without_tags = re.sub(r"</?(?:p|b|u|i|ul|ol|li|a)\b[^<>]*>", "", text)
    return re.sub(r"\s+", " ", html.unescape(without_tags)).strip()


def test_every_row_but_a_source_names_its_source():
    assert [name for name, model, fields in ROWS if model != "source" and not fields.get("source")] == []


def test_a_quotation_is_short():
    assert [name for name, fields in QUOTED if len(fields["quote"]) > 90 or len(fields["quote"].split()) > 12] == []


def test_every_quotation_has_its_place():
    assert [name for name, fields in QUOTED if not re.fullmatch(r"regel [1-9]\d*", fields.get("place", ""))] == []


def test_every_quotation_stands_literally_at_its_place():
    """Reads the documents where they are at hand; they are not part of this project, so elsewhere only known sources are checked."""
    documents = {path.stem: path.read_text(encoding="utf-8").split("\n") for path in SOURCES.glob("*.txt")}
    wrong = []
    for name, fields in QUOTED:
        [slug] = fields["source"]
        line = int(fields["place"].removeprefix("regel "))
        if documents and fields["quote"] not in plain(" ".join(documents[slug][line - 1 : line + 2])):
            wrong.append((name, fields["quote"]))
        if slug not in {row["slug"] for _, model, row in ROWS if model == "source"}:
            wrong.append((name, slug))
    assert len(QUOTED) > 400
    assert wrong == []


def test_no_personal_data_and_no_internal_shorthand_stands_in_a_text():
    mobile = re.compile(r"\b06[- ]?\d{2}[\d -]{5,}|\+31")
    shorthand = re.compile(r"\bS[0-4]\b|\bC-\d\d\b|\bE-\d\d\b|n\.v\.|NIET_VERMELD|[A-Z]{4,}_[A-Z]+|\bpayer|\bcoverage\b")
    free = {
        "value",
        "note",
        "reason",
        "message",
        "question",
        "representation",
        "preferred",
        "wording",
        "conditions",
        "characteristics",
        "explanation",
    }
    found = []
    for name, _, fields in ROWS:
        for key, value in fields.items():
            if isinstance(value, str) and (mobile.search(value) or (key in free and shorthand.search(value))):
                found.append((name, key, value))
            if isinstance(value, str) and "@" in value and not re.search(r"(info@present<plaatsnaam>\.nl|\b(info|mail)@[a-z-]+\.nl)", value):
                found.append((name, key, value))
    assert found == []


def test_the_catalogue_is_complete(catalogue_data):
    assert Offering.objects.count() == 7
    assert TargetGroup.objects.count() == 23
    assert Contradiction.objects.count() == 27
    assert Coverage.objects.count() == 40
    assert AgeRange.objects.count() == 14
    assert Source.objects.count() == 12
    assert Statement.objects.filter(code__regex=r"-0\d\d$|-1\d\d$").count() == 321
    assert set(ResultClaim.objects.values_list("code", flat=True)) == {"BG-R1", "BG-R2", "COL-R1", "HS-R1", "MG-R1", "SO-R1"}
    assert set(Contradiction.objects.filter(changes_money=True).values_list("code", flat=True)) == {"C-04", "C-05", "C-06", "C-18", "C-24"}


def test_the_municipalities_add_up_to_the_national_total_of_cbs(catalogue_data):
    assert Municipality.objects.count() == 342
    assert Municipality.objects.aggregate(total=Sum("inhabitants"))["total"] == 17_942_942
    assert Municipality.objects.get(code="GM0392").inhabitants == 167_636
    assert [m.name for m in Municipality.objects.exclude(valid_until=None)] == ["Wijdemeren"]


def test_every_topic_has_one_preferred_statement_unless_only_a_third_party_speaks(catalogue_data):
    topics = defaultdict(list)
    for statement in Statement.objects.all():
        topics[statement.offering_id, statement.organisation_id, statement.field, statement.topic].append(statement)
    for topic, statements in topics.items():
        only_third_party = all(statement.status == Statement.Status.THIRD_PARTY for statement in statements)
        assert sum(statement.preferred for statement in statements) == (0 if only_third_party else 1), topic


def test_a_news_article_is_preferred_only_where_nobody_else_speaks(catalogue_data):
    for statement in Statement.objects.filter(preferred=True, source__speaker=Source.Speaker.THIRD_PARTY):
        about = Statement.objects.filter(offering=statement.offering, organisation=None, field=statement.field, topic=statement.topic)
        assert about.count() == 1, statement


def test_a_not_mentioned_value_has_no_quote_and_no_place(catalogue_data):
    unstated = Statement.objects.filter(value="niet vermeld")
    assert unstated.count() >= 10
    assert {(s.status, s.quote, s.place) for s in unstated} == {("A", "", "")}


COLUMNS = {
    "DUUR": "duration",
    "TRAINING": "volunteer_training",
    "VOG": "vog",
    "BEGELEIDING": "guidance_per_year",
    "LEVERING": "contracting_party and delivery models",
    "VORM": "forms",
    "COORDINATOR": "coordinators",
    "WERKGEVER": "employers",
    "DOELGROEP": "coverage",
    "LEEFTIJD": "ages",
    "LIDMAATSCHAP": "membership",
    "CONTACT": "email",
    "WEBSITE": "website",
    "TARIEF": "tariffs",
}


@pytest.mark.parametrize("slug", SIX)
@pytest.mark.parametrize("field", COLUMNS)
def test_what_a_page_shows_of_an_offering_is_stated_somewhere(catalogue_data, slug, field):
    assert Statement.objects.filter(offering__slug=slug, field=field, preferred=True).exists(), COLUMNS[field]


@pytest.mark.parametrize("field", COLUMNS)
def test_what_a_page_shows_of_the_combination_is_stated_of_it_or_of_its_parts(catalogue_data, field):
    assert Statement.objects.filter(offering__slug__in=["sos", "samen-oplopen", "steunouder"], field=field, preferred=True).exists()


def test_the_contracting_party_is_the_preferred_statement_about_it(catalogue_data):
    for offering in Offering.objects.all():
        statement = Statement.objects.get(offering=offering, field="LEVERING", topic="contractpartij", preferred=True)
        assert statement.value == offering.contracting_party


def test_the_combination_takes_its_facts_from_its_parts(catalogue_data):
    sos = Offering.objects.get(slug="sos")
    assert sos.organisation is None
    for model in (OfferingForm, OfferingDelivery, OfferingCoordinator, OfferingEmployer, Coverage, AgeRange):
        assert not model.objects.filter(offering=sos).exists()


def test_amounts_are_those_of_the_sources(catalogue_data):
    amounts = {c.code: (c.low, c.high) for c in TariffComponent.objects.exclude(low=None)}
    assert amounts == {
        "BG-K1": (3150, 3150),
        "BG-K2": (1150, 1150),
        "BGB-CY1": (3150, 3150),
        "BGB-CY2": (1150, 1150),
        "BGH-1": (49122, 49122),
        "BGH-2": (46980, 46980),
        "MG-M1": (2500, 2500),
        "MG-M2": (2500, 2500),
        "MG-M3": (2500, 2500),
        "PR-T": (1800, 1800),
        "SO-C": (2200, 2200),
        "SO-L1": (9500, 16500),
        "SO-L2": (4500, 4500),
        "SO-L3": (4000, 4000),
        "SO-L4": (2000, 2000),
        "ST-L1": (6850, 9100),
        "ST-L2": (2000, 2000),
    }
    assert set(Tariff.objects.values_list("price_level_year", flat=True)) == {None}
    unknown = TariffComponent.objects.filter(type="UNKNOWN").values_list("code", "low", "payer")
    assert set(unknown) == {("HS-U", None, "ONBEKEND"), ("SO-C-ONB", None, "UITVOERDER")}


def test_readings_change_what_the_sources_leave_open_and_nothing_else(catalogue_data):
    changes = ReadingChange.objects.values_list("reading__code", "component__code", "low", "high", "payer", "from_contract_year")
    assert set(changes) == {
        ("LAAG", "ST-L1", 6850, 6850, "", None),
        ("HOOG", "ST-L1", 9100, 9100, "", None),
        ("VANAF4", "SO-C", None, None, "", 4),
        ("GEMEENTE", "SO-C", None, None, "GEMEENTE", None),
        ("GEMEENTE", "SO-C-ONB", None, None, "GEMEENTE", None),
    }
    unknown = TariffComponent.objects.get(code="SO-C-ONB")
    assert (unknown.reading.code, unknown.from_contract_year, unknown.to_contract_year) == ("VANAF4", 1, 3)


def test_every_contradiction_that_changes_money_has_its_readings(catalogue_data):
    readings = defaultdict(set)
    for reading in TariffReading.objects.select_related("tariff__offering"):
        readings[reading.tariff.offering.slug, reading.contradiction].add((reading.code, reading.preferred))
        assert reading.label, reading
    assert dict(readings) == {
        ("buurtgezinnen", ""): {("A", True), ("B", False)},
        ("steunouder", "C-04"): {("WEEK", True), ("YEAR", False)},
        ("steunouder", "C-24"): {("BAND", True), ("LAAG", False), ("HOOG", False)},
        ("samen-oplopen", "C-05"): {("INTEGRAAL", True), ("VANAF4", False)},
        ("samen-oplopen", "C-06"): {("UITVOERDER", True), ("GEMEENTE", False)},
    }
    assert set(Tariff.objects.exclude(contradiction="").values_list("offering__slug", "slug", "contradiction")) == {
        ("buurtgezinnen", "offerte-haarlem-2020", "C-18")
    }
    named = {code for _, code in readings} - {""} | {"C-18"}
    assert named == set(Contradiction.objects.filter(changes_money=True).values_list("code", flat=True))


def test_every_stated_amount_stands_in_its_own_quotation(catalogue_data):
    for component in TariffComponent.objects.filter(basis="STATED").exclude(low=None):
        for amount in (component.low, component.high):
            assert f"{int(amount):,}".replace(",", ".") in component.quote, component.code


def test_the_offer_to_haarlem_is_kept_as_it_was_made(catalogue_data):
    offer = Tariff.objects.get(slug="offerte-haarlem-2020")
    assert (offer.municipality.name, str(offer.contract_from), str(offer.contract_until)) == ("Haarlem", "2020-01-01", "2021-01-01")
    assert (offer.priced_contract_years, offer.indexable, offer.is_default) == (2, False, False)
    assert [(c.contract_year, c.low, c.high) for c in offer.capacities.order_by("contract_year")] == [(1, 10, 10), (2, 10, 12)]
    assert {c.included_in.code for c in offer.components.filter(role="INFO")} == {"BGH-1", "BGH-2"}


def test_the_offer_to_haarlem_is_invoiced_in_two_halves(catalogue_data):
    offer = Tariff.objects.get(slug="offerte-haarlem-2020")
    assert list(TariffInstalment.objects.order_by("months_after_start").values_list("tariff", "months_after_start", "percentage")) == [
        (offer.pk, 0, Decimal("0.5")),
        (offer.pk, 6, Decimal("0.5")),
    ]


def test_the_duration_has_a_range_where_the_source_leaves_it_open_and_nowhere_else(catalogue_data):
    ranged = Tariff.objects.exclude(shortest_match_years=None)
    found = ranged.values_list("offering__slug", "shortest_match_years", "duration_match_years", "longest_match_years")
    assert set(found) == {("samen-oplopen", 1, 2, 2), ("steunouder", 1, 1, 2)}
    assert all(tariff.duration_range_note for tariff in ranged)


INDEX_FIGURES = {
    "cpi": dict(zip(range(2015, 2025), ("0.6", "0.3", "1.4", "1.7", "2.6", "1.3", "2.7", "10.0", "3.8", "3.3"), strict=True)),
    "ova": dict(zip(range(2015, 2026), ("0.08", "1.74", "2.04", "2.96", "3.42", "3.28", "2.01", "4.42", "6.36", "6.00", "4.18"), strict=True)),
    "ova-ppc": {2023: "6.426", 2024: "5.71", 2025: "3.944"},
}


def test_index_figures_are_those_of_the_sources_and_only_of_past_years(catalogue_data):
    found = defaultdict(dict)
    for figure in IndexFigure.objects.select_related("series"):
        found[figure.series.slug][figure.year] = figure.percentage * 100
    assert found == {slug: {year: Decimal(percentage) for year, percentage in figures.items()} for slug, figures in INDEX_FIGURES.items()}
    assert set(IndexFigure.objects.filter(status="VOORLOPIG").values_list("series__slug", "year")) == {("ova", 2025), ("ova-ppc", 2025)}


def test_the_weighted_index_is_nine_tenths_wages_and_one_tenth_prices(catalogue_data):
    wages = {figure.year: figure.percentage for figure in IndexFigure.objects.filter(series__slug="ova")}
    prices = {2023: Decimal("0.0702"), 2024: Decimal("0.0310"), 2025: Decimal("0.0182")}
    weighted = IndexFigure.objects.filter(series__slug="ova-ppc")
    assert {figure.year: figure.percentage for figure in weighted} == {
        year: wages[year] * Decimal("0.9") + price * Decimal("0.1") for year, price in prices.items()
    }
    assert all("0,9 x" in figure.note and "0,1 x" in figure.note for figure in weighted)


def test_every_source_of_an_index_figure_has_an_address_to_follow(catalogue_data):
    assert not IndexFigure.objects.filter(source__url="").exists()
    assert not IndexFigure.objects.filter(place="").exists()


def test_a_contradiction_has_all_its_readings_and_a_place_for_each(catalogue_data):
    for contradiction in Contradiction.objects.prefetch_related("readings"):
        assert contradiction.readings.count() >= (1 if contradiction.code == "C-27" else 2), contradiction.code
        assert all(reading.quote and reading.place for reading in contradiction.readings.all()), contradiction.code
