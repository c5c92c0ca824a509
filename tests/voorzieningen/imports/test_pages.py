"""The pages of import and export: who may, what they say, and that a file is written once however often and by whomever it is confirmed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from tests.accounts.people import make_person, sign_in
from tests.voorzieningen.test_edit_races import all_at_once
from voorzieningen.admin import exchange
from voorzieningen.imports import reading
from voorzieningen.imports.inspection import read_table
from voorzieningen.imports.names import EXCHANGED
from voorzieningen.imports.table import FileRefusedError
from voorzieningen.models import ImportFile, ImportOutcome, IndexFigure, Source

pytestmark = pytest.mark.django_db
NEW = b"sleutel;code;titel;soort;wie spreekt\nproef;S99;Een proef;webpagina;aanbieder\n"
UPLOAD = "/beheer/voorzieningen/source/importeren/"


@pytest.fixture(autouse=True)
def read_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Starting a process for each file is tested in test_inspection, and once here."""
    if request.node.originalname != "test_a_file_is_offered_looked_at_confirmed_and_logged":
        monkeypatch.setattr(reading, "read_file", read_table)


def staff(*names: str) -> User:
    """Somebody of the catalogue with these permissions on sources."""
    person = make_person(None, is_staff=True)
    person.user_permissions.set(Permission.objects.filter(codename__in=[f"{name}_source" for name in names]))
    return person


def client_of(user: User) -> Client:
    client = Client()
    sign_in(client, user)
    return client


@pytest.fixture
def editor() -> Client:
    return client_of(staff("view", "change", "add"))


def offered(client: Client, data: bytes = NEW, name: str = "bronnen.csv", address: str = UPLOAD) -> Any:
    return client.post(address, {"file": SimpleUploadedFile(name, data)})


def preview(client: Client, data: bytes = NEW) -> tuple[str, str, str]:
    """Offer a file; the address of its preview, the page, and the digest in its form ("" when it cannot be confirmed)."""
    answer = offered(client, data)
    assert answer.status_code == 302, answer.content.decode()
    text = client.get(answer["Location"]).content.decode()
    digest = re.search(r'name="digest" value="([0-9a-f]{64})"', text)
    return answer["Location"], text, digest[1] if digest else ""


def test_a_file_is_offered_looked_at_confirmed_and_logged(editor: Client) -> None:
    address, text, digest = preview(editor)
    assert "nieuwe rijen: 1" in text
    assert "Een proef" in text
    assert not Source.objects.filter(slug="proef").exists()

    done = editor.post(address, {"digest": digest}, follow=True).content.decode()
    assert "bronnen.csv is verwerkt" in done
    source = Source.objects.get(slug="proef")
    assert source.history.get().history_user is not None
    log = editor.get(UPLOAD).content.decode()
    assert "Laatste imports" in log
    assert "bronnen.csv" in log


def test_confirming_twice_writes_once(editor: Client) -> None:
    address, _, digest = preview(editor)
    editor.post(address, {"digest": digest})
    again = editor.post(address, {"digest": digest}, follow=True).content.decode()

    assert exchange.ONCE in again
    assert Source.objects.get(slug="proef").history.count() == 1


def test_what_changed_meanwhile_is_told_and_nothing_is_written(editor: Client) -> None:
    source = Source.objects.first()
    address, text, digest = preview(editor, f"sleutel;titel\n{source.slug};Uit het bestand\n".encode())
    assert source.title in text
    source.publisher = "Iemand anders"
    source.save()

    answer = editor.post(address, {"digest": digest})
    assert answer.status_code == 409
    assert "Intussen heeft iemand iets gewijzigd" in answer.content.decode()
    assert Source.objects.get(pk=source.pk).title == source.title
    assert editor.post(address, {"digest": "made up"}).status_code == 409


def test_mistakes_are_shown_and_cannot_be_confirmed(editor: Client) -> None:
    address, text, digest = preview(editor, b"sleutel;code;titel;soort;wie spreekt\na;S99;<b>x</b>;boek;derde\n")
    assert digest == ""
    assert "fouten: 1" in text
    assert "Kies een van" in text
    assert editor.post(address, {"digest": "0" * 64}).status_code == 409
    assert not Source.objects.filter(slug="a").exists()


def test_what_is_in_a_file_is_never_markup(editor: Client) -> None:
    _, text, _ = preview(editor, NEW.replace(b"Een proef", b"<script>x</script>"))
    assert "&lt;script&gt;x" in text
    assert "<script>x" not in text


