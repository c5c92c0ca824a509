"""What the question asks for: the target groups and ages of the task and of the demand, so that tables can mark them. Nothing is answered here."""

from __future__ import annotations

from dataclasses import dataclass

from procurement.coverage.demand import Demand
from procurement.fit import Task
from voorzieningen.ages import Months
from voorzieningen.catalogue import Term


@dataclass(frozen=True, slots=True)
class Wanted:
    """Codes of target groups, and ages in months."""

    groups: frozenset[str] = frozenset()
    ages: tuple[Months, ...] = ()

    def asks_group(self, group: Term) -> bool:
        return group.code in self.groups

    def asks_age(self, months: Months) -> bool:
        return any(age.overlaps(months) for age in self.ages)


def find_wanted(task: Task, demand: Demand) -> Wanted:
    """Everything that is asked, whether as a filter or as a row of the demand."""
    groups = [*task.target_groups, *(row.group for row in demand.rows if row.group is not None)]
    ages = [task.age, *(row.age for row in demand.rows)]
    return Wanted(frozenset(group.code for group in groups), tuple(age for age in ages if age is not None))
