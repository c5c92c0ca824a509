"""Loading the fixtures: what is created, updated and left alone, and how a wrong fixture is refused."""

from io import StringIO
from pathlib import Path

import pytest
import yaml
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from voorzieningen.loading import FixtureError, load_catalogue
from voorzieningen.loading.database import Database
from voorzieningen.loading.rows import LATER_FIELDS, read_fixtures
from voorzieningen.models import (
    Contradiction,
    CoordinatorType,
    Coverage,
    DeliveryModel,
    Employer,
    IndexFigure,
    IndexSeries,
    LoadedRow,
    Municipality,
    Offering,
    Organisation,
    ReadingChange,
    Source,
    Statement,
    SupportForm,
    TargetGroup,
    Tariff,
    TariffComponent,
    TariffInstalment,
    TariffReading,
)

pytestmark = pytest.mark.django_db

FIXTURES = Path(settings.FIXTURE_DIRS[0])


@pytest.fixture
def copy(tmp_path):
    """The real fixtures in a directory of their own, to be changed."""
    for path in FIXTURES.glob("*.yaml"):
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


def change(directory, name, edit):
    """Apply `edit` to the list of rows of the file whose name ends in `name`."""
    [path] = directory.glob(f"*_{name}.yaml")
    rows = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    edit(rows)
    path.write_text(yaml.dump(rows, Dumper=yaml.CSafeDumper, allow_unicode=True), encoding="utf-8")


def fields(rows, **wanted):
    return next(row["fields"] for row in rows if all(row["fields"].get(name) == value for name, value in wanted.items()))


def run(directory=FIXTURES):
    out = StringIO()
    call_command("load_catalogue", directory=directory, stdout=out)
    return out.getvalue()


def test_every_fixture_row_is_in_the_database_and_registered():
    rows = list(read_fixtures(FIXTURES))

    assert LoadedRow.objects.count() == len(rows) > 900
    for model in {row.model for row in rows}:
        loaded = {row.key for row in rows if row.model is model}
        assert {instance.natural_key() for instance in model.objects.all()} == loaded


def test_a_second_run_changes_nothing_and_says_so(django_assert_max_num_queries):
    before = list(LoadedRow.objects.order_by("pk").values_list("pk", "digest"))

    with django_assert_max_num_queries(50):
        said = run()

    assert "0 rows created, 0 updated" in said
    assert "Nothing changed." in said
    assert "Left alone" not in said
    assert list(LoadedRow.objects.order_by("pk").values_list("pk", "digest")) == before


def test_an_empty_database_is_filled_with_all_rows():
    taxonomy = (TargetGroup, SupportForm, DeliveryModel, CoordinatorType, Employer)
    for model in (LoadedRow, IndexSeries, Contradiction, Statement, Tariff, Offering, Organisation, Municipality, *taxonomy, Source):
        model.objects.all().delete()

    summary = load_catalogue(directory=FIXTURES)

    assert summary.created == LoadedRow.objects.count() == len(list(read_fixtures(FIXTURES)))
    assert {offering.slug for offering in Offering.objects.get(slug="sos").parts.all()} == {"samen-oplopen", "steunouder"}
    assert Tariff.objects.get(offering__slug="sos").shared_components.count() == 6
    assert load_catalogue(directory=FIXTURES).created == 0


def test_a_changed_fixture_updates_an_untouched_row(copy):
    change(copy, "statements", lambda rows: fields(rows, code="BG-034").update(value="nul tot 23 jaar"))

    summary = load_catalogue(directory=copy)

    assert (summary.created, summary.updated) == (0, 1)
    assert Statement.objects.get(code="BG-034").value == "nul tot 23 jaar"
    assert load_catalogue(directory=copy).updated == 0


def test_every_field_that_came_later_leaves_the_digest_of_rows_loaded_before_it_as_it_was():
    """Per model the fields of the migration that made it; what came after that must be known as later. A version is never in a digest."""
    loader, first = MigrationLoader(connection), {}
    for name in sorted(name for app, name in loader.graph.nodes if app == "voorzieningen"):
        for (app, model), state in loader.project_state(("voorzieningen", name)).models.items():
            if app == "voorzieningen":
                first.setdefault(model, set(state.fields))
    later = {
        model._meta.model_name: fields
        for model in apps.get_app_config("voorzieningen").get_models()
        if not model.__name__.startswith("Historical")
        and (fields := {field.name for field in (*model._meta.fields, *model._meta.many_to_many)} - first[model._meta.model_name] - {"version"})
    }
    assert later == LATER_FIELDS