def test_a_file_that_cannot_be_read_again_is_told(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    address, _, digest = preview(editor)

    def too_much(*args: Any) -> Any:
        raise FileRefusedError(reading.TOO_MUCH)

    monkeypatch.setattr(reading, "read_file", too_much)
    for answer in (editor.get(address, follow=True), editor.post(address, {"digest": digest}, follow=True)):
        assert "kon nu niet worden gelezen" in answer.content.decode()
    assert not ImportOutcome.objects.exists()


def test_a_file_that_is_refused_is_not_kept(editor: Client) -> None:
    answer = offered(editor, b"sleutel\n=1+1\n")
    assert answer.status_code == 200
    assert "In A2 staat een formule" in answer.content.decode()
    assert "Kies een bestand" in editor.post(UPLOAD).content.decode()
    assert "te groot" in offered(editor, b"x" * (2 * 1024 * 1024 + 1)).content.decode()
    assert not ImportFile.objects.exists()


def test_nobody_fills_the_database_with_files(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "MOST_WAITING", 1)
    preview(editor)
    assert "zonder ze te bevestigen" in offered(editor).content.decode()
    assert ImportFile.objects.count() == 1


def test_no_more_is_shown_than_a_page_can_hold(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "SHOWN", 2)
    lines = "".join(f"s{n};S{n};Bron nummer {n};webpagina;derde\n" for n in range(900, 905))
    _, text, digest = preview(editor, b"sleutel;code;titel;soort;wie spreekt\n" + lines.encode())
    assert "nieuwe rijen: 5" in text
    assert text.count("Bron nummer") == 2
    assert digest


# --- who may ---


@pytest.mark.parametrize(
    ("make", "status"),
    [
        (lambda: None, 302),
        (lambda: make_person(Role.READER), 403),
        (lambda: make_person(None, is_staff=True), 403),
        (lambda: staff("view"), 403),
        (lambda: staff("view", "change"), 200),
    ],
    ids=["nobody", "member", "staff", "may look", "may change"],
)
def test_only_who_may_change_the_table_imports_into_it(make: Callable[[], User | None], status: int) -> None:
    address, _, _ = preview(client_of(staff("view", "change", "add")))
    user = make()
    client = client_of(user) if user is not None else Client()

    assert door(client.get(UPLOAD, follow=True)) == status
    assert door(client.get(UPLOAD + "voorbeeld.csv", follow=True)) == status
    assert door(client.post(UPLOAD, {"file": SimpleUploadedFile("a.csv", NEW)}, follow=True)) == status
    assert door(client.get(address, follow=True)) == (404 if status == 200 else status)
    assert door(client.post(address, {"digest": "0"}, follow=True)) == (404 if status == 200 else status)
    may_look = user is not None and user.user_permissions.exists()
    assert door(client.get("/beheer/voorzieningen/source/exporteren.csv", follow=True)) == (200 if may_look else status)


def door(response: Any) -> int:
    """The status after following; 302 for who is asked to sign in."""
    last = response.redirect_chain[-1][0] if response.redirect_chain else ""
    return 302 if last.startswith("/account/inloggen/") else int(response.status_code)


def test_every_address_of_every_table_is_closed() -> None:
    member = client_of(make_person(Role.READER))
    for name in EXCHANGED:
        for ending, arguments in (("import", []), ("import_preview", [1]), ("import_example", ["csv"]), ("export", ["xlsx"])):
            address = reverse(f"admin:voorzieningen_{name}_{ending}", args=arguments)
            assert door(Client().get(address, follow=True)) == 302, address
            assert (door(member.get(address, follow=True)), door(member.post(address, follow=True))) == (403, 403), address


def test_who_may_only_change_adds_no_rows() -> None:
    client = client_of(staff("view", "change"))
    address, text, digest = preview(client)
    assert "u mag geen rijen toevoegen" in text
    assert digest == ""
    assert client.post(address, {"digest": "0"}).status_code == 403


def test_only_who_offered_a_file_sees_and_confirms_it(editor: Client) -> None:
    address, _, digest = preview(editor)
    other = client_of(User.objects.create_superuser("boss"))
    assert other.get(address).status_code == 404
    assert other.post(address, {"digest": digest}).status_code == 404
    assert other.get(address.replace("/source/", "/organisation/")).status_code == 404


@pytest.mark.parametrize("number", ["0", "999999999", "99999999999999999999999999"])
def test_a_file_that_is_not_there_is_not_found(editor: Client, number: str) -> None:
    assert editor.get(f"{UPLOAD}{number}/").status_code == 404


def test_odd_methods_are_refused(admin_client: Client) -> None:
    assert admin_client.post(UPLOAD + "voorbeeld.csv").status_code == 405
    assert admin_client.post("/beheer/voorzieningen/source/exporteren.csv").status_code == 405
    assert admin_client.options(UPLOAD).status_code == 405


# --- export ---


def test_the_list_is_exported_with_its_filters(admin_client: Client) -> None:
    all_rows = admin_client.get("/beheer/voorzieningen/source/exporteren.csv").content.decode("utf-8-sig")
    some = admin_client.get("/beheer/voorzieningen/source/exporteren.csv?kind__exact=OFFERTE").content.decode("utf-8-sig")
    assert all_rows.count(";offerte;") == some.count(";offerte;") == len(some.splitlines()) - 1 > 0
    assert admin_client.get("/beheer/voorzieningen/source/exporteren.csv?kind__regex=(").status_code in {400, 302}
    assert admin_client.get("/beheer/voorzieningen/source/exporteren.exe").status_code == 404


@pytest.mark.parametrize("model", [Source, IndexFigure])
@pytest.mark.parametrize(("kind", "start"), [("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK")])
def test_selected_rows_are_exported(admin_client: Client, model: Any, kind: str, start: bytes) -> None:
    chosen = [str(pk) for pk in model.objects.values_list("pk", flat=True)[:2]]
    address = reverse(f"admin:voorzieningen_{model._meta.model_name}_changelist")
    answer = admin_client.post(address, {"action": f"export_{kind}", "_selected_action": chosen})

    assert answer.content.startswith(start)
    assert answer["Content-Disposition"].startswith("attachment;")
    if kind == "csv":
        assert len(answer.content.decode("utf-8-sig").strip().split("\r\n")) == 3


@pytest.mark.parametrize(("name", "kind"), [*((name, "csv") for name in EXCHANGED), ("tariffcomponent", "xlsx")])
def test_the_example_can_be_offered_as_it_is(admin_client: Client, name: str, kind: str) -> None:
    upload = reverse(f"admin:voorzieningen_{name}_import")
    example = admin_client.get(f"{upload}voorbeeld.{kind}")
    answer = admin_client.post(upload, {"file": SimpleUploadedFile(f"a.{kind}", example.content)}, follow=True)
    text = answer.content.decode()
    assert "Er verandert niets" in text
    assert "fouten: 0" in text


def test_the_pages_keep_to_the_policy_and_have_one_heading(admin_client: Client) -> None:
    _, text, _ = preview(admin_client)
    answer = admin_client.get(UPLOAD)
    assert "unsafe-inline" not in answer["Content-Security-Policy"]
    for page in (text, answer.content.decode()):
        assert len(re.findall("<h1", page)) == 1 + ('<h1 id="site-name"' in page)
        assert not re.findall(r"<style|\sstyle=|\son[a-z]+=", page)


def test_the_list_leads_to_import_and_export(admin_client: Client) -> None:
    text = admin_client.get("/beheer/voorzieningen/source/?kind__exact=OFFERTE").content.decode()
    assert f'href="{UPLOAD}"' in text
    assert "exporteren.csv?kind__exact=OFFERTE" in text
    assert "importeren" not in admin_client.get("/beheer/voorzieningen/loadedrow/").content.decode()


# --- beside others ---


def test_a_preview_writes_nothing_and_locks_nothing(editor: Client) -> None:
    """It opens no transaction, so on SQLite it cannot hold the lock of those who write."""
    location, said = offered(editor)["Location"], []

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        said.append(sql.split()[0])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        assert editor.get(location).status_code == 200
    assert set(said) == {"SELECT"}


@pytest.mark.usefixtures("in_a_file")
@pytest.mark.django_db(transaction=True)
def test_confirmations_at_the_same_moment_make_one_import() -> None:
    user = staff("view", "change", "add")
    address, _, digest = preview(client_of(user))

    answers = all_at_once([(client_of(user), address, {"digest": digest}) for _ in range(4)])

    assert answers == [302] * 4
    assert ImportOutcome.objects.count() == 1
    assert Source.objects.get(slug="proef").history.count() == 1
