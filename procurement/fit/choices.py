"""The criteria that are chosen from a list: target groups, options, yes or no, tariff. Each answers with words, and without them for counting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from procurement.fit.answers import SEVERITY, Answer, Nuance, with_note
from voorzieningen.ages import Certainty
from voorzieningen.catalogue import Coverage, Offering, Option, Term


class Choice(Protocol):
    """A criterion that is chosen from a list. `nuance` is the exact answer of `answer` without its words, which take most of the time."""

    def nuance(self, offering: Offering) -> Nuance: ...

    def answer(self, offering: Offering) -> Answer: ...


COVERAGE_NUANCES = {
    "INCLUDED": Nuance.MENTIONED,
    "CONDITIONAL": Nuance.CONDITIONAL,
    "POSSIBLE": Nuance.POSSIBLE,
    "CONFLICT": Nuance.CONFLICT,
    "EXCLUDED": Nuance.EXCLUDED,
}
_STATUS_WORDS = {
    Nuance.MENTIONED: "genoemd als doelgroep",
    Nuance.CONDITIONAL: "genoemd onder voorwaarde",
    Nuance.POSSIBLE: "mogelijk, niet met zoveel woorden genoemd",
    Nuance.CONFLICT: "bronnen verschillen: navragen",
    Nuance.NOT_MENTIONED: "niet genoemd: navragen",
    Nuance.EXCLUDED: "uitgesloten",
}


@dataclass(frozen=True, slots=True)
class TargetGroup:
    """Not mentioned is not unsuitable (domain rule 1): it is a question to ask."""

    group: Term

    def nuance(self, offering: Offering) -> Nuance:
        row = self._row(offering)
        return Nuance.NOT_MENTIONED if row is None else COVERAGE_NUANCES[row.status]

    def answer(self, offering: Offering) -> Answer:
        row, nuance = self._row(offering), self.nuance(offering)
        return Answer("doelgroep", f"doelgroep {self.group.label}", nuance, with_note(_STATUS_WORDS[nuance], row.note if row else ""))

    def _row(self, offering: Offering) -> Coverage | None:
        for row in offering.coverage:
            if row.target_group.code == self.group.code:
                return row
        return None


_CERTAINTIES = {
    Certainty.CERTAIN: Nuance.CERTAIN,
    Certainty.POSSIBLE: Nuance.POSSIBLE,
    Certainty.CONFLICT: Nuance.CONFLICT,
    Certainty.UNKNOWN: Nuance.UNKNOWN,
}
_CERTAINTY_WORDS = {
    Nuance.CERTAIN: "",
    Nuance.POSSIBLE: ": mogelijk",
    Nuance.CONFLICT: ": bronnen verschillen, navragen",
    Nuance.UNKNOWN: ": niet vermeld, navragen",
}


@dataclass(frozen=True, slots=True)
class Options:
    """Any one of the asked terms is good: the best answer counts."""

    criterion: str
    label: str
    options_of: Callable[[Offering], tuple[Option, ...]]
    asked: tuple[Term, ...]

    def nuance(self, offering: Offering) -> Nuance:
        return self._best(offering)[0]

    def answer(self, offering: Offering) -> Answer:
        nuance, term, row = self._best(offering)
        if row is not None:
            reason = with_note(f"{term.label}{_CERTAINTY_WORDS[nuance]}", row.note)
        elif nuance is Nuance.UNKNOWN:
            reason = "niet vermeld: navragen"
        else:
            # UNKNOWN rows do not say what the offering is; naming them as if they did would be a claim.
            stated = ", ".join(option.term.label for option in self.options_of(offering) if option.certainty is not Certainty.UNKNOWN)
            reason = f"genoemd: {stated}; gevraagd: {' of '.join(term.label for term in self.asked)}"
        return Answer(self.criterion, self.label, nuance, reason)

    def _best(self, offering: Offering) -> tuple[Nuance, Term, Option | None]:
        options = self.options_of(offering)
        return min((_option(options, term) for term in self.asked), key=lambda found: SEVERITY[found[0].verdict])


def _option(options: Sequence[Option], term: Term) -> tuple[Nuance, Term, Option | None]:
    """The answer for one term. A term without a row does not hold, once the offering has any row that tells something."""
    for row in options:
        if row.term.code == term.code:
            return _CERTAINTIES[row.certainty], term, row
    tells_nothing = all(row.certainty is Certainty.UNKNOWN for row in options)
    return Nuance.UNKNOWN if tells_nothing else Nuance.NO, term, None


@dataclass(frozen=True, slots=True)
class YesOrNo:
    """A question that a source answers with yes or no. `field` is the code of StatementField under which sources can disagree about it."""

    criterion: str
    label: str
    field: str
    stated_by: Callable[[Offering], bool | None]
    asked: bool

    def nuance(self, offering: Offering) -> Nuance:
        stated = self.stated_by(offering)
        if stated is None:
            return Nuance.UNKNOWN
        return Nuance.CERTAIN if stated == self.asked else Nuance.NO

    def answer(self, offering: Offering) -> Answer:
        nuance, stated = self.nuance(offering), _yes(self.stated_by(offering))
        words = {
            Nuance.UNKNOWN: "niet vermeld: navragen",
            Nuance.CERTAIN: stated,
            Nuance.NO: f"{stated}; gevraagd: {_yes(self.asked)}",
        }[nuance]
        disputes = [item.code for item in offering.contradictions_about(self.field) if item.kind == "CONTRADICTION"]
        note = f"Bronnen verschillen, zie {', '.join(disputes)}." if disputes else ""
        return Answer(self.criterion, self.label, nuance, with_note(words, note), differs=bool(disputes))


@dataclass(frozen=True, slots=True)
class TariffKnown:
    """An unknown price is something to ask for, never a reason to leave an offering out."""

    asked: bool

    def nuance(self, offering: Offering) -> Nuance:
        if offering.tariff_known == self.asked:
            return Nuance.CERTAIN
        return Nuance.UNKNOWN if self.asked else Nuance.NO

    def answer(self, offering: Offering) -> Answer:
        nuance = self.nuance(offering)
        known = "tarief bekend; gevraagd onbekend" if nuance is Nuance.NO else "tarief bekend"
        return Answer("tarief", "tarief", nuance, known if offering.tariff_known else "tarief onbekend: vraag de prijs op")


def _yes(answer: bool | None) -> str:
    return "ja" if answer else "nee"
