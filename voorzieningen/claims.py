"""What interested parties claim about results, per subject. A claim is never sorted by its figure, ranked or summed. Pure: no Django."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from voorzieningen.catalogue import Offering, ResultClaim


@dataclass(frozen=True, slots=True)
class Claims:
    """All that is claimed about one subject. `offerings` are the names of those that it is claimed for."""

    about: str
    offerings: tuple[str, ...]
    claims: tuple[ResultClaim, ...]

    @property
    def is_general(self) -> bool:
        """Whether it was said of a part, or of several offerings at once by an organisation above them."""
        return self.offerings != (self.about,)


def claims_by_subject(offerings: Iterable[Offering]) -> tuple[Claims, ...]:
    """The claims about each offering in the order given, each claim once; what was said of an organisation above them comes last."""
    chosen = tuple(offerings)
    names: dict[str, dict[str, None]] = {}
    claims: dict[str, dict[ResultClaim, None]] = {}
    for offering in chosen:
        for claim in offering.claims:
            about = subject_of(claim, offering) or offering.name
            names.setdefault(about, {})[offering.name] = None
            claims.setdefault(about, {})[claim] = None
    own = {offering.name for offering in chosen}
    found = [Claims(about, tuple(names[about]), tuple(claims[about])) for about in claims]
    return tuple(sorted(found, key=lambda item: item.about not in own))


def subject_of(claim: ResultClaim, offering: Offering) -> str:
    """Whom a claim is about when that is not the offering itself: a part of it, or an organisation above it."""
    return "" if claim.about in ("", offering.name, offering.organisation) else claim.about
