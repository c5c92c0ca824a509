"""Facts of the catalogue with their source: what a source is, what it says, and where sources disagree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from voorzieningen.ages import Certainty, Months


def code_slug(code: str) -> str:
    """The form of a code in addresses: LVB_OUDER becomes lvb-ouder."""
    return code.lower().replace("_", "-")


def is_stale(checked_on: date | None, on: date) -> bool:
    """Whether a check is more than a year before `on`, or was never made. On the day a year later it still holds."""
    if checked_on is None:
        return True
    return (checked_on.year + 1, checked_on.month, checked_on.day) < (on.year, on.month, on.day)


@dataclass(frozen=True, slots=True)
class Source:
    """A document or web page that facts come from. `dated` is Dutch text, "ongedateerd" when the document has no date."""

    slug: str
    code: str
    title: str
    publisher: str
    kind: str
    speaker: str  # kind of speaker, in Dutch
    dated: str
    url: str = ""
    description: str = ""
    checked_on: date | None = None
    checked_by: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a fact stands: the source, the place in it and, where the wording is the fact, the decisive words."""

    source: Source
    place: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A code of one of the catalogue's own lists: target group, support form, delivery model, coordinator type, employer."""

    code: str
    label: str
    explanation: str = ""
    group: str = ""
    synonyms: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        return code_slug(self.code)


@dataclass(frozen=True, slots=True)
class Option:
    """A term that holds for an offering, and how certainly. UNKNOWN means: the sources do not tell, ask."""

    term: Term
    certainty: Certainty
    citation: Citation
    note: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Whether an offering serves a target group: INCLUDED, CONDITIONAL, POSSIBLE, CONFLICT or EXCLUDED. No row means: not mentioned."""

    target_group: Term
    status: str
    citation: Citation
    note: str = ""


@dataclass(frozen=True, slots=True)
class AgeRange:
    """One reading of the ages an offering is for; `months` is None when a source says that it does not specify them."""

    variant: str
    months: Months | None
    certainty: Certainty
    citation: Citation
    note: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """What one source says about one field of an offering or organisation. Exactly one per field is preferred, with the reason."""

    field: str  # code of StatementField, e.g. "DOEL"
    field_label: str
    label: str
    value: str
    status: str  # S, D, A, C, T or P
    status_label: str
    citation: Citation
    preferred: bool = False
    reason: str = ""
    note: str = ""
    offering_slug: str = ""  # where it was said of a part of a combination
    about: str = ""  # name of the offering or organisation it was said of


@dataclass(frozen=True, slots=True)
class ResultClaim:
    """A result that an interested party claims. Never sorted, ranked or summed. `about` is whom it was said of."""

    claim: str
    percentage: str
    measures: str
    moment: str
    denominator: str
    speaker: str
    citation: Citation
    about: str = ""


@dataclass(frozen=True, slots=True)
class ContradictionReading:
    value: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A place where sources disagree, err or stay silent: all readings, the one used and why, and the question to ask."""

    code: str
    kind: str
    kind_label: str
    topic: str
    preferred: str
    reason: str
    representation: str
    message: str
    question: str
    changes_money: bool
    field: str
    offerings: tuple[str, ...]  # slugs; empty: about the whole catalogue
    readings: tuple[ContradictionReading, ...]
    target_groups: tuple[str, ...] = ()  # codes; empty: not about target groups, or about all of them
