"""`manage.py restore FILE`: an archive back into the database, after everything about it was looked at."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from config.keeping.manifest import KeepingError
from config.keeping.restoring import restore


class Command(BaseCommand):
    help = "Zet een archief terug. Stop eerst het portaal. Van wat er staat wordt eerst een kopie gemaakt, naast het archief."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="Een archief van `manage.py backup`.")
        parser.add_argument("--yes", action="store_true", help="Vervang wat er in de database staat.")
        parser.add_argument("--discard", action="store_true", help="Maak geen kopie van wat er staat.")

    def handle(self, *args: Any, file: Path, yes: bool, discard: bool, **options: Any) -> None:
        try:
            restore(connection, file, sure=yes, discard=discard, say=self.stdout.write)
        except KeepingError as error:
            raise CommandError(str(error)) from error
