"""`manage.py mail_changes`: mail to those who follow a dossier under which facts changed. For a timer, for example every morning."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from procurement.views.dossiers.change_mail import find_mails, left_behind, send


class Command(BaseCommand):
    help = "Stuur mail aan wie een dossier volgt waarvan de gegevens zijn veranderd. Wat niet lukt, wordt de volgende keer opnieuw geprobeerd."

    def handle(self, *args: Any, **options: Any) -> None:
        sent = failed = 0
        if number := left_behind():
            self.stderr.write(f"Een vorige keer is afgebroken bij {number} dossiers: die mail wordt nu opnieuw verstuurd.")
        for user, told in find_mails():
            try:
                sent += send(user, told)
            except OSError as error:  # of the mail server and of the connection: smtplib's errors are OSErrors
                failed += 1
                self.stderr.write(f"Mail aan gebruiker {user.pk} is niet verstuurd: {type(error).__name__}")
        self.stdout.write(f"Verstuurd: {sent}")
        if failed:
            raise CommandError(f"Niet verstuurd: {failed}. De volgende keer wordt het opnieuw geprobeerd.")
