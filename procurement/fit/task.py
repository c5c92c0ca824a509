"""The task: what a municipality looks for. What is asked stands here, how it is answered does not."""

from __future__ import annotations

from dataclasses import dataclass

from voorzieningen.ages import Months
from voorzieningen.catalogue import Term


@dataclass(frozen=True, slots=True)
class Task:
    """What a municipality looks for. Empty and None mean: not asked. `age` is in months; `age_text` words it ("5 jaar").

    All target groups are asked at once; of the other lists any one is good.
    """

    search: str = ""
    target_groups: tuple[Term, ...] = ()
    age: Months | None = None
    age_text: str = ""
    support_forms: tuple[Term, ...] = ()
    delivery_models: tuple[Term, ...] = ()
    coordinator_types: tuple[Term, ...] = ()
    employers: tuple[Term, ...] = ()
    training: bool | None = None
    vog: bool | None = None
    tariff_known: bool | None = None
    in_collective: bool | None = None

    @property
    def is_empty(self) -> bool:
        return self == Task()
