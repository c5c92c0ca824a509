"""What a file would change, and writing it: every kind of mistake gets a sentence with its row and column, and nothing is ever written by halves."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from voorzieningen.imports.columns import resource_for
from voorzieningen.imports.files import table_file
from voorzieningen.imports.inspection import read_table
from voorzieningen.imports.names import EXCHANGED
from voorzieningen.imports.plan import Plan, make_plan
from voorzieningen.imports.table import Limits
from voorzieningen.imports.writing import AlreadyWrittenError, NotWrittenError, keep_file, safe_name, write_file
from voorzieningen.models import (
    AgeRange,
    Coverage,
    ImportFile,
    ImportOutcome,
    IndexFigure,
    IndexSeries,
    LoadedRow,
    Municipality,
    Offering,
    Organisation,
    Source,
    Statement,
    Tariff,
    TariffComponent,
)

pytestmark = pytest.mark.django_db
MODELS = [apps.get_model("voorzieningen", name) for name in EXCHANGED]


def csv_of(*lines: str) -> bytes:
    return "\r\n".join(lines).encode()


def plan_of(model: Any, *lines: str) -> Plan:
    return make_plan(model, read_table(csv_of(*lines), Limits()))


def problems_of(model: Any, *lines: str) -> list[tuple[int, str, str]]:
    plan = plan_of(model, *lines)
    return [(problem.row, problem.column, problem.message) for problem in plan.problems]


def written(model: Any, *lines: str) -> ImportOutcome:
    data = csv_of(*lines)
    table = read_table(data, Limits())
    return write_file(keep_file(model, "proef.csv", data, None), model, table, make_plan(model, table).digest)


def new_source(slug: str = "proef", code: str = "S99") -> str:
    return f"{slug};{code};Een proef;webpagina;aanbieder"


SOURCE_HEAD = "sleutel;code;titel;soort;wie spreekt"


# --- round trip ---


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_what_is_exported_comes_back_without_a_change(model: Any, kind: str) -> None:
    resource = resource_for(model)
    plan = make_plan(model, read_table(table_file(resource, resource.rows(), kind), Limits()))

    assert (plan.rows, plan.problems) == ([], [])
    assert plan.unchanged == model.objects.count() > 0


def test_texts_that_look_like_formulas_go_out_harmless_and_come_back() -> None:
    source = Source.objects.first()
    Source.objects.filter(pk=source.pk).update(title="=HYPERLINK(1)", description="-1+1\n@a", publisher="'=a")
    resource = resource_for(Source)
    for kind in ("csv", "xlsx"):
        data = table_file(resource, resource.rows(), kind)
        assert make_plan(Source, read_table(data, Limits())).rows == []
    rows = csv.reader(io.StringIO(table_file(resource, resource.rows(), "csv").decode("utf-8-sig"), newline=""), delimiter=";")
    cells = [cell for row in rows for cell in row]
    assert {"'=HYPERLINK(1)", "'-1+1\n@a", "''=a"} <= set(cells)
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)


def test_a_number_below_zero_is_guarded_too() -> None:
    AgeRange.objects.filter(until_months__gt=0).update(from_months=-9)
    resource = resource_for(AgeRange)
    data = table_file(resource, resource.rows(), "csv")

    assert ";'-9;" in data.decode()
    assert make_plan(AgeRange, read_table(data, Limits())).rows == []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_no_two_columns_and_no_two_choices_have_the_same_name(model: Any) -> None:
    resource = resource_for(model)
    names = [column.column_name.casefold() for column in resource.fields.values()]
    assert len(set(names)) == len(names)
    for field, column in resource.fields.items():
        # A heading may be the name of the field as well, but never that of another one.
        assert column.column_name.casefold() not in set(resource.fields) - {field}
        choices = model._meta.get_field(field).flatchoices
        labels = {str(label).casefold() for _, label in choices}
        assert len(labels) == len(choices)
        assert all(str(code).casefold() not in labels or str(code).casefold() == str(label).casefold() for code, label in choices)


def test_no_column_is_a_number_of_the_database() -> None:
    for model in MODELS:
        assert {"id", "version"}.isdisjoint(resource_for(model).fields)


# --- new, changed, unchanged ---


def test_a_new_row_is_written_with_its_history() -> None:
    outcome = written(Source, SOURCE_HEAD, new_source())
    source = Source.objects.get(slug="proef")

    assert (outcome.created, outcome.changed, outcome.unchanged) == (1, 0, 0)
    assert (source.kind, source.speaker, source.dated) == ("WEBSITE", "AANBIEDER", "ongedateerd")
    assert source.history.get().history_change_reason == "import proef.csv"


def test_a_change_shows_old_and_new_and_leaves_other_columns_alone() -> None:
    source = Source.objects.get(slug=Source.objects.first().slug)
    plan = plan_of(Source, "sleutel;titel", f"{source.slug};Iets anders")
    assert [(c.column, c.old, c.new) for c in plan.rows[0].changes] == [("titel", source.title, "Iets anders")]

    written(Source, "sleutel;titel", f"{source.slug};Iets anders")
    now = Source.objects.get(pk=source.pk)
    assert (now.title, now.url, now.description, now.version) == ("Iets anders", source.url, source.description, source.version + 1)


def test_looking_writes_nothing() -> None:
    with connection.execute_wrapper(no_writing):
        plan = plan_of(Source, SOURCE_HEAD, new_source(), "s0;S0;Iets;webpagina;derde")
    assert plan.created == 1


def no_writing(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    assert sql.lstrip().startswith("SELECT"), sql
    return execute(sql, params, many, context)


def test_an_empty_cell_is_unknown_and_never_zero_or_no() -> None:
    offering = Offering.objects.exclude(duration_months_min=None).first()
    head = "sleutel;bron;duur minimaal (maanden);duur maximaal (maanden)"
    written(Offering, head, f"{offering.slug};{offering.source.slug};;")
    assert Offering.objects.get(pk=offering.pk).duration_months_min is None

    found = problems_of(Offering, "sleutel;bron;gepubliceerd;VOG vereist", f"{offering.slug};{offering.source.slug};;")
    assert found[0] == (2, "gepubliceerd", "Vul ja of nee in. Leeg is geen nee.")
    assert found[1][:2] == (2, "VOG vereist")
    assert found[1][2].startswith("Dit mag niet leeg zijn. Kies een van: ja, nee, niet vermeld")
    Offering.objects.get(pk=offering.pk)


def test_unknown_amounts_stay_unknown() -> None:
    component = TariffComponent.objects.filter(low=None).first()
    resource = resource_for(TariffComponent)
    assert (resource.columns["low"].export(component), resource.columns["high"].export(component)) == ("", "")


def test_lists_and_links_have_one_item_on_a_line() -> None:
    umbrella = Organisation.objects.filter(kind="KOEPEL").first()
    others = list(Organisation.objects.exclude(kind="KOEPEL").order_by("code")[:2])
    members = "\n".join(other.code for other in others)
    data = f'code;bron;leden;andere schrijfwijzen\r\n{umbrella.code};{umbrella.source.slug};"{members}";"Een\r\nTwee"'
    plan = make_plan(Organisation, table := read_table(data.encode(), Limits()))
    assert plan.problems == []
    write_file(keep_file(Organisation, "a.csv", data.encode(), None), Organisation, table, plan.digest)

    umbrella.refresh_from_db()
    assert umbrella.aliases == ["Een", "Twee"]
    assert sorted(umbrella.members.all(), key=str) == sorted(others, key=str)
    assert umbrella.history.first().history_change_reason == "import a.csv"


def test_several_years_of_a_series_can_come_at_once() -> None:
    series = IndexSeries.objects.first()
    years = sorted(IndexFigure.objects.filter(series=series).values_list("year", flat=True))
    head, first = "indexreeks;jaar;stijging (fractie);bron", years[0]
    lines = [f"{series.slug};{year};0,02;{series.source.slug}" for year in (first - 2, first - 1)]

    assert written(IndexFigure, head, *lines).created == 2
    with pytest.raises(NotWrittenError) as caught:
        written(IndexFigure, head, f"{series.slug};{first - 9};0,02;{series.source.slug}")
    assert any(f"index series {series.slug} has no figure for" in message for message in caught.value.messages)
    assert not IndexFigure.objects.filter(year=first - 9).exists()


# --- mistakes ---

OFFERING = "steunouder"


def mistakes() -> list[tuple[Any, list[str], tuple[int, str, str]]]:
    statement = "code;bron;onderwerp;onderdeel;waarde;status"
    component = "code;bron;tarief;soort;omschrijving;eenheid;bedrag laag (€);bedrag hoog (€)"
    return [
        (Source, ["sleutel;kleur", "s0;rood"], (1, "kleur", "Deze kolom is er niet. Gebruik de koppen van het voorbeeld.")),
        (Source, ["sleutel;id", "s0;1"], (1, "id", "Deze kolom is er niet. Gebruik de koppen van het voorbeeld.")),
        (Source, ["sleutel;version", "s0;1"], (1, "version", "Deze kolom is er niet. Gebruik de koppen van het voorbeeld.")),
        (Source, ["sleutel;titel;title", "s0;a;b"], (1, "title", "Deze kolom staat er twee keer.")),
        (Source, ["titel", "a"], (1, "sleutel", "Deze kolom ontbreekt en is altijd nodig.")),
        (Source, ["sleutel;titel"], (1, "", "Onder de koppen staan geen rijen.")),
        (Statement, ["code;waarde", "BG-001;x"], (1, "bron", "Deze kolom ontbreekt en is altijd nodig.")),
        (Source, ["sleutel;titel", "nieuw;a"], (2, "code", "Deze kolom ontbreekt en is nodig voor een nieuwe rij.")),
        (Source, [SOURCE_HEAD, new_source(), new_source()], (3, "", "Deze rij staat er al: dezelfde staat in rij 2.")),
        (Source, [SOURCE_HEAD, new_source(), new_source("b")], (3, "code", "Deze waarde mag maar één keer voorkomen: dezelfde staat in rij 2.")),
        (Source, [SOURCE_HEAD, ";S99;Een;webpagina;derde"], (2, "sleutel", "Dit mag niet leeg zijn: het hoort bij de sleutel van de rij.")),
        (Source, [SOURCE_HEAD, "a b;S99;Een;webpagina;derde"], (2, "sleutel", "Voer een geldige ‘slug’ in")),
        (Source, [SOURCE_HEAD, "a;S99;;webpagina;derde"], (2, "titel", "Dit veld is verplicht.")),
        (Source, [SOURCE_HEAD, f"a;S99;{'x' * 201};webpagina;derde"], (2, "titel", "Zorg dat deze waarde niet meer dan 200")),
        (Source, [SOURCE_HEAD, "a;S99;b;boek;derde"], (2, "soort", "Kies een van: overzicht of brochure, webpagina")),
        (Statement, [statement, "X-1;geen-bron;doel;a;b;staat er zo"], (2, "bron", "'geen-bron' bestaat niet als bron.")),
        (Statement, [statement, "X-1;;doel;a;b;staat er zo"], (2, "bron", "Zonder bron geen feit: vul de sleutel van de bron in.")),
        (TariffComponent, [component, "X;s0;nergens/niets;onbekend bedrag;a;b;;"], (2, "tarief", "'nergens/niets' bestaat niet als tarief.")),
        (TariffComponent, [component, "X;s0;{tariff};vast bedrag per contractjaar;a;b;1.250;1250"], (2, "bedrag laag (€)", "Het is niet duidelijk")),
        (TariffComponent, [component, "X;s0;{tariff};vast bedrag per contractjaar;a;b;veel;2"], (2, "bedrag laag (€)", "Vul een getal in")),
        (TariffComponent, [component, "X;s0;{tariff};vast bedrag per contractjaar;a;b;3;2"], (2, "bedrag hoog (€)", "Dit is lager dan")),
        (TariffComponent, [component, "X;s0;{tariff};vast bedrag per contractjaar;a;b;;"], (2, "bedrag laag (€)", "Verplicht bij 'vast bedrag")),
        (TariffComponent, [component, "X;s0;{tariff};onbekend bedrag;a;b;0;0"], (2, "bedrag laag (€)", "Bij 'onbekend bedrag' hoort geen bedrag.")),
        (TariffComponent, [component, "X;s0;{tariff};staffel op inwoners;a;b;;"], (2, "soort", "Bij 'staffel op inwoners' horen rijen")),
        (Municipality, ["CBS-code;bron;inwoners", "{place};s0;1e5"], (2, "inwoners", "Vul een heel getal in")),
        (Municipality, ["CBS-code;bron;inwoners", "{place};s0;99999999999"], (2, "inwoners", "Vul een heel getal in")),
        (Municipality, ["CBS-code;bron;inwoners", "{place};s0;4000000000"], (2, "inwoners", "Vul een heel getal in van 0 tot en met 2147483647.")),
        (Municipality, ["CBS-code;bron;inwoners", "{place};s0;0"], (2, "", "Een gemeente heeft ten minste één inwoner.")),
        (Municipality, ["CBS-code;bron;inwoners", "{place};s0;"], (2, "inwoners", "Dit mag niet leeg zijn.")),
        (Municipality, ["CBS-code;bron;bestaat tot", "{place};s0;31-02-2027"], (2, "bestaat tot", "Vul een datum in die bestaat")),
        (Municipality, ["CBS-code;bron;bestaat tot", "{place};s0;0001-01-01"], (2, "bestaat tot", "Vul een datum in die bestaat")),
        (Tariff, ["aanbod;sleutel;bron;standaard", "{tariff};s0;misschien"], (2, "standaard", "Vul ja of nee in.")),
        (Coverage, ["aanbod;doelgroep;bron;dekking", "{tariff};s0;ja"], (2, "doelgroep", "bestaat niet als doelgroep")),
    ]


@pytest.mark.parametrize("number", range(len(mistakes())))
def test_a_mistake_is_named_with_its_row_and_column(number: int) -> None:
    model, lines, (row, column, message) = mistakes()[number]
    tariff = Tariff.objects.select_related("offering").first()
    key = f"{tariff.offering.slug}/{tariff.slug}" if model is TariffComponent else f"{tariff.offering.slug};{tariff.slug}"
    slug, place = Source.objects.first().slug, Municipality.objects.first().code
    filled = [line.replace("{tariff}", key).replace("{place}", place).replace(";s0;", f";{slug};") for line in lines]

    found = problems_of(model, *filled)

    assert any(one[:2] == (row, column) and message in one[2] for one in found), found


def test_a_preference_cannot_be_given_twice() -> None:
    first = Statement.objects.filter(preferred=True, offering__isnull=False).first()
    data = f"X-1;{first.source.slug};{first.offering.slug};{first.field};{first.topic};iets;S;ja;omdat"
    found = problems_of(Statement, "code;bron;aanbod;onderwerp;onderdeel;waarde;status;voorkeur;reden van de voorkeur", data)
    assert found[0][:2] == (2, "voorkeur")
    assert first.code in found[0][2]


def test_no_more_rows_change_at_once_than_others_can_wait_for() -> None:
    lines = [new_source(f"bron-{number}", f"S{number}") for number in range(500, 503)]
    table = read_table(csv_of(SOURCE_HEAD, *lines), Limits())
    assert make_plan(Source, table, most=3).problems == []
    assert [(problem.row, problem.message[:10]) for problem in make_plan(Source, table, most=2).problems] == [(4, "Vanaf hier")]
    file, digest = keep_file(Source, "a.csv", b"x", None), make_plan(Source, table, most=2).digest
    with pytest.raises(NotWrittenError):
        write_file(file, Source, table, digest, most=2)
    assert not Source.objects.filter(slug="bron-500").exists()


# --- all or nothing ---


def test_nothing_is_written_when_one_row_is_wrong() -> None:
    with pytest.raises(NotWrittenError, match="rij 3, soort"):
        written(Source, SOURCE_HEAD, new_source(), "b;S98;Een;boek;derde")
    assert not Source.objects.filter(slug="proef").exists()
    assert not ImportOutcome.objects.exists()


def test_nothing_is_written_when_the_catalogue_would_not_be_whole() -> None:
    component = TariffComponent.objects.exclude(series="").filter(to_contract_year__isnull=False).first()
    with pytest.raises(NotWrittenError) as caught:
        written(TariffComponent, "code;bron;t/m contractjaar", f"{component.code};{component.source.slug};30")
    assert any("series" in message for message in caught.value.messages)
    assert TariffComponent.objects.get(pk=component.pk).to_contract_year == component.to_contract_year


def test_what_somebody_changed_meanwhile_is_never_overwritten() -> None:
    source = Source.objects.first()
    data = csv_of("sleutel;titel", f"{source.slug};Uit het bestand")
    table, file = read_table(data, Limits()), keep_file(Source, "a.csv", data, None)
    looked_at = make_plan(Source, table).digest
    other = Source.objects.get(pk=source.pk)
    other.publisher = "Iemand anders"  # another field of the same row
    other.save()

    with pytest.raises(NotWrittenError) as caught:
        write_file(file, Source, table, looked_at)
    assert caught.value.is_stale
    assert Source.objects.get(pk=source.pk).title == source.title
    assert write_file(file, Source, table, make_plan(Source, table).digest).changed == 1


def test_a_file_is_written_once() -> None:
    data = csv_of(SOURCE_HEAD, new_source())
    table, file = read_table(data, Limits()), keep_file(Source, "a.csv", data, None)
    digest = make_plan(Source, table).digest
    write_file(file, Source, table, digest)
    with pytest.raises(AlreadyWrittenError):
        write_file(file, Source, table, digest)
    assert Source.objects.filter(slug="proef").count() == 1


STEPS = [
    "voorzieningen.imports.writing.take_turn",
    "voorzieningen.imports.writing.make_plan",
    "voorzieningen.imports.writing.catalogue_problems",
    "voorzieningen.models.imports.ImportOutcome.objects.create",
    "voorzieningen.models.sources.Source.save",
]


@pytest.mark.parametrize("step", STEPS)
def test_a_fault_at_any_step_leaves_nothing(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = csv_of(SOURCE_HEAD, new_source("een", "S97"), new_source("twee", "S98"))
    table, file = read_table(data, Limits()), keep_file(Source, "a.csv", data, None)
    digest = make_plan(Source, table).digest
    before = Source.history.count()
    if step.endswith("Source.save"):
        saved, calls = Source.save, []

        def second_fails(self: Source, *args: Any, **kwargs: Any) -> None:
            calls.append(self)
            if len(calls) == 2:
                raise MemoryError
            saved(self, *args, **kwargs)

        monkeypatch.setattr(Source, "save", second_fails)
    elif step.endswith("create"):
        monkeypatch.setattr(type(ImportOutcome.objects), "create", fails)
    else:
        monkeypatch.setattr(step, fails)

    with pytest.raises(MemoryError):
        write_file(file, Source, table, digest)
    monkeypatch.undo()

    assert (Source.objects.filter(code__in=["S97", "S98"]).count(), Source.history.count()) == (0, before)
    assert write_file(file, Source, table, digest).created == 2


def fails(*args: Any, **kwargs: Any) -> Any:
    raise MemoryError


@pytest.mark.parametrize("make_change", ["update", "delete"])
def test_the_database_never_changes_the_log(make_change: str) -> None:
    written(Source, SOURCE_HEAD, new_source())
    for rows, values in ((ImportOutcome.objects.all(), {"created": 7}), (ImportFile.objects.all(), {"name": "anders"})):
        with pytest.raises(DatabaseError, match="verandert nooit"), transaction.atomic():
            rows.update(**values) if make_change == "update" else rows._raw_delete(rows.db)
    assert ImportFile.objects.get().sha256


def test_an_imported_row_counts_as_made_by_a_person() -> None:
    written(Source, SOURCE_HEAD, new_source())
    assert not LoadedRow.objects.filter(key__contains="proef").exists()
    call_command("load_catalogue", verbosity=0)
    assert Source.objects.get(slug="proef").title == "Een proef"


def test_names_of_files_are_made_harmless() -> None:
    assert safe_name("C:\\map\\een\nbestand.csv") == "eenbestand.csv"
    assert safe_name("../../\0") == "bestand"
    assert len(safe_name("x" * 300)) == 90


# --- by command ---


def test_the_command_shows_and_writes_only_when_told(tmp_path: Any, capsys: Any) -> None:
    path = tmp_path / "bronnen.csv"
    path.write_bytes(csv_of(SOURCE_HEAD, new_source()))

    call_command("import_table", "source", str(path))
    assert "1 new, 0 changed, 0 unchanged, 0 problems." in capsys.readouterr().out
    assert not Source.objects.filter(slug="proef").exists()
    call_command("import_table", "source", str(path), apply=True)
    assert Source.objects.get(slug="proef").history.get().history_change_reason == "import bronnen.csv"
    assert ImportFile.objects.get().uploaded_by is None


@pytest.mark.parametrize(
    ("data", "options", "words"),
    [
        (b"sleutel;titel\n=1;a\n", {}, "In A2 staat een formule"),
        (b"sleutel;kleur\na;b\n", {"apply": True}, "1 problems, nothing was written"),
        (b"sleutel;titel\n" + b"s0;a\n" * 3, {"rows": 2}, "meer dan 2 rijen"),
        (b"", {"rows": 0}, "--rows from 1"),
    ],
)
def test_the_command_refuses_what_the_admin_refuses(data: bytes, options: dict[str, Any], words: str, tmp_path: Any) -> None:
    path = tmp_path / "bronnen.csv"
    path.write_bytes(data)
    with pytest.raises(CommandError, match=words):
        call_command("import_table", "source", str(path), **options)


def test_numbers_as_people_type_them() -> None:
    cell = resource_for(TariffComponent).columns["low"].widget
    texts = ["1250,5", "1250.50", "1.250,50", "0,125", "-3"]
    assert [cell.clean(text) for text in texts] == [Decimal(value) for value in ("1250.5", "1250.50", "1250.50", "0.125", "-3")]
