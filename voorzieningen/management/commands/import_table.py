"""`manage.py import_table`: a file into a table of the catalogue, also one that is too large for the admin. Writes only with --apply."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError

from voorzieningen.imports.names import EXCHANGED
from voorzieningen.imports.plan import Plan, make_plan
from voorzieningen.imports.reading import read_file
from voorzieningen.imports.table import MEGABYTE, FileRefusedError, Limits
from voorzieningen.imports.writing import NotWrittenError, keep_file, write_file

SHOWN = 50


class Command(BaseCommand):
    help = "Import a CSV or XLSX file into a table of the catalogue, all or nothing. Without --apply nothing is written."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("model", choices=EXCHANGED)
        parser.add_argument("file", type=Path)
        parser.add_argument("--apply", action="store_true", help="Write the rows; otherwise only show what would change.")
        parser.add_argument("--megabytes", type=int, default=20, help="The largest file (1-100, default 20).")
        parser.add_argument("--rows", type=int, default=20_000, help="The most rows (1-200000, default 20000).")

    def handle(self, *args: Any, model: str, file: Path, apply: bool, megabytes: int, rows: int, **options: Any) -> None:
        if not (1 <= megabytes <= 100 and 1 <= rows <= 200_000):
            raise CommandError("--megabytes goes from 1 to 100 and --rows from 1 to 200000")
        size = megabytes * MEGABYTE
        limits = Limits(size=size, unpacked=5 * size, rows=rows, seconds=120, memory=1500 * MEGABYTE)
        table_model = apps.get_model("voorzieningen", model)
        try:
            with file.open("rb") as stream:
                data = stream.read(size + 1)
            table = read_file(data, limits)
        except (OSError, FileRefusedError) as error:
            raise CommandError(f"{file.name}: {error}") from error
        plan = make_plan(table_model, table, most=rows)
        self.stdout.write(report(plan, table.notes))
        if plan.problems:
            raise CommandError(f"{file.name}: {len(plan.problems)} problems, nothing was written")
        if not apply:
            self.stdout.write("Nothing was written: add --apply to write this.")
            return
        try:
            write_file(keep_file(table_model, file.name, data, None), table_model, table, plan.digest, most=rows)
        except NotWrittenError as error:
            raise CommandError("; ".join(error.messages)) from error
        self.stdout.write("Written.")


def report(plan: Plan, notes: tuple[str, ...]) -> str:
    """The counts and the first rows of each kind."""
    lines = [*notes, f"{plan.created} new, {plan.changed} changed, {plan.unchanged} unchanged, {len(plan.problems)} problems."]
    lines += [f"row {problem.row}, {problem.column or 'the row'}: {problem.message}" for problem in plan.problems[:SHOWN]]
    for row in plan.rows[:SHOWN]:
        changes = "; ".join(f"{change.column}: '{change.old}' -> '{change.new}'" for change in row.changes)
        lines.append(f"row {row.row}, {row.key} ({'new' if row.is_new else 'changed'}): {changes}")
    return "\n".join(lines)
