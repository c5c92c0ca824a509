"""Invites somebody from the command line: how the first administrator of a municipality comes in."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from accounts import invitations
from accounts.models import Role

ROLES = {"lezer": Role.READER, "adviseur": Role.ADVISER, "beheerder": Role.ADMINISTRATOR}


class Command(BaseCommand):
    help = "Invite somebody for a municipality: mails the link and prints it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("mail", help="the mail address to invite")
        parser.add_argument("--gemeente", required=True, help="the CBS code of the municipality, such as GM0392")
        parser.add_argument("--rol", choices=list(ROLES), default="beheerder")
        parser.add_argument("--adres", default=settings.SITE_ADDRESS, help="where the portal is, for the link")
        parser.add_argument("--geen-mail", action="store_true", help="only print the link")

    def handle(self, *args: Any, **options: Any) -> None:
        municipality = apps.get_model("voorzieningen", "Municipality").objects.filter(code=options["gemeente"]).first()
        if municipality is None:
            raise CommandError(f"No municipality has the code {options['gemeente']!r}")
        try:
            validate_email(options["mail"])
            made, token = invitations.invite(municipality_id=municipality.pk, mail=options["mail"], role=ROLES[options["rol"]], by=None)
        except (ValidationError, invitations.InvitationError) as error:
            raise CommandError(" ".join(getattr(error, "messages", [str(error)]))) from None
        if not options["geen_mail"] and not invitations.send(made, token, options["adres"]):
            self.stderr.write("The mail was not taken; hand over the link yourself.")
        self.stdout.write(f"{made.email}, {made.get_role_display()} of {municipality.name}, until {made.expires_at:%Y-%m-%d}:")
        self.stdout.write(invitations.link(token, options["adres"]))