def test_a_tariff_that_was_loaded_before_it_had_a_range_is_renewed_and_not_taken_for_edited():
    key = {"shortest_match_years": None, "longest_match_years": None, "duration_range_note": ""}
    Tariff.objects.filter(offering__slug="steunouder").update(**key)
    row, entry = Tariff.objects.get(offering__slug="steunouder"), LoadedRow.objects.get(model="voorzieningen.tariff", key__contains="steunouder")
    database = Database([Source, Offering, Tariff, Municipality, TariffComponent])
    entry.digest = database.digest(row, database.links(row))
    entry.save()

    summary = load_catalogue(directory=FIXTURES)

    assert (summary.created, summary.updated, summary.edited) == (0, 1, [])
    row.refresh_from_db()
    assert (row.shortest_match_years, row.longest_match_years) == (1, 2)


def test_a_changed_list_of_links_updates_an_untouched_row(copy):
    change(copy, "contradictions", lambda rows: fields(rows, code="C-04").update(offerings=[["steunouder"], ["sos"]]))

    summary = load_catalogue(directory=copy)

    assert summary.updated == 1
    assert {offering.slug for offering in Contradiction.objects.get(code="C-04").offerings.all()} == {"steunouder", "sos"}


def test_an_edited_row_is_left_alone_even_when_its_fixture_changes(copy):
    Statement.objects.filter(code="BG-034").update(value="van een mens")
    change(copy, "statements", lambda rows: fields(rows, code="BG-034").update(value="uit de fixture"))

    said = run(copy)

    assert Statement.objects.get(code="BG-034").value == "van een mens"
    assert "edited by a person (1): statement BG-034" in said


def test_a_row_with_edited_links_is_left_alone():
    Offering.objects.get(slug="sos").parts.remove(Offering.objects.get(slug="steunouder"))

    summary = load_catalogue(directory=FIXTURES)

    assert summary.edited == ["offering sos"]
    assert Offering.objects.get(slug="sos").parts.count() == 1


def test_a_deleted_row_stays_deleted():
    Coverage.objects.get(offering__slug="meeleefgezin", target_group__code="LVB_OUDER").delete()

    said = run()

    assert not Coverage.objects.filter(offering__slug="meeleefgezin", target_group__code="LVB_OUDER").exists()
    assert "deleted by a person (1): coverage meeleefgezin LVB_OUDER" in said


def test_a_new_row_of_a_deleted_offering_is_left_out(copy):
    Offering.objects.get(slug="home-start").delete()
    change(copy, "coverage", lambda rows: fields(rows, offering=["home-start"]).update(target_group=["JONGERE"]))

    summary = load_catalogue(directory=copy)

    assert summary.without_parent == ["coverage home-start JONGERE"]
    assert "offering home-start" in summary.deleted
    assert not Offering.objects.filter(slug="home-start").exists()


def test_a_row_that_a_person_made_first_is_left_alone(copy):
    source = Source.objects.get(slug="eigen-indeling")
    Organisation.objects.create(code="NIEUW", name="van een mens", source=source)
    change(copy, "organisations", lambda rows: rows.append({"model": rows[0]["model"], "fields": {**rows[0]["fields"], "code": "NIEUW"}}))

    said = run(copy)

    assert Organisation.objects.get(code="NIEUW").name == "van een mens"
    assert "made by a person (1): organisation NIEUW" in said


def test_a_row_that_left_the_fixtures_is_kept_and_reported(copy):
    change(copy, "result_claims", lambda rows: rows.pop())

    assert load_catalogue(directory=copy).no_longer_in_fixtures == ["resultclaim HS-R1"]


@pytest.mark.parametrize(
    ("name", "edit", "message"),
    [
        ("coverage", lambda rows: rows[0]["fields"].update(target_group=["NIETS"]), "_coverage.yaml, row 1 .*target_group .*NIETS.* does not exist"),
        ("coverage", lambda rows: rows[0]["fields"].update(status="MISSCHIEN"), "row 1 .*status"),
        ("coverage", lambda rows: rows[0]["fields"].update(colour="red"), "row 1 .*unknown field colour"),
        ("coverage", lambda rows: rows[0]["fields"].pop("offering"), "row 1: offering is missing"),
        ("coverage", lambda rows: rows[0]["fields"].update(note="x" * 301), "row 1 .*note"),
        ("coverage", lambda rows: rows.append(rows[0]), "row 41: coverage .* stands in 14_coverage.yaml, row 1 as well"),
        ("coverage", lambda rows: rows[0].update(model="auth.user"), "row 1: auth.user is not part of the catalogue"),
        ("coverage", lambda rows: rows[0].update(model="nothing"), "row 1: unknown model 'nothing'"),
        ("coverage", lambda rows: rows[0].update(pk=1), "row 1: must have exactly a model and fields"),
        ("age_ranges", lambda rows: rows[0]["fields"].update(until_months=-9), "row 1 .*an_age_range_starts_before_it_ends"),
        ("tariff_components", lambda rows: rows[0]["fields"].update(low="duur"), "row 1 .*duur"),
    ],
)
def test_a_wrong_fixture_is_refused_with_its_file_and_row_and_changes_nothing(copy, name, edit, message):
    change(copy, "sources", lambda rows: fields(rows, code="S0").update(title="anders"))
    change(copy, name, edit)

    with pytest.raises(CommandError, match=message):
        run(copy)

    assert Source.objects.get(code="S0").title == "Overzicht gezinsvoorzieningen"


