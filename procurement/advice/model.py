"""What an advice consists of: frozen values that a template prints as they stand. Texts are plain Dutch, amounts are worded."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from voorzieningen.catalogue import Source


class Point(Enum):
    """Which decision something is about: knowing what is known, asking the providers, or choosing."""

    KNOW = "kennis nemen"
    ASK = "vragen"
    CHOOSE = "kiezen"


@dataclass(frozen=True, slots=True)
class Finding:
    """One conclusion from the figures, in a sentence or two. `point` is the decision that it is an argument for, if any."""

    text: str
    sources: tuple[Source, ...] = ()
    point: Point | None = None


@dataclass(frozen=True, slots=True)
class Argument:
    """What the sources say in favour of one offering. A statement of fact; the adviser weighs it. `brief` is for a running text."""

    text: str
    sources: tuple[Source, ...]
    brief: str = ""


@dataclass(frozen=True, slots=True)
class Detail:
    """What a caveat means for one offering. `effect` is what it can change in euro, None when it changes no money or nobody can tell."""

    offering: str
    text: str
    sources: tuple[Source, ...]
    effect: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Caveat:
    """A limit or risk, for which offerings it holds, what the municipality can do about it, and the decision that it is about."""

    title: str
    measure: str
    changes_money: bool
    details: tuple[Detail, ...]
    point: Point = Point.KNOW

    @property
    def offerings(self) -> tuple[str, ...]:
        """For which offerings it holds, each once."""
        return tuple(dict.fromkeys(detail.offering for detail in self.details))

    @property
    def effect(self) -> Decimal:
        """The largest known effect in euro."""
        return max((detail.effect for detail in self.details if detail.effect is not None), default=Decimal(0))

    @property
    def groups(self) -> tuple[tuple[tuple[str, ...], Detail], ...]:
        """The details with the offerings that share a text put together: (their names, one of the details)."""
        found: dict[tuple[str, tuple[Source, ...]], list[Detail]] = {}
        for detail in self.details:
            found.setdefault((detail.text, detail.sources), []).append(detail)
        return tuple((tuple(detail.offering for detail in details), details[0]) for details in found.values())


@dataclass(frozen=True, slots=True)
class ProviderQuestion:
    """A question to one provider and why it is asked. `contradiction` is the code of the disagreement it comes from, if any."""

    text: str
    reason: str
    changes_money: bool
    sources: tuple[Source, ...] = ()
    contradiction: str = ""


@dataclass(frozen=True, slots=True)
class ProviderQuestions:
    """All questions about one offering, those that change money first."""

    offering: str
    organisation: str
    email: str
    website: str
    questions: tuple[ProviderQuestion, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """`arguments` are (name of the offering, its arguments) in the order of the comparison; caveats have the largest effect first."""

    findings: tuple[Finding, ...]
    arguments: tuple[tuple[str, tuple[Argument, ...]], ...]
    caveats: tuple[Caveat, ...]
    questions: tuple[ProviderQuestions, ...]
