"""Two people on one row: on every page of the admin exactly one of them wins, and the other loses nothing and is told what stands there now."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db import models, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Invitation, Membership, Role
from config.editing.admin import GuardedAdmin, GuardedInline
from config.editing.versions import Versioned, read_stamps
from tests.accounts.people import make_person, sign_in
from tests.voorzieningen import factories
from tests.voorzieningen.pages import form_values
from tests.voorzieningen.test_admin import make_rows, text
from voorzieningen import models as m

pytestmark = pytest.mark.django_db

PAGES = sorted(admin.site._registry.items(), key=lambda pair: pair[0]._meta.label)
MODELS = [model for model, _ in PAGES]
# Where nothing can be changed by hand.
ONLY_LOOKED_AT = {"voorzieningen.LoadedRow", "accounts.AuditEvent"}
NEVER_CHANGED = ONLY_LOOKED_AT | {"accounts.Invitation", "mfa.Authenticator"}
EDITED = [model for model in MODELS if model._meta.label not in NEVER_CHANGED]
# Tables that share a page class share its behaviour: one of them stands for all.
BY_PAGE = set({type(page): model for model, page in PAGES}.values())
SHOWN_TO_WIN = [model for model in EDITED if model in BY_PAGE]
DELETED = [model for model in MODELS if model in BY_PAGE and model._meta.label not in ONLY_LOOKED_AT and model is not m.TariffInstalment]
TYPED = "Wat ik typte"


@pytest.fixture(scope="module")
def rows(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[Any, Any]]:
    """One row of every model; in a transaction around all tests of this module."""
    around = transaction.atomic()
    with django_db_blocker.unblock():
        around.__enter__()
        made = make_rows()
        person = make_person(Role.ADVISER)
        made[User], made[Membership] = person, person.membership
        made[Group] = Group.objects.create(name="Redactie")
        made[Authenticator] = Authenticator.objects.create(user=person, type="totp", data={})
    yield made
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


@pytest.fixture
def boss(client: Client) -> Client:
    sign_in(client, make_person(None, name="Bea", is_staff=True, is_superuser=True))
    return client


def row_of(rows: dict[Any, Any], model: Any) -> Any:
    if model is Invitation:
        from accounts import invitations

        return invitations.invite(municipality_id=rows[Membership].municipality_id, mail="x@example.nl", role=Role.READER, by=None)[0]
    return model._base_manager.get(pk=rows[model].pk)


def page_of(row: models.Model, kind: str = "change") -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{kind}", args=[row.pk])


def typed_field(model: Any) -> tuple[str, str]:
    if model is Membership:
        return "role", "LEZER"
    return {User: "first_name", Group: "name", m.Source: "title"}.get(model, "place"), TYPED


def other_saves(row: models.Model) -> None:
    """Somebody else saves the row, in another field where there is one."""
    fresh = type(row)._base_manager.get(pk=row.pk)
    if isinstance(fresh, User):
        fresh.last_name = "Anders"
    elif isinstance(fresh, Group):
        fresh.name = "Andere redactie"
    elif isinstance(fresh, Authenticator):
        fresh.data = {"anders": 1}
    fresh.save()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_page_of_the_admin_is_guarded(model: Any) -> None:
    """A page that somebody registers without the guard is found here."""
    page = admin.site._registry[model]
    assert isinstance(page, GuardedAdmin)
    assert not page.list_editable  # a form of rows that the guard does not know
    assert all(issubclass(inline, GuardedInline) for inline in page.inlines)
    actions = {name for name, *_ in page._get_base_actions()}
    assert {action[1] for action in page._get_base_actions() if action[1] != "delete_selected"} == set(), actions


@pytest.mark.parametrize("model", [model for model in EDITED if model._meta.app_label != "auth"], ids=lambda model: model._meta.label)
def test_every_edited_row_has_a_version_that_every_save_raises(rows: dict[Any, Any], model: Any) -> None:
    row = row_of(rows, model)
    assert isinstance(row, Versioned)
    before = row.version
    row.save()
    assert row.version == model._base_manager.get(pk=row.pk).version == before + 1


@pytest.mark.parametrize("model", SHOWN_TO_WIN, ids=lambda model: model._meta.label)
def test_who_comes_second_is_told_and_can_save_after_looking(boss: Client, rows: dict[Any, Any], model: Any) -> None:
    row, (field, value) = row_of(rows, model), typed_field(model)
    sent = form_values(boss.get(page_of(row)).content.decode()) | {field: value}
    other_saves(row)
    stored = getattr(model._base_manager.get(pk=row.pk), field)

    late = boss.post(page_of(row), sent)

    assert late.status_code == 409
    said = text(late.content.decode())
    assert "iemand anders was u voor" in said
    assert "Nu opgeslagen" in said
    again = form_values(late.content.decode())
    assert again[field] == value
    assert getattr(model._base_manager.get(pk=row.pk), field) == stored
    assert boss.post(page_of(row), again).status_code == 302
    assert getattr(model._base_manager.get(pk=row.pk), field) == value


@pytest.mark.parametrize("model", DELETED, ids=lambda model: model._meta.label)
def test_what_somebody_just_changed_is_not_deleted_unseen(boss: Client, rows: dict[Any, Any], model: Any) -> None:
    row = row_of(rows, model)
    asked = boss.get(page_of(row, "delete"))
    sent = form_values(asked.content.decode())
    if "versie" not in sent:
        assert asked.context["protected"]  # what others point at is not deleted at all
        return
    other_saves(row)

    late = boss.post(page_of(row, "delete"), sent)

    assert late.status_code == 409
    assert "intussen iets gewijzigd" in text(late.content.decode())
    assert model._base_manager.filter(pk=row.pk).exists()
    assert boss.post(page_of(row, "delete"), form_values(late.content.decode())).status_code == 302
    assert not model._base_manager.filter(pk=row.pk).exists()


def test_the_message_names_who_and_what(boss: Client, rows: dict[Any, Any]) -> None:
    row, other = row_of(rows, m.Source), Client()
    sign_in(other, make_person(None, name="Karel Kundig", is_staff=True, is_superuser=True))
    sent = form_values(boss.get(page_of(row)).content.decode())
    assert other.post(page_of(row), sent | {"title": "Titel van Karel", "kind": "WEBSITE"}).status_code == 302

    late = boss.post(page_of(row), sent | {"title": "Titel van Bea"})

    said = text(late.content.decode())
    assert "Karel Kundig heeft dit gewijzigd op" in said
    assert "Titel Titel van Bea Titel van Karel" in said
    assert "webpagina" in said


def test_a_mistake_in_between_does_not_make_an_old_form_new(boss: Client, rows: dict[Any, Any]) -> None:
    """The form that comes back with an error was still opened before the other one saved."""
    row = row_of(rows, m.Source)
    sent = form_values(boss.get(page_of(row)).content.decode())
    wrong = boss.post(page_of(row), sent | {"title": ""})
    assert wrong.status_code == 200
    other_saves(row)

    assert boss.post(page_of(row), form_values(wrong.content.decode()) | {"title": TYPED}).status_code == 409


@pytest.mark.parametrize("versie", ["", "{}", "[]", "x", '{"voorzieningen.source:1": 1}', "[" * 5000, '{"a":' * 3000, "9" * 300_000])
def test_a_form_that_does_not_say_when_it_was_opened_changes_nothing(boss: Client, rows: dict[Any, Any], versie: str) -> None:
    row = row_of(rows, m.Source)
    sent = form_values(boss.get(page_of(row)).content.decode())
    assert boss.post(page_of(row), sent | {"versie": versie, "title": TYPED}).status_code in {409, 400, 413}
    assert row_of(rows, m.Source).title != TYPED
    assert read_stamps(versie) in ({}, json.loads(versie) if versie == "{}" else {})


def test_a_form_in_which_nothing_changed_leaves_no_version_and_no_record(boss: Client, rows: dict[Any, Any]) -> None:
    row = row_of(rows, m.Tariff)
    records = m.Tariff.history.filter(id=row.pk).count()
    sent = form_values(boss.get(page_of(row)).content.decode())
    assert boss.post(page_of(row), sent).status_code == 302
    assert row_of(rows, m.Tariff).version == row.version
    assert m.Tariff.history.filter(id=row.pk).count() == records


# --- rows on the page of what they belong to ----------------------------------------------------------------------------------------------


@pytest.fixture
def ages(rows: dict[Any, Any]) -> list[Any]:
    offering = row_of(rows, m.Offering)
    source = row_of(rows, m.Source)
    make = m.AgeRange.objects.create
    return [make(offering=offering, variant=name, from_months=0, until_months=60, certainty="POSSIBLE", source=source) for name in ("a", "b", "c")]


def inline_of(sent: dict[str, Any], key: int) -> str:
    return next(
        name.removesuffix("-id") for name, value in sent.items() if name.startswith("age_ranges-") and name.endswith("-id") and value == str(key)
    )


def test_a_row_changed_on_its_own_page_is_not_overwritten_from_the_page_of_its_parent(boss: Client, rows: dict[Any, Any], ages: list[Any]) -> None:
    where = page_of(ages[0].offering)
    sent = form_values(boss.get(where).content.decode())
    own = page_of(ages[0])
    assert boss.post(own, form_values(boss.get(own).content.decode()) | {"note": "van de eigen pagina"}).status_code == 302

    late = boss.post(where, sent | {f"{inline_of(sent, ages[0].pk)}-note": TYPED})

    assert late.status_code == 409
    assert "van de eigen pagina" in text(late.content.decode())
    assert TYPED in late.content.decode()
    assert m.AgeRange.objects.get(pk=ages[0].pk).note == "van de eigen pagina"
    assert boss.post(where, form_values(late.content.decode())).status_code == 302
    assert m.AgeRange.objects.get(pk=ages[0].pk).note == TYPED


def test_a_row_changed_on_the_page_of_its_parent_is_not_overwritten_from_its_own(boss: Client, rows: dict[Any, Any], ages: list[Any]) -> None:
    where, own = page_of(ages[0].offering), page_of(ages[0])
    opened = form_values(boss.get(own).content.decode())
    sent = form_values(boss.get(where).content.decode())
    assert boss.post(where, sent | {f"{inline_of(sent, ages[0].pk)}-note": "van de ouder"}).status_code == 302

    assert boss.post(own, opened | {"note": TYPED}).status_code == 409
    assert m.AgeRange.objects.get(pk=ages[0].pk).note == "van de ouder"


def test_two_people_on_different_rows_of_one_page_are_not_in_each_others_way(boss: Client, rows: dict[Any, Any], ages: list[Any]) -> None:
    where = page_of(ages[0].offering)
    sent = form_values(boss.get(where).content.decode())
    own = page_of(ages[1])
    boss.post(own, form_values(boss.get(own).content.decode()) | {"note": "van een ander"})
    mine = sent | {f"{inline_of(sent, ages[0].pk)}-note": TYPED, f"{inline_of(sent, ages[1].pk)}-note": "van een ander"}
    assert boss.post(where, mine).status_code == 302
    assert [row.note for row in m.AgeRange.objects.filter(pk__in=[row.pk for row in ages]).order_by("pk")] == [TYPED, "van een ander", ""]


def test_what_was_typed_in_a_row_that_somebody_deleted_is_shown(boss: Client, rows: dict[Any, Any], ages: list[Any]) -> None:
    where = page_of(ages[0].offering)
    sent = form_values(boss.get(where).content.decode())
    m.AgeRange.objects.get(pk=ages[0].pk).delete()

    late = boss.post(where, sent | {f"{inline_of(sent, ages[0].pk)}-note": TYPED, f"{inline_of(sent, ages[2].pk)}-note": "derde"})

    assert late.status_code == 409
    said = text(late.content.decode())
    assert "heeft dit verwijderd" in said
    assert TYPED in said
    again = form_values(late.content.decode())
    assert boss.post(where, again).status_code == 302
    assert set(m.AgeRange.objects.filter(offering=ages[0].offering, variant__in="abc").values_list("variant", "note")) == {("b", ""), ("c", "derde")}


def test_a_row_ticked_to_go_that_somebody_just_changed_stays(boss: Client, rows: dict[Any, Any], ages: list[Any]) -> None:
    where = page_of(ages[0].offering)
    sent = form_values(boss.get(where).content.decode())
    other_saves(ages[0])
    assert boss.post(where, sent | {f"{inline_of(sent, ages[0].pk)}-DELETE": "on"}).status_code == 409
    assert m.AgeRange.objects.filter(pk=ages[0].pk).exists()


def test_rows_that_are_only_right_together_are_one(boss: Client, rows: dict[Any, Any]) -> None:
    """Two people who each move a half would leave instalments that are not the whole."""
    tariff = row_of(rows, m.Tariff)
    tariff.instalments.all().delete()
    first, second = factories.make_instalments(tariff, m0="0.5", m6="0.5")
    where = page_of(tariff)
    sent = form_values(boss.get(where).content.decode())
    second.percentage = Decimal("0.4")
    second.save()
    m.TariffInstalment.objects.create(tariff=tariff, months_after_start=9, percentage="0.1", source=tariff.source)
    mine = {name: value for name, value in sent.items() if name.startswith("instalments") and name.endswith("-percentage")}
    key = next(name for name in mine if sent[name.replace("percentage", "id")] == str(first.pk))

    late = boss.post(where, sent | {key: "0.6"})

    assert late.status_code == 409
    assert "(nieuw)" in text(late.content.decode())
    assert sorted(tariff.instalments.values_list("percentage", flat=True)) == [Decimal("0.1"), Decimal("0.4"), Decimal("0.5")]


# --- what is gone, what clashes, and lists --------------------------------------------------------------------------------------------------


def test_what_was_typed_for_a_row_that_is_gone_comes_back_to_copy(boss: Client, rows: dict[Any, Any]) -> None:
    row = row_of(rows, m.ResultClaim)
    sent = form_values(boss.get(page_of(row)).content.decode())
    row.delete()

    late = boss.post(page_of(m.ResultClaim(pk=sent_key(sent))), sent | {"place": TYPED})

    assert late.status_code == 409
    assert TYPED in late.content.decode()
    assert "bestaat niet meer" in text(late.content.decode())


def sent_key(sent: dict[str, Any]) -> int:
    return int(next(iter(json.loads(sent["versie"]))).rpartition(":")[2])


def test_of_two_who_add_the_same_key_the_second_keeps_what_was_typed(boss: Client, rows: dict[Any, Any]) -> None:
    where = reverse("admin:voorzieningen_source_add")
    sent = form_values(boss.get(where).content.decode()) | {"code": "N1", "slug": "nieuw", "title": TYPED, "kind": "WEBSITE", "speaker": "AANBIEDER"}
    assert boss.post(where, sent).status_code == 302
    late = boss.post(where, sent | {"title": "Tweede"})
    assert late.status_code == 200
    assert form_values(late.content.decode())["title"] == "Tweede"
    assert "bestaat al" in text(late.content.decode())


def test_a_list_of_rows_to_delete_is_asked_about_again_when_one_changed(boss: Client, rows: dict[Any, Any], ages: list[Any]) -> None:
    where = reverse("admin:voorzieningen_agerange_changelist")
    asked = {"action": "delete_selected", "_selected_action": [row.pk for row in ages]}
    seen = form_values(boss.post(where, asked | {"index": "0"}).content.decode())
    other_saves(ages[1])

    late = boss.post(where, asked | {"post": "yes", "versie": seen["versie"]})

    assert late.status_code == 409
    assert m.AgeRange.objects.filter(pk__in=[row.pk for row in ages]).count() == 3
    assert boss.post(where, asked | {"post": "yes", "versie": form_values(late.content.decode())["versie"]}).status_code == 302
    assert not m.AgeRange.objects.filter(pk__in=[row.pk for row in ages]).exists()


def test_what_hangs_from_a_row_counts_when_it_is_deleted(boss: Client, rows: dict[Any, Any], ages: list[Any]) -> None:
    offering = factories.make_offering("los")
    age = m.AgeRange.objects.create(offering=offering, from_months=0, until_months=60, certainty="POSSIBLE", source=offering.source)
    sent = form_values(boss.get(page_of(offering, "delete")).content.decode())
    other_saves(age)
    assert boss.post(page_of(offering, "delete"), sent).status_code == 409
    assert m.Offering.objects.filter(pk=offering.pk).exists()
