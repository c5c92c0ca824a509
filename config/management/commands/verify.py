"""`manage.py verify [FILE]`: whether everything is there and still what it was, in the live database or in an archive."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from config.keeping.manifest import KeepingError
from config.keeping.verifying import Verdict, verify, verify_archive


class Command(BaseCommand):
    help = "Kijk na of alles er is en nog klopt: rapporten, aantallen, bewaking, verwijzingen en migraties. Verandert niets."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", help="Een archief; zonder: de database zelf.")
        parser.add_argument("--json", action="store_true", help="Voor een programma.")

    def handle(self, *args: Any, file: Path | None, **options: Any) -> None:
        try:
            verdict = verify_archive(file) if file else verify(connection)
        except KeepingError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(as_json(verdict) if options["json"] else as_lines(verdict))
        if not verdict.is_whole:
            raise CommandError(f"Niet in orde: {len(verdict.problems)} bevindingen.")


def as_json(verdict: Verdict) -> str:
    checks = [{"naam": check.name, "gezien": check.told, "bevindingen": list(check.problems)} for check in verdict.checks]
    counts = {name: {"nu": now, "inhoudsopgave": then} for name, (now, then) in verdict.counts.items()}
    return json.dumps({"in_orde": verdict.is_whole, "controles": checks, "aantallen": counts}, ensure_ascii=False, indent=1)


def as_lines(verdict: Verdict) -> str:
    lines = []
    for check in verdict.checks:
        lines.append(f"{'NIET GOED' if check.problems else 'goed':10} {check.name}: {check.told}")
        lines += [f"{'':10} - {problem}" for problem in check.problems]
    lines += [f"{now:10} {name}" + (f" (inhoudsopgave {then})" if then is not None else "") for name, (now, then) in sorted(verdict.counts.items())]
    return "\n".join(lines)
