"""Does an offering fit the task: per criterion an answer with its reason in Dutch. Pure; no scores, no order of merit.

An unknown never removes an offering, it is to be asked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from voorzieningen import ages
from voorzieningen.ages import AgeFit, Certainty, Months
from voorzieningen.catalogue import Catalogue, Offering, Option, Term


class Verdict(StrEnum):
    """The answer to a criterion. The order is from best to worst; the worst criterion decides about the offering."""

    FITS = "past"
    POSSIBLE = "mogelijk"
    UNKNOWN = "onbekend"
    OUT = "valt-af"


_SEVERITY = {verdict: number for number, verdict in enumerate(Verdict)}


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


@dataclass(frozen=True, slots=True)
class Answer:
    """One criterion (the name of its parameter) with the verdict and why, in Dutch."""

    criterion: str
    label: str
    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class OfferingFit:
    """An offering with the answer to every criterion asked; the worst of them is its verdict."""

    offering: Offering
    verdict: Verdict
    answers: tuple[Answer, ...]

    def with_verdict(self, verdict: Verdict) -> tuple[Answer, ...]:
        return tuple(answer for answer in self.answers if answer.verdict is verdict)

    @property
    def deciding(self) -> tuple[Answer, ...]:
        """The answers that made the verdict."""
        return self.with_verdict(self.verdict)


def evaluate(catalogue: Catalogue, task: Task) -> tuple[OfferingFit, ...]:
    """Every published offering with its verdict, in the catalogue's order. Nothing asked: everything fits."""
    criteria = tuple(_criteria(task))
    return tuple(_evaluated(offering, criteria) for offering in catalogue.offerings)


def search_words(text: str) -> tuple[str, ...]:
    """The words of a search without capitals, accents and punctuation: "Één multi-probleem" gives een, multi, probleem."""
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    return tuple(re.findall(r"[^\W_]+", plain.casefold()))


_Criterion = Callable[[Offering], Answer]


def _evaluated(offering: Offering, criteria: Sequence[_Criterion]) -> OfferingFit:
    answers = tuple(criterion(offering) for criterion in criteria)
    return OfferingFit(offering, _worst(answer.verdict for answer in answers), answers)


def _worst(verdicts: Iterable[Verdict]) -> Verdict:
    return max(verdicts, key=_SEVERITY.__getitem__, default=Verdict.FITS)


_LISTS: tuple[tuple[str, str, Callable[[Task], tuple[Term, ...]], Callable[[Offering], tuple[Option, ...]]], ...] = (
    ("vorm", "vorm van steun", lambda task: task.support_forms, lambda offering: offering.support_forms),
    ("levering", "leveringsmodel", lambda task: task.delivery_models, lambda offering: offering.delivery_models),
    ("coordinator", "coördinator", lambda task: task.coordinator_types, lambda offering: offering.coordinator_types),
    ("werkgever", "werkgever van de coördinator", lambda task: task.employers, lambda offering: offering.employers),
)
# With the code of StatementField under which sources can disagree about the answer.
_QUESTIONS: tuple[tuple[str, str, str, Callable[[Task], bool | None], Callable[[Offering], bool | None]], ...] = (
    ("training", "training van vrijwilligers", "TRAINING", lambda task: task.training, lambda offering: offering.volunteer_training),
    ("vog", "VOG", "VOG", lambda task: task.vog, lambda offering: offering.vog),
    ("collectief", "lid van het Collectief", "LIDMAATSCHAP", lambda task: task.in_collective, lambda offering: offering.in_collective),
)


def _criteria(task: Task) -> Iterable[_Criterion]:
    """Only what is asked, in the order in which the filters stand on the screen."""
    if task.search:
        yield partial(_search, text=task.search)
    for group in task.target_groups:
        yield partial(_target_group, group=group)
    if task.age is not None:
        yield partial(_age, requested=task.age, wording=task.age_text or ages.months_nl(task.age))
    for criterion, label, wanted_terms, options_of in _LISTS:
        if terms := wanted_terms(task):
            yield partial(_options, criterion=criterion, label=label, options_of=options_of, asked=terms)
    for criterion, label, field, wanted_answer, stated_by in _QUESTIONS:
        if (wanted := wanted_answer(task)) is not None:
            yield partial(_yes_no, criterion=criterion, label=label, field=field, asked=wanted, stated_by=stated_by)
    if task.tariff_known is not None:
        yield partial(_tariff, known=task.tariff_known)


# --- the criteria -----------------------------------------------------------------------------------------------------------------------


