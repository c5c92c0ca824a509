"""The trail of access: every deed leaves a line, lines never change, and each municipality sees its own."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import audit
from accounts.models import AuditEvent, Membership, Role, What
from config import triggers
from tests.accounts.people import PASSWORD, make_person, sign_in
from tests.validation import assert_valid_html

pytestmark = pytest.mark.django_db
LOG = "/gemeente/logboek/"


def lines(what: What) -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(what=what))


def line(**more: Any) -> AuditEvent:
    return audit.record(What.SIGNED_IN, by=make_person(None, name="Iemand"), **more)


@pytest.mark.parametrize("sql", [f"UPDATE {AuditEvent._meta.db_table} SET who = 'x'", f"DELETE FROM {AuditEvent._meta.db_table}"])
def test_a_line_never_changes_and_does_not_go(sql: str) -> None:
    line()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert AuditEvent.objects.exists()


def test_the_triggers_are_there() -> None:
    assert triggers.missing(connection) == ()


def test_only_what_is_too_old_is_forgotten() -> None:
    young, old = line(), line()
    triggers.take_away(connection, "accounts")
    # Well over the seven years: the database's own trigger looks at its own clock, which `make variants` does not move.
    AuditEvent.objects.filter(pk=old.pk).update(at=timezone.now() - timedelta(days=12 * 365))
    triggers.put(connection, "accounts")
    call_command("forget_audit", verbosity=0)
    assert list(AuditEvent.objects.filter(pk__in=[young.pk, old.pk])) == [young]


def test_signing_in_and_out_leaves_a_line_and_a_wrong_password_is_counted(client: Client) -> None:
    person = make_person(Role.READER, name="Rik")
    for password in ("fout-wachtwoord", "nog-eens-fout", PASSWORD):
        client.post("/account/inloggen/", {"login": person.email, "password": password})
    client.post("/account/inloggen/", {"login": "niemand@example.nl", "password": "x"})
    assert [found.after for found in reversed(lines(What.SIGN_IN_FAILED))] == [{"keer in 24 uur": 1}, {"keer in 24 uur": 2}]
    assert [found.who for found in lines(What.SIGNED_IN)] == ["Rik"]
    client.post("/account/uitloggen/")
    assert [found.municipality_id for found in lines(What.SIGNED_OUT)] == [person.membership.municipality_id]
    kept = str(list(AuditEvent.objects.values()))
    assert "fout" not in kept
    assert PASSWORD not in kept


def test_what_an_administrator_does_is_told_with_before_and_after(client: Client, mailoutbox: Any) -> None:
    boss, colleague = make_person(Role.ADMINISTRATOR, name="Bea"), make_person(Role.READER, name="Koos")
    sign_in(client, boss)
    member = colleague.membership
    client.post(reverse("accounts:colleague_role", args=[member.pk]), {"role": "ADVISEUR", "versie": "1"})
    client.post(reverse("accounts:colleague_remove", args=[member.pk]), {"versie": "2"})
    client.post(reverse("accounts:colleagues"), {"email": "nieuw@example.nl", "role": "LEZER"})
    client.post(reverse("accounts:house_style"), {"name": "Haarlem", "version": "0"})
    changed = lines(What.ROLE_CHANGED)[0]
    assert (changed.who, changed.about, changed.before, changed.after) == ("Bea", "Koos", {"rol": "lezer"}, {"rol": "adviseur"})
    assert [len(lines(what)) for what in (What.MEMBER_REMOVED, What.INVITED, What.HOUSE_STYLE_CHANGED)] == [1, 1, 1]
    html = client.get(LOG).content.decode()
    assert "rol gewijzigd" in html
    assert "rol: adviseur" in html
    assert_valid_html(html)


def test_a_stale_page_changes_no_colleague(client: Client) -> None:
    sign_in(client, make_person(Role.ADMINISTRATOR))
    colleague = make_person(Role.READER, name="Koos")
    pk = colleague.membership.pk
    for name, sent in (("colleague_role", {"role": "ADVISEUR", "versie": "7"}), ("colleague_remove", {"versie": "x"}), ("colleague_remove", {})):
        response = client.post(reverse(f"accounts:{name}", args=[pk]), sent)
        assert response.status_code == 409
        assert "Koos is intussen veranderd" in response.content.decode()
        assert_valid_html(response.content)
    assert Membership.objects.get(pk=pk).role == Role.READER


def test_a_municipality_sees_its_own_lines_only_25_a_page(client: Client) -> None:
    boss = make_person(Role.ADMINISTRATOR)
    sign_in(client, boss)
    for number in range(30):
        line(name=f"Eigen {number}", municipality_id=boss.membership.municipality_id)
    line(name="GEHEIM-VAN-ANDER", municipality_id=make_person(Role.READER, "GM0363").membership.municipality_id)
    first, second = client.get(LOG).content.decode(), client.get(LOG, {"pagina": "2"}).content.decode()
    assert (first.count("Eigen "), second.count("Eigen ")) == (25, 5)
    assert "GEHEIM-VAN-ANDER" not in first + second
    assert client.get(LOG, {"wie": "Eigen 29"}).content.decode().count("Eigen 29</td>") == 1
    assert "geen regel gevonden" in client.get(LOG, {"soort": "ROLE_CHANGED"}).content.decode()


@pytest.mark.parametrize("query", [{"pagina": "x"}, {"pagina": "9" * 40}, {"soort": "NIETS"}, {"wie": "%_\\'"}, {"wie": "x" * 500}])
def test_an_odd_question_gets_a_page(client: Client, query: dict[str, str]) -> None:
    sign_in(client, make_person(Role.ADMINISTRATOR))
    assert client.get(LOG, query).status_code == 200


@pytest.mark.parametrize(
    "query", [{}, {"at__year": "0"}, {"at__year": "99999"}, {"at__month": "x"}, {"who__regex": "("}, {"q": "%"}, {"what__exact": "x"}]
)
def test_superusers_look_at_the_whole_trail_and_change_nothing(client: Client, query: dict[str, str]) -> None:
    sign_in(client, make_person(None, is_staff=True, is_superuser=True))
    kept = line()
    assert client.get("/beheer/accounts/auditevent/", query).status_code in {200, 302, 400}
    assert client.get(f"/beheer/accounts/auditevent/{kept.pk}/change/").status_code == 200
    assert client.post(f"/beheer/accounts/auditevent/{kept.pk}/delete/", {"post": "yes"}).status_code == 403


def test_what_changes_of_an_account_in_the_admin_is_in_the_trail(client: Client) -> None:
    from tests.voorzieningen.pages import form_values

    sign_in(client, make_person(None, name="Baas", is_staff=True, is_superuser=True))
    person = make_person(None, name="Piet")
    where = f"/beheer/auth/user/{person.pk}/change/"
    sent = form_values(client.get(where).content.decode()) | {"is_staff": "on"}
    assert client.post(where, sent).status_code == 302
    found = lines(What.ACCOUNT_CHANGED)[0]
    assert (found.who, found.about) == ("Baas", "Piet")
    assert True in found.after.values()
    assert "pbkdf2" not in str(found.before) + str(found.after)
