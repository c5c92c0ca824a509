"""`manage.py load_sample`: a large made-up catalogue beside the real one, to see how fast the portal is with it. Not in production."""

from __future__ import annotations

from argparse import ArgumentParser
from time import perf_counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from voorzieningen.models import LoadedRow, Offering, Source
from voorzieningen.sample.offerings import MOST, SOURCE
from voorzieningen.sample.writing import write_sample


class Command(BaseCommand):
    help = "Add made-up offerings (Voorbeeldaanbod 00001 and on) to the catalogue, to try the portal with many. Never in production."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--offerings", type=int, required=True, help=f"How many, at most {MOST}.")
        parser.add_argument("--seed", type=int, default=1, help="The same number gives the same offerings (default: 1).")
        parser.add_argument("--add", action="store_true", help="Also when the catalogue has offerings that are not from the fixtures.")

    def handle(self, *args: Any, offerings: int, seed: int, add: bool, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("Made-up offerings never go into a database of production.")
        if not 0 < offerings <= MOST:
            raise CommandError(f"Give a number of offerings from 1 to {MOST}.")
        if Source.objects.filter(slug=SOURCE.slug).exists():
            raise CommandError("This database has a sample already. Begin with a new database for another one.")
        if not add and Offering.objects.count() > LoadedRow.objects.of(Offering).count():
            raise CommandError("The catalogue has offerings that are not from the fixtures. Give --add to put the sample beside them all the same.")
        start = perf_counter()
        rows = write_sample(number=offerings, seed=seed)
        if options["verbosity"]:
            self.stdout.write(f"{offerings} made-up offerings in {rows} rows, in {perf_counter() - start:.0f} seconds.")
