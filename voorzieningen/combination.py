"""What a combination of offerings is, derived from its parts: pure, no Django. Whatever the combination says of itself goes first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from voorzieningen.ages import Certainty
from voorzieningen.catalogue import AgeRange, Contradiction, Coverage, Offering, Option, Statement

BEST_STATUS_FIRST = ("INCLUDED", "CONDITIONAL", "POSSIBLE", "CONFLICT", "EXCLUDED")


def combine(offering: Offering, *, parts: Sequence[Offering], statement_fields: Sequence[str]) -> Offering:
    """The combination with what its parts contribute; an offering without parts is returned as it is.

    - target groups: the best status over the parts, with that row's citation; a row of the combination itself wins
    - ages: every range of every part, its variant preceded by the part's name
    - forms, delivery models, coordinators and employers: all of them, the most certain row of each
    - training and VOG: known only when all parts agree, unless the combination states its own
    - statements, claims and contradictions: its own and those of the parts
    Tariffs, duration and guidance are never derived: two prices are not the price of the two together.

    `statement_fields` gives the order of the statements (codes of StatementField).
    """
    if not parts:
        return offering
    return replace(
        offering,
        support_forms=_combine_options(offering.support_forms, [(part.name, part.support_forms) for part in parts]),
        delivery_models=_combine_options(offering.delivery_models, [(part.name, part.delivery_models) for part in parts]),
        coordinator_types=_combine_options(offering.coordinator_types, [(part.name, part.coordinator_types) for part in parts]),
        employers=_combine_options(offering.employers, [(part.name, part.employers) for part in parts]),
        coverage=_combine_coverage(offering.coverage, parts),
        age_ranges=(*offering.age_ranges, *_part_ages(parts)),
        volunteer_training=_own_or_agreed(offering.volunteer_training, [part.volunteer_training for part in parts]),
        vog=_own_or_agreed(offering.vog, [part.vog for part in parts]),
        statements=_combine_statements(offering.statements, parts, statement_fields),
        claims=tuple(dict.fromkeys([*offering.claims, *(claim for part in parts for claim in part.claims)])),
        contradictions=_combine_contradictions([offering, *parts]),
    )


def _own_or_agreed(own: bool | None, of_parts: Iterable[bool | None]) -> bool | None:
    """Its own answer; otherwise that of the parts, known only when all of them agree."""
    answers = set(of_parts) if own is None else {own}
    return answers.pop() if len(answers) == 1 else None


def _via(note: str, names: Sequence[str], number_of_parts: int) -> str:
    """The note of a row, naming the parts it comes from when not all parts have it."""
    if len(names) == number_of_parts:
        return note
    via = f"via {' en '.join(names)}"
    return f"{via}; {note}" if note else via


def _combine_options(own: Sequence[Option], of_parts: Sequence[tuple[str, Sequence[Option]]]) -> tuple[Option, ...]:
    """The most certain row per term; rows of the combination itself are kept as they are."""
    order = list(Certainty)
    found: dict[str, list[tuple[str, Option]]] = {}
    for name, options in of_parts:
        for option in options:
            found.setdefault(option.term.code, []).append((name, option))
    for option in own:
        found.pop(option.term.code, None)
    derived = []
    for rows in found.values():
        best = min((option for _, option in rows), key=lambda option: order.index(option.certainty))
        derived.append(replace(best, note=_via(best.note, [name for name, _ in rows], len(of_parts))))
    return tuple(sorted([*own, *derived], key=lambda option: order.index(option.certainty)))


def _combine_coverage(own: Sequence[Coverage], parts: Sequence[Offering]) -> tuple[Coverage, ...]:
    found: dict[str, list[tuple[str, Coverage]]] = {}
    for part in parts:
        for row in part.coverage:
            found.setdefault(row.target_group.code, []).append((part.name, row))
    for row in own:
        found.pop(row.target_group.code, None)
    derived = []
    for rows in found.values():
        best = min((row for _, row in rows), key=lambda row: BEST_STATUS_FIRST.index(row.status))
        derived.append(replace(best, note=_via(best.note, [name for name, _ in rows], len(parts))))
    return (*own, *derived)


def _part_ages(parts: Sequence[Offering]) -> Iterable[AgeRange]:
    return (replace(ages, variant=f"{part.name}: {ages.variant}") for part in parts for ages in part.age_ranges)


def _combine_statements(own: Sequence[Statement], parts: Sequence[Offering], statement_fields: Sequence[str]) -> tuple[Statement, ...]:
    """Own statements and those of the parts: a part's preferred reading stays the one that is used for that part."""
    of_parts = [statement for part in parts for statement in part.statements]
    return tuple(sorted([*own, *of_parts], key=lambda statement: statement_fields.index(statement.field)))


def _combine_contradictions(offerings: Sequence[Offering]) -> tuple[Contradiction, ...]:
    by_code = {contradiction.code: contradiction for offering in offerings for contradiction in offering.contradictions}
    return tuple(by_code[code] for code in sorted(by_code))