def _search(offering: Offering, *, text: str) -> Answer:
    """All words of the search somewhere in what we say of the offering.

    - found: fits
    - found only with a target group about which sources differ: unknown
    - otherwise: out
    Target groups that are excluded do not count as mentioned.
    """
    words = search_words(text)
    certain = _searchable(offering, disputed=False)
    missing = [word for word in words if word not in certain]
    if not missing:
        return Answer("zoek", "zoekwoorden", Verdict.FITS, f"gevonden: {text}")
    everything = _searchable(offering, disputed=True)
    if all(word in everything for word in missing):
        return Answer("zoek", "zoekwoorden", Verdict.UNKNOWN, f"{_quoted(missing)} staat bij een doelgroep waarover bronnen verschillen: navragen")
    absent = [word for word in missing if word not in everything]
    return Answer("zoek", "zoekwoorden", Verdict.OUT, f"niet gevonden: {_quoted(absent)}")


def _searchable(offering: Offering, *, disputed: bool) -> str:
    statuses = {"INCLUDED", "CONDITIONAL", "POSSIBLE"} | ({"CONFLICT"} if disputed else set())
    groups = [row.target_group for row in offering.coverage if row.status in statuses]
    texts = [offering.name, offering.organisation, offering.legal_name, *offering.aliases, offering.programme, offering.characteristics]
    texts += [text for group in groups for text in (group.label, *group.synonyms)]
    texts += [statement.value for statement in offering.about("DOEL", "AANBOD")]
    return " ".join(search_words(" ".join(texts)))


def _target_group(offering: Offering, *, group: Term) -> Answer:
    """Not mentioned is not unsuitable (domain rule 1): it is a question to ask."""
    row = next((row for row in offering.coverage if row.target_group.code == group.code), None)
    if row is None:
        return Answer("doelgroep", f"doelgroep {group.label}", Verdict.UNKNOWN, "niet genoemd: navragen")
    verdict, words = {
        "INCLUDED": (Verdict.FITS, "genoemd als doelgroep"),
        "CONDITIONAL": (Verdict.POSSIBLE, "genoemd onder voorwaarde"),
        "POSSIBLE": (Verdict.POSSIBLE, "mogelijk, niet met zoveel woorden genoemd"),
        "CONFLICT": (Verdict.UNKNOWN, "bronnen verschillen: navragen"),
        "EXCLUDED": (Verdict.OUT, "uitgesloten"),
    }[row.status]
    return Answer("doelgroep", f"doelgroep {group.label}", verdict, _with_note(words, row.note))


def _age(offering: Offering, *, requested: Months, wording: str) -> Answer:
    """The answers of `ages.fit` in words; where sources differ about an age that fits, the reason says so."""
    rows = [(item.months, item.certainty, item.note) for item in offering.age_ranges if item.months is not None]
    certain = [months for months, certainty, _ in rows if certainty is Certainty.CERTAIN] or [months for months, _, _ in rows]
    answer, differs = ages.fit(requested, [(months, certainty) for months, certainty, _ in rows])
    if answer is AgeFit.UNKNOWN:
        verdict, reason = Verdict.UNKNOWN, "leeftijd niet vermeld: navragen"
    elif answer is AgeFit.NO:
        verdict, reason = Verdict.OUT, _near_miss(certain, [months for months, _, _ in rows], requested, wording)
    elif answer is AgeFit.POSSIBLE:
        reading, note = next((months, note) for months, _, note in rows if months.overlaps(requested))
        verdict, reason = Verdict.POSSIBLE, _with_note(f"alleen volgens een andere lezing: {ages.months_nl(reading)}", note)
    elif answer is AgeFit.PARTLY:
        verdict, reason = Verdict.POSSIBLE, f"deels: {_ranges_nl(certain)}, gevraagd {wording}"
    else:
        verdict, reason = Verdict.FITS, _ranges_nl(certain)
    if differs and answer in (AgeFit.CERTAIN, AgeFit.PARTLY):
        conflicting = [months for months, certainty, _ in rows if certainty is Certainty.CONFLICT]
        reason = f"{reason}; bronnen verschillen: ook {_ranges_nl(conflicting)} genoemd"
    return Answer("leeftijd", "leeftijd", verdict, reason)


