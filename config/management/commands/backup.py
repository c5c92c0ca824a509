"""`manage.py backup FILE|FOLDER`: an archive of the database, made while the portal runs. For a timer, every night."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from config.keeping.backing_up import back_up
from config.keeping.manifest import KeepingError


class Command(BaseCommand):
    help = "Maak een archief van de database, terwijl het portaal gewoon draait. Een half archief krijgt nooit een naam."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("target", type=Path, help="Een bestand dat er nog niet is, of een map: dan staat het moment in de naam.")
        parser.add_argument("--keep", type=int, help="Bewaar in de map zoveel archieven; oudere gaan weg als het nieuwe is nagekeken.")

    def handle(self, *args: Any, target: Path, keep: int | None, **options: Any) -> None:
        if keep is not None and (keep < 1 or not target.is_dir()):
            raise CommandError("--keep is een aantal van minstens 1, en hoort bij een map.")
        try:
            file = back_up(connection, target, keep=keep)
        except KeepingError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(str(file))
