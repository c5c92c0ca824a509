"""`manage.py load_catalogue`: the fixtures into the database, never over a person's work."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from voorzieningen.loading import FixtureError, Summary, load_catalogue

SHOWN = 20


class Command(BaseCommand):
    help = "Load the catalogue's fixtures. Safe to repeat: rows that a person made, edited or deleted are left alone and reported."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--directory", type=Path, default=Path(settings.FIXTURE_DIRS[0]), help="Where the YAML files are (default: fixtures/).")

    def handle(self, *args: Any, directory: Path, **options: Any) -> None:
        try:
            summary = load_catalogue(directory=directory)
        except FixtureError as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(report(summary))


def report(summary: Summary) -> str:
    """The summary in a few lines; of each kind of row left alone at most the first 20 by name."""
    lines = [f"Catalogue of {summary.files} files: {summary.created} rows created, {summary.updated} updated, {summary.unchanged} unchanged."]
    if not summary.created and not summary.updated:
        lines.append("Nothing changed.")
    for reason, names in (
        ("made by a person", summary.made_by_hand),
        ("edited by a person", summary.edited),
        ("deleted by a person", summary.deleted),
        ("belongs to a deleted row", summary.without_parent),
        ("no longer in the fixtures", summary.no_longer_in_fixtures),
    ):
        if names:
            more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
            lines.append(f"Left alone, {reason} ({len(names)}): {', '.join(names[:SHOWN])}{more}")
    return "\n".join(lines)