def _near_miss(certain: Sequence[Months], known: Sequence[Months], requested: Months, wording: str) -> str:
    """How far the age lies from the nearest certain range ("tot 5 jaar, gevraagd 6 jaar: 1 jaar verschil"), and whether a reading is nearer."""
    gap, nearest = _nearest(certain, requested)
    words = ages.months_nl(nearest)
    # One bound tells enough when the other is on the far side.
    bound = f"tot {words.rpartition('tot ')[2]}" if nearest.end <= requested.start else words
    reason = f"{bound}, gevraagd {wording}: {_span_nl(gap) + ' verschil' if gap else 'net buiten de leeftijd'}"
    other_gap, other = _nearest(known, requested)
    return f"{reason}; volgens een andere lezing {ages.months_nl(other)}" if other_gap < gap else reason


def _nearest(ranges: Sequence[Months], requested: Months) -> tuple[int, Months]:
    return min((max(item.start - requested.end, requested.start - item.end), item) for item in ranges)


def _span_nl(months: int) -> str:
    years, rest = divmod(months, 12)
    parts = [f"{years} jaar"] if years else []
    parts += [f"{rest} maanden" if rest > 1 else "1 maand"] if rest else []
    return " en ".join(parts)


def _options(
    offering: Offering, *, criterion: str, label: str, options_of: Callable[[Offering], tuple[Option, ...]], asked: Sequence[Term]
) -> Answer:
    """Any one of the asked terms is good: the best answer counts."""
    options = options_of(offering)
    verdict, reason = min((_option(options, term) for term in asked), key=lambda answer: _SEVERITY[answer[0]])
    if verdict is Verdict.OUT:
        # UNKNOWN rows do not say what the offering is; naming them as if they did would be a claim.
        stated = ", ".join(option.term.label for option in options if option.certainty is not Certainty.UNKNOWN)
        reason = f"genoemd: {stated}; gevraagd: {' of '.join(term.label for term in asked)}"
    return Answer(criterion, label, verdict, reason)


def _option(options: Sequence[Option], term: Term) -> tuple[Verdict, str]:
    """The answer for one term. A term without a row does not hold, once the offering has any row that tells something."""
    row = next((option for option in options if option.term.code == term.code), None)
    if row is not None:
        verdict, words = {
            Certainty.CERTAIN: (Verdict.FITS, term.label),
            Certainty.POSSIBLE: (Verdict.POSSIBLE, f"{term.label}: mogelijk"),
            Certainty.CONFLICT: (Verdict.UNKNOWN, f"{term.label}: bronnen verschillen, navragen"),
            Certainty.UNKNOWN: (Verdict.UNKNOWN, f"{term.label}: niet vermeld, navragen"),
        }[row.certainty]
        return verdict, _with_note(words, row.note)
    if all(option.certainty is Certainty.UNKNOWN for option in options):
        return Verdict.UNKNOWN, "niet vermeld: navragen"
    return Verdict.OUT, ""


def _yes_no(offering: Offering, *, criterion: str, label: str, field: str, asked: bool, stated_by: Callable[[Offering], bool | None]) -> Answer:
    stated = stated_by(offering)
    if stated is None:
        verdict, words = Verdict.UNKNOWN, "niet vermeld: navragen"
    elif stated == asked:
        verdict, words = Verdict.FITS, _yes(stated)
    else:
        verdict, words = Verdict.OUT, f"{_yes(stated)}; gevraagd: {_yes(asked)}"
    return Answer(criterion, label, verdict, _with_note(words, _disputed(offering, field)))


def _tariff(offering: Offering, *, known: bool) -> Answer:
    """An unknown price is something to ask for, never a reason to leave an offering out."""
    if offering.tariff_known:
        return Answer("tarief", "tarief", Verdict.FITS if known else Verdict.OUT, "tarief bekend" if known else "tarief bekend; gevraagd onbekend")
    return Answer("tarief", "tarief", Verdict.UNKNOWN if known else Verdict.FITS, "tarief onbekend: vraag de prijs op")


# --- words ------------------------------------------------------------------------------------------------------------------------------


def _yes(answer: bool) -> str:
    return "ja" if answer else "nee"


def _disputed(offering: Offering, field: str) -> str:
    codes = [contradiction.code for contradiction in offering.contradictions_about(field) if contradiction.kind == "CONTRADICTION"]
    return f"Bronnen verschillen, zie {', '.join(codes)}." if codes else ""


def _with_note(words: str, note: str) -> str:
    return f"{words}. {note[0].upper()}{note[1:]}" if note else words


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


def _ranges_nl(ranges: Sequence[Months]) -> str:
    return " en ".join(ages.months_nl(item) for item in ages.merge(ranges))
