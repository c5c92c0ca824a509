"""How a dossier stands: its question answered, and what it needs before the next step. Nothing here changes anything or checks who asks."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from procurement.advice import write_advice
from procurement.advice.drafts import write_drafts
from procurement.advice.missing import missing_reasons
from procurement.models import Dossier
from procurement.sheet import Sheet
from procurement.views.dossiers.asking import ask_dossier, edition_of
from procurement.views.questions import Asked, answer, limited
from voorzieningen.catalogue import Offering


@dataclass
class Standing:
    """A dossier with its question and its reasons. `sheet` is None when the catalogue can no longer take the question."""

    dossier: Dossier
    asked: Asked
    exclusions: dict[str, str] = field(default_factory=dict)

    @cached_property
    def sheet(self) -> Sheet | None:
        return answer(self.asked) if self.is_valid else None

    @property
    def is_valid(self) -> bool:
        return self.asked.form.is_valid()

    @cached_property
    def drafts(self) -> dict[str, str]:
        """By text code what the report says when nobody wrote anything; nothing without an answer."""
        return write_drafts(self.sheet, write_advice(self.sheet), edition_of(self.dossier, None)) if self.sheet else {}

    @property
    def problems(self) -> list[tuple[str, str]]:
        """(parameter, message) of what is wrong with the question."""
        return [(name, message) for name, messages in self.asked.form.problems.items() for message in messages]

    @cached_property
    def missing(self) -> tuple[Offering, ...]:
        """What fits, is not compared and still needs a reason."""
        return missing_reasons(self.sheet, self.exclusions) if self.sheet else ()

    @property
    def is_ready(self) -> bool:
        """Whether it can be adopted: a question that has an answer, and a reason for everything that was left out."""
        return self.is_valid and not self.missing


def stand(dossier: Dossier) -> Standing:
    """The question of a dossier with all that belongs to it. Two queries besides the catalogue: its quotations and its reasons."""
    asked = ask_for_report(dossier)
    return Standing(dossier, asked, {item.offering: item.reason for item in dossier.exclusions.all()})


def ask_for_report(dossier: Dossier) -> Asked:
    """The question with all quotations of the dossier, and with the one limit that a report has and a comparison has not."""
    return limited(ask_dossier(dossier, dossier.quotations.order_by("number")))
