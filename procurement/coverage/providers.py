"""Who of the chosen offerings serves a target group and at which ages: of a combination each part by itself. What nobody serves stands elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from procurement.coverage.rows import certain_ages, known_ages, parts_of
from procurement.coverage.spans import LIFE, within, without
from voorzieningen.ages import Months, merge
from voorzieningen.catalogue import Catalogue, Offering, Source, Term

INCLUDED = "INCLUDED"


@dataclass(frozen=True, slots=True)
class Worker:
    """Whoever does the work: an offering, or a part of a combination. `name` says through which combination, unless the part is chosen itself."""

    offering: Offering
    name: str


@dataclass(frozen=True, slots=True)
class Provider:
    """A worker that a source names for a target group. `status` is that of the group; with no group asked it is INCLUDED.

    `sure` are the months that it serves for certain, `unsure` those under a condition, of another reading, or of ages that nobody knows.
    """

    worker: Worker
    status: str
    sure: tuple[Months, ...]
    unsure: tuple[Months, ...]
    certain: tuple[Months, ...]  # of its ages, whatever the group
    sources: tuple[Source, ...]

    @property
    def name(self) -> str:
        return self.worker.name

    @property
    def has_ages(self) -> bool:
        return bool(known_ages(self.worker.offering))

    @property
    def is_reading(self) -> bool:
        """Whether it is uncertain only because its ages can be read in another way."""
        return self.status == INCLUDED and self.has_ages


def find_workers(offerings: Sequence[Offering], catalogue: Catalogue) -> tuple[Worker, ...]:
    """Each worker once, in the order of the offerings."""
    chosen = {offering.slug for offering in offerings}
    found: dict[str, Worker] = {}
    for offering in offerings:
        for part in parts_of(offering, catalogue):
            name = part.name if part.slug in chosen else f"{offering.name} via {part.name}"
            found.setdefault(part.slug, Worker(part, name))
    return tuple(found.values())


def find_providers(workers: Iterable[Worker], group: Term | None) -> tuple[Provider, ...]:
    """Those that a source names for the group, an exclusion left out; with no group all whose ages are known."""
    found = []
    for worker in workers:
        rows = [row for row in worker.offering.coverage if group is not None and row.target_group.code == group.code]
        certain, known = certain_ages(worker.offering), known_ages(worker.offering)
        if (not known) if group is None else (not rows or rows[0].status == "EXCLUDED"):
            continue
        status = rows[0].status if rows else INCLUDED
        sure = within(certain, LIFE) if status == INCLUDED else ()
        sources = [row.citation.source for row in rows] or [row.citation.source for row in worker.offering.age_ranges if row.months in certain]
        unsure = without(within(known or (LIFE,), LIFE), sure)
        found.append(Provider(worker, status, sure, unsure, certain, tuple(dict.fromkeys(sources))))
    return tuple(found)


def excluded_by(workers: Iterable[Worker], group: Term) -> tuple[str, ...]:
    """The names of those for whom a source says that the group does not belong."""
    return tuple(
        worker.name for worker in workers for row in worker.offering.coverage if row.target_group.code == group.code and row.status == "EXCLUDED"
    )


def sure_months(providers: Iterable[Provider]) -> tuple[Months, ...]:
    return merge([months for provider in providers for months in provider.sure])


def unsure_months(providers: Iterable[Provider]) -> tuple[Months, ...]:
    return merge([months for provider in providers for months in provider.unsure])
