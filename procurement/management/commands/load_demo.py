"""`manage.py load_demo`: two municipalities to try the portal with; says how to sign in. Never under production settings."""

from __future__ import annotations

import secrets
import time
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa import app_settings as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.utils import decrypt
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from accounts.models import Membership, Role
from procurement.management.demo import CATALOGUE_MAIL, MUNICIPALITIES, DemoMunicipality, make_dossiers

ROLES = {"lezer": Role.READER, "adviseur": Role.ADVISER, "beheerder": Role.ADMINISTRATOR}


class Command(BaseCommand):
    help = (
        "Make two municipalities with people, dossiers and a frozen report, to try the portal with. Repeating it gives the people new passwords "
        "and leaves the dossiers alone."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--code", metavar="MAIL", help="only print the code of the second step that this person of the demo needs now")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("This makes people with known passwords: not under production settings.")
        if options["code"]:
            self.stdout.write(code_of(options["code"]))
            return
        rows = [row for demo in MUNICIPALITIES for row in self._load(demo)]
        rows.append((CATALOGUE_MAIL, "beheerder van de catalogus", make_person(CATALOGUE_MAIL, "Catalogus", is_superuser=True)[1]))
        width = max(len(mail) for mail, _, _ in rows)
        self.stdout.write(f"\nInloggen op {settings.SITE_ADDRESS}/account/inloggen/ met een e-mailadres en wachtwoord:\n")
        for mail, role, password in rows:
            self.stdout.write(f"  {mail:<{width}}  {password}  {role}")
        self.stdout.write("\nDe tweede stap vraagt een code van zes cijfers, die een halve minuut geldt:")
        self.stdout.write(f"  .venv/bin/python manage.py load_demo --code {rows[1][0]}")

    def _load(self, demo: DemoMunicipality) -> list[tuple[str, str, str]]:
        municipality = apps.get_model("voorzieningen", "Municipality").objects.filter(code=demo.code).first()
        if municipality is None:
            raise CommandError(f"The municipality {demo.code} is not there. First: manage.py load_catalogue")
        rows = []
        with transaction.atomic():
            for word, role in ROLES.items():
                mail = f"{word}@{demo.domain}"
                person, password = make_person(mail, word.capitalize())
                Membership.objects.update_or_create(user=person, defaults={"municipality": municipality, "role": role})
                rows.append((mail, f"{word} van {municipality.name}", password))
        for made in make_dossiers(demo, municipality):
            self.stdout.write(f"{municipality.name}: {made}")
        return rows


def make_person(mail: str, name: str, *, is_superuser: bool = False) -> tuple[User, str]:
    """Somebody with a verified address, a new password and a second step that `--code` knows."""
    password = secrets.token_urlsafe(12)
    person, _ = User.objects.get_or_create(username=mail, defaults={"email": mail, "first_name": name, "last_name": "Proef"})
    person.is_staff = person.is_superuser = is_superuser
    person.set_password(password)
    person.save()
    EmailAddress.objects.update_or_create(user=person, email=mail, defaults={"verified": True, "primary": True})
    if not Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists():
        TOTP.activate(person, generate_totp_secret())
    return person, password


def code_of(mail: str) -> str:
    """The six digits that the app of this person would show now. Raises CommandError for somebody who is not of the demo."""
    known = {CATALOGUE_MAIL, *(f"{word}@{demo.domain}" for demo in MUNICIPALITIES for word in ROLES)}
    found = Authenticator.objects.filter(user__username=mail, type=Authenticator.Type.TOTP).first() if mail in known else None
    if found is None:
        raise CommandError(f"{mail} is nobody of the demo: {', '.join(sorted(known))}")
    return format_hotp_value(hotp_value(decrypt(found.data["secret"]), int(time.time()) // mfa.TOTP_PERIOD))
