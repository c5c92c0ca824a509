"""An edition of the report: everything that a municipality decides about it besides the question; without one it is the anonymous concept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from procurement.advice.parts import Length, Part, parts_in


class Status(Enum):
    """How far the decision is; the value is stored and its label stands on the title page."""

    CONCEPT = "concept"
    TO_BE_ADOPTED = "ter-vaststelling"
    FINAL = "vastgesteld"

    @property
    def label(self) -> str:
        return self.value.replace("-", " ")


@dataclass(frozen=True, slots=True)
class FrozenMark:
    """What makes a final report checkable: its number, where it is checked, when it was frozen and the check code of its contents.

    `address` is absolute and leads, with the check code in it, to the page that confirms it; `qr` is that address as a data: address of an SVG.
    `check_code` is the start of the SHA-256 of the frozen data: the PDF cannot hold its own hash.
    """

    number: str
    address: str
    frozen_at: datetime
    check_code: str
    qr: str


@dataclass(frozen=True, slots=True)
class Edition:
    """`texts` are Markdown by text code; a code that is missing has the draft. `exclusions` are reasons by slug of an offering.

    `logo` is a data: address or empty; `organisation` is how the municipality calls itself, empty for the name in the catalogue;
    `version` is empty for a report that belongs to no dossier.
    """

    length: Length = Length.FULL
    left_out: frozenset[str] = frozenset()
    texts: Mapping[str, str] = field(default_factory=dict)
    subject: str = ""
    author: str = ""
    version: str = ""
    status: Status = Status.CONCEPT
    exclusions: Mapping[str, str] = field(default_factory=dict)
    organisation: str = ""
    logo: str = ""
    frozen: FrozenMark | None = None

    @property
    def parts(self) -> tuple[Part, ...]:
        return parts_in(self.length, self.left_out)

    @property
    def is_short(self) -> bool:
        return self.length is Length.SHORT

    def has(self, code: str) -> bool:
        """Whether the report holds the part with this code."""
        return any(part.code == code for part in self.parts)