def test_broken_yaml_is_refused_with_its_file(copy):
    (copy / "14_coverage.yaml").write_text("- model: [", encoding="utf-8")

    with pytest.raises(CommandError, match=r"14_coverage.yaml: not valid YAML"):
        run(copy)


def test_a_file_that_is_no_list_is_refused(copy):
    (copy / "14_coverage.yaml").write_text("model: x", encoding="utf-8")

    with pytest.raises(CommandError, match=r"14_coverage.yaml: must be a list of rows"):
        run(copy)


def test_a_directory_without_fixtures_is_refused(tmp_path):
    with pytest.raises(FixtureError, match="no fixtures"):
        load_catalogue(directory=tmp_path)


@pytest.mark.parametrize(
    ("reading", "message"),
    [
        ("WEEK", "tariff steunouder lijstprijs has 0 preferred readings instead of one about C-04"),
        ("BAND", "tariff steunouder lijstprijs has 0 preferred readings instead of one about C-24"),
        ("A", "tariff buurtgezinnen lijstprijs has 0 preferred readings instead of one about no contradiction"),
    ],
)
def test_readings_of_a_contradiction_of_which_none_is_preferred_are_refused(reading, message):
    TariffReading.objects.filter(code=reading).update(preferred=False)

    with pytest.raises(CommandError, match=rf"^{message}$"):
        run()


@pytest.mark.parametrize(
    ("reading", "component", "changed", "message"),
    [
        ("YEAR", "SO-L1", {"payer": "FONDS"}, "reading YEAR of steunouder changes SO-L1, which is not a component of its tariff"),
        (
            "GEMEENTE",
            "SO-C-ONB",
            {"low": 5, "high": 5},
            "reading GEMEENTE of samen-oplopen changes SO-C-ONB into an amount, but a component of type UNKNOWN has none",
        ),
    ],
)
def test_a_reading_that_changes_what_it_cannot_is_refused(reading, component, changed, message):
    source = Source.objects.get(slug="overzicht-gezinsvoorzieningen")
    key = {"reading": TariffReading.objects.get(code=reading), "component": TariffComponent.objects.get(code=component)}
    ReadingChange.objects.update_or_create(**key, defaults={**changed, "source": source})

    with pytest.raises(CommandError, match=rf"^{message}$"):
        run()


def test_a_reading_may_change_a_component_that_its_tariff_borrows():
    source = Source.objects.get(slug="overzicht-gezinsvoorzieningen")
    combination = Tariff.objects.get(offering__slug="sos")
    reading = TariffReading.objects.create(tariff=combination, code="KORTING", text="korting", reason="proef", preferred=True, source=source)
    ReadingChange.objects.create(reading=reading, component=TariffComponent.objects.get(code="SO-L1"), low=1, high=1, source=source)

    assert "0 rows created, 0 updated" in run()


def test_instalments_that_are_not_the_whole_amount_are_refused():
    TariffInstalment.objects.filter(months_after_start=6).update(percentage="0.4")

    with pytest.raises(CommandError, match=r"^the instalments of tariff buurtgezinnen offerte-haarlem-2020 add up to 0.9 instead of 1$"):
        run()


def test_a_series_of_index_figures_without_a_year_in_between_is_refused():
    IndexFigure.objects.filter(series__slug="ova", year=2019).delete()

    with pytest.raises(CommandError, match=r"^index series ova has no figure for 2019$"):
        run()


def test_a_forecast_among_the_index_figures_is_refused(copy):
    year = timezone.localdate().year + 1
    change(copy, "index_figures", lambda rows: fields(rows, series=["cpi"], year=2024).update(year=year))

    with pytest.raises(CommandError, match=rf"index series cpi has a figure for {year}, which is still to come"):
        run(copy)


@pytest.mark.parametrize(("code", "years"), [("SO-L2", (3, 3)), ("SO-L1", (1, 2)), ("SO-L1", (1, None))])
def test_a_series_with_a_gap_or_an_overlap_is_refused(code, years):
    if years == (3, 3):
        TariffComponent.objects.filter(code="SO-L3").delete()
    TariffComponent.objects.filter(code=code).update(from_contract_year=years[0], to_contract_year=years[1])

    with pytest.raises(CommandError, match="series landelijk-pakket of samen-oplopen"):
        run()
