"""Finding a dossier or a report: what belongs to another municipality does not exist, and no file is read that nobody asked for."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.test import Client, RequestFactory
from django.utils import timezone

from accounts.models import Role
from procurement.models import AdviceReport, DossierEvent, ReportPublication
from procurement.views.dossiers.found import find_dossier, member_of, name_of, write_down
from procurement.views.reports.found import find_own, is_code_of, publication_of, see, visible_label
from tests.accounts.people import make_person, sign_in
from tests.procurement.frozen import CODE, PDF, make_dossier, make_report

pytestmark = pytest.mark.django_db
Visible = ReportPublication.Visible


def request_of(user: User | None) -> HttpRequest:
    client, request = Client(), RequestFactory().get("/")
    if user is not None:
        sign_in(client, user)
    request.session, request.user = client.session, user or AnonymousUser()
    request.session.keys()  # read, so that it is not counted
    return request


@pytest.fixture
def colleague(db: None) -> HttpRequest:
    return request_of(make_person(Role.ADVISER, name="Anna Adviseur"))


@pytest.fixture
def stranger(db: None) -> HttpRequest:
    return request_of(make_person(Role.ADMINISTRATOR, "GM0193"))


# --- dossiers ---------------------------------------------------------------------------------------------------------------------------------


def test_a_dossier_is_found_by_its_number_with_its_municipality(colleague: HttpRequest, django_assert_num_queries: Any) -> None:
    make_dossier(name="Een ander")
    dossier = make_dossier()
    member_of(colleague)
    with django_assert_num_queries(1):
        found = find_dossier(colleague, dossier.key)
        assert (found, found.municipality.name) == (dossier, "Haarlem")


def test_a_deleted_dossier_is_found_only_by_who_looks_among_the_deleted(colleague: HttpRequest) -> None:
    present, deleted = make_dossier(), make_dossier(deleted_at=timezone.now())
    assert find_dossier(colleague, deleted.key, deleted=True) == deleted
    for key, among_deleted in ((present.key, True), (deleted.key, False), (uuid4(), False), (uuid4(), True)):
        with pytest.raises(Http404):
            find_dossier(colleague, key, deleted=among_deleted)
    with pytest.raises(Http404):
        find_dossier(colleague, deleted.key)


@pytest.mark.parametrize("deleted", [False, True])
def test_a_dossier_of_another_municipality_does_not_exist(stranger: HttpRequest, deleted: bool) -> None:
    dossier = make_dossier(deleted_at=timezone.now() if deleted else None)
    with pytest.raises(Http404):
        find_dossier(stranger, dossier.key, deleted=deleted)


def test_who_belongs_nowhere_finds_nothing() -> None:
    for request in (request_of(None), request_of(make_person(None, is_staff=True, is_superuser=True))):
        with pytest.raises(PermissionDenied):
            member_of(request)
        with pytest.raises(PermissionDenied):
            find_dossier(request, make_dossier().key)


def test_what_somebody_did_is_written_down_with_the_name(colleague: HttpRequest) -> None:
    dossier = make_dossier()
    write_down(colleague, dossier, "Naam gewijzigd")
    assert list(DossierEvent.objects.values_list("dossier", "who", "what")) == [(dossier.pk, "Anna Adviseur", "Naam gewijzigd")]


@pytest.mark.parametrize(
    ("first", "last", "mail", "name"),
    [
        ("Anna", "Adviseur", "a@example.nl", "Anna Adviseur"),
        ("", "", "a@example.nl", "a@example.nl"),
        ("", "", "", "anna"),
        ("A" * 150, "B" * 150, "", "A" * 150),
    ],
)
def test_a_colleague_goes_by_name_or_else_by_address(first: str, last: str, mail: str, name: str) -> None:
    membership = make_person(Role.READER).membership
    membership.user.first_name, membership.user.last_name, membership.user.email, membership.user.username = first, last, mail, "anna"
    assert name_of(membership) == name


# --- reports ----------------------------------------------------------------------------------------------------------------------------------


def test_a_report_is_found_by_its_number_without_its_files(django_assert_num_queries: Any) -> None:
    make_report(pdf=PDF + b"2")
    report, request = make_report(make_dossier(name="Naam van het dossier")), request_of(None)
    with django_assert_num_queries(1):
        seen = see(request, report.key)
        assert (seen.report, seen.report.dossier.name, publication_of(seen.report)) == (report, "Naam van het dossier", None)
    assert seen.report.get_deferred_fields() == {"pdf", "data"}
    assert see(request, report.key, with_files=True).report.get_deferred_fields() == set()
    with pytest.raises(Http404):
        see(request, uuid4())


def test_the_owner_finds_the_report_without_its_files_unless_asked(colleague: HttpRequest) -> None:
    report = make_report()
    assert find_own(colleague, report.key).report.get_deferred_fields() == {"pdf", "data"}
    assert find_own(colleague, report.key, with_files=True).report.get_deferred_fields() == set()


def test_only_a_colleague_of_the_municipality_is_its_member(colleague: HttpRequest, stranger: HttpRequest) -> None:
    report = make_report()
    seen = see(colleague, report.key)
    assert seen.member == member_of(colleague)
    assert (seen.has_facts, seen.has_pdf) == (True, True)
    for request in (stranger, request_of(None)):
        assert see(request, report.key).member is None
    with pytest.raises(Http404):
        find_own(stranger, report.key)
    with pytest.raises(PermissionDenied):
        find_own(request_of(None), report.key)


@pytest.mark.parametrize(
    ("visible", "facts", "pdf"), [(None, False, False), (Visible.NOTHING, False, False), (Visible.FACTS, True, False), (Visible.PDF, True, True)]
)
def test_others_see_what_the_owner_chose(visible: Visible | None, facts: bool, pdf: bool) -> None:
    report = make_report()
    if visible is not None:
        ReportPublication.objects.create(report=report, visible=visible, version=3)
    seen = see(request_of(None), report.key)
    assert (seen.has_facts, seen.has_pdf, seen.version) == (facts, pdf, 0 if visible is None else 3)
    assert seen.visible_label == visible_label(publication_of(seen.report)) == (visible or Visible.NOTHING).label


def test_a_code_is_right_in_every_way_of_writing_and_never_by_half() -> None:
    report = AdviceReport(check_code=CODE)
    for right in (CODE, CODE.upper(), CODE.replace("-", ""), CODE.replace("-", " "), f"\t{CODE}\n", CODE + " " * (100 - len(CODE))):
        assert is_code_of(report, right)
    for wrong in ("", "-", CODE[:-1], CODE[1:], CODE + "0", "é" + CODE, CODE + " " * (101 - len(CODE))):
        assert not is_code_of(report, wrong)
