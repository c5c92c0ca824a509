"""What an offering is like, feature by feature in plain Dutch, for showing offerings side by side. Unknown is said, never left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from voorzieningen.catalogue import Offering, Source, Tariff
from voorzieningen.evidence import LABELS, Evidence, evidence
from voorzieningen.kept import kept_by_identity
from voorzieningen.key_facts import Value, age_values, answer_values, duration_values, option_values, stated_values
from voorzieningen.said import NOT_STATED, has_price


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature of one offering with what it rests on. `about` is the offering or tariff it is a feature of."""

    name: str
    label: str
    text: str
    is_unknown: bool
    about: str
    evidence: Evidence

    @property
    def subject(self) -> str:
        """What and whom its sources are about: "leeftijd van het kind, Buurtgezinnen"."""
        return f"{self.label[:1].lower()}{self.label[1:]}, {self.about}" if self.label[1:2].islower() else f"{self.label}, {self.about}"

    @property
    def differs(self) -> bool:
        return self.evidence.differs

    @property
    def sources(self) -> tuple[Source, ...]:
        return self.evidence.sources


# At most some hundred are in use at a time: those of the offerings that people compare.
@kept_by_identity(most=256)
def features(offering: Offering, tariff: Tariff | None) -> tuple[Feature, ...]:
    """All features of an offering with one of its tariffs, always the same ones in the same order. Without a tariff the price is unknown."""
    return (
        _feature(offering, "vorm", option_values(offering.support_forms)),
        _feature(offering, "leeftijd", age_values(offering)),
        _feature(offering, "duur", duration_values(offering)),
        _feature(offering, "intensiteit", _without_status(stated_values(offering, "INTENSITEIT"))),
        _feature(offering, "training", answer_values(offering.volunteer_training)),
        _feature(offering, "vog", answer_values(offering.vog)),
        _feature(offering, "coordinator", option_values(offering.coordinator_types)),
        _feature(offering, "werkgever", option_values(offering.employers)),
        _feature(offering, "begeleiding", _without_status(stated_values(offering, "BEGELEIDING"))),
        _feature(offering, "levering", option_values(offering.delivery_models)),
        _feature(offering, "contractpartij", (Value(offering.contracting_party),) if offering.contracting_party else ()),
        _feature(offering, "collectief", answer_values(offering.in_collective)),
        _tariff(offering, tariff),
        _payers(offering, tariff),
    )


def _feature(offering: Offering, name: str, values: Sequence[Value]) -> Feature:
    """The values in one text, each with its certainty behind it."""
    text = "; ".join(f"{value.text} ({value.badge})" if value.badge else value.text for value in values)
    unknown = f"{NOT_STATED} voor de combinatie" if offering.is_combination else NOT_STATED
    return Feature(name, LABELS[name], text or unknown, not text, offering.name, evidence(offering, name))


def _without_status(values: Sequence[Value]) -> list[Value]:
    """How firm each statement is, stands with its source."""
    return [Value(value.text) for value in values]


def _tariff(offering: Offering, tariff: Tariff | None) -> Feature:
    basis = evidence(offering, "tarief", tariff)
    if tariff is None:
        return Feature("tarief", LABELS["tarief"], NOT_STATED, True, offering.name, basis)
    if not has_price(tariff):
        return Feature("tarief", LABELS["tarief"], tariff.wording, True, tariff.name, basis)
    level = f"prijspeil {tariff.price_level_year}" if tariff.price_level_year else "prijspeil onbekend"
    return Feature("tarief", LABELS["tarief"], f"{tariff.wording} ({level})", False, tariff.name, basis)


def _payers(offering: Offering, tariff: Tariff | None) -> Feature:
    costs = [component for component in tariff.components if component.role == "COST"] if tariff else []
    text = ", ".join(dict.fromkeys(component.payer_label for component in costs if component.type != "UNKNOWN"))
    about = tariff.name if tariff else offering.name
    return Feature("betaler", LABELS["betaler"], text or NOT_STATED, not text, about, evidence(offering, "betaler", tariff))
