"""What to ask each provider first, as a letter that is ready to mail: the questions with the largest effect on top, then what no source tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from urllib.parse import quote

from procurement.advice.model import ProviderQuestion, ProviderQuestions
from procurement.advice.questions import find_questions
from procurement.question import Question
from procurement.sensitivity import Input, Kind, Row
from procurement.sheet import Column, Sheet
from voorzieningen.money import euro_nl

LONGEST_LINK = 1800  # characters; some mail programs cut or refuse a longer link

# The questions of the catalogue about the same as an input without a contradiction of its own: words that stand in them.
_WORDS = {Kind.PRICE_LEVEL: "welk jaar", Kind.DURATION: "hoe lang duurt een koppeling"}


@dataclass(frozen=True, slots=True)
class AskedFirst:
    """One question with what its answer can change of the total, in euro.

    `effect` is None when it changes no total that is known; `makes_unknown`: with another answer the total is unknown.
    """

    text: str
    effect: Decimal | None
    makes_unknown: bool
    question: ProviderQuestion | None  # the registered question; None when the question follows from the calculation alone


@dataclass(frozen=True)
class Letter:
    """All questions to one provider. `email` is empty when no public functional address is known."""

    offering: str
    slug: str
    email: str
    questions: tuple[AskedFirst, ...]
    subject: str
    text: str

    @property
    def link(self) -> str:
        """A mailto link with the whole letter, or without its text when it would be too long for a mail program."""
        return self._address_with_text if self.fits_in_link else self._address

    @property
    def fits_in_link(self) -> bool:
        return len(self._address_with_text) <= LONGEST_LINK

    @property
    def largest_effect(self) -> Decimal | None:
        """In euro, of the first question; None when no answer moves a known total."""
        return self.questions[0].effect

    @property
    def lines(self) -> int:
        """How many lines a field needs to show most of the letter."""
        return min(24, sum(1 + len(line) // 70 for line in self.text.split("\n")))

    @property
    def _address(self) -> str:
        return f"mailto:{quote(self.email, safe='@')}?subject={quote(self.subject, safe='')}"

    @cached_property
    def _address_with_text(self) -> str:
        body = self.text.replace("\n", "\r\n")
        return f"{self._address}&body={quote(body, safe='')}"


def write_letters(sheet: Sheet) -> tuple[Letter, ...]:
    """A letter per compared offering that leaves questions open, in the order of the comparison."""
    return tuple(
        _letter(sheet.question, provider, columns[0], questions)
        for provider, columns in zip(find_questions(sheet), _by_offering(sheet), strict=True)
        if (questions := tuple(_ordered(provider, columns, sheet)))
    )


def _by_offering(sheet: Sheet) -> list[list[Column]]:
    """The columns of each offering, in the order in which `find_questions` asks about them."""
    found: dict[str, list[Column]] = {}
    for column in sheet.columns:
        found.setdefault(column.priced.offering.slug, []).append(column)
    return list(found.values())


# --- which questions, in which order ------------------------------------------------------------------------------------------------------


def _ordered(provider: ProviderQuestions, columns: list[Column], sheet: Sheet) -> Iterator[AskedFirst]:
    """Those that move the total by effect, those that can make it unknown, and the others as they were ordered."""
    rows = _rows_about(columns, sheet)
    asked: dict[str, AskedFirst] = {}
    for row in rows:
        question = next((question for question in provider.questions if _is_about(question, row.item)), None)
        text = question.text if question else _own_question(row, columns)
        # Rows are in order of effect, so the first with a question has its largest.
        asked.setdefault(text, AskedFirst(text, row.shift if row.moves else None, not row.moves, question))
    yield from sorted(asked.values(), key=lambda first: first.effect is None)
    yield from (AskedFirst(question.text, None, False, question) for question in provider.questions if question.text not in asked)


def _rows_about(columns: list[Column], sheet: Sheet) -> list[Row]:
    offering = columns[0].priced.offering.slug
    rows = sheet.sensitivity.rows if sheet.sensitivity else ()
    return [row for row in rows if row.offering == offering and (row.moves or row.unknown)]


def _is_about(question: ProviderQuestion, item: Input) -> bool:
    """Whether a registered question asks for what is uncertain in this input."""
    if item.contradiction:
        return question.contradiction == item.contradiction
    words = _WORDS.get(item.kind)
    return words is not None and words in question.text.lower()


def _own_question(row: Row, columns: list[Column]) -> str:
    """The question that follows from the range of an input, when none is registered."""
    column = next(column for column in columns if column.name == row.column)
    used = next((setting.label for setting in row.item.settings if setting.used), "")
    return {
        Kind.READING: "Hoe is uw prijs bedoeld?" + _readings(row, column),
        Kind.AMOUNT: f"Welk bedrag geldt voor onze gemeente, en wie betaalt het? Wij vonden: {row.item.note}.",
        Kind.DURATION: f"Hoe lang duurt een koppeling gemiddeld, en hoe lang hoogstens? Wij rekenen met {used}.",
        Kind.HOURLY_COST: f"Wat kost een uur van de coördinator, alles inbegrepen? Wij rekenen met {used}.",
        Kind.COMPLETION: f"Welk deel van de koppelingen rondt elke module af? Wij rekenen met {used}.",
        Kind.PRICE_LEVEL: f"Voor welk jaar geldt uw prijs, en hoe stijgt die per jaar? Wij rekenen met {used}.",
    }[row.item.kind]


def _readings(row: Row, column: Column) -> str:
    """Every reading in words, counted with letters."""
    codes = {setting.reading for setting in row.item.settings}
    texts = [reading.text for reading in column.priced.tariff.readings if reading.code in codes]
    return "".join(f" ({letter}) {text}" for letter, text in zip("abcdefghij", texts, strict=False))


# --- the letter ---------------------------------------------------------------------------------------------------------------------------


def _letter(question: Question, provider: ProviderQuestions, column: Column, questions: tuple[AskedFirst, ...]) -> Letter:
    municipality = f"gemeente {question.municipality.name}" if question.municipality else "onze gemeente"
    return Letter(
        offering=provider.offering,
        slug=column.priced.offering.slug,
        email=provider.email,
        questions=questions,
        subject=f"Vragen van {municipality} over {provider.offering}",
        text=_plain("\n".join(_paragraphs(question, provider, municipality, questions))),
    )


def _paragraphs(question: Question, provider: ProviderQuestions, municipality: str, questions: Iterable[AskedFirst]) -> Iterator[str]:
    scenario = question.scenario
    years = f"{scenario.years} jaar" if scenario.years > 1 else "1 jaar"
    yield "Geachte heer, mevrouw,"
    yield ""
    yield (
        f"{municipality[0].upper()}{municipality[1:]} vergelijkt informele steun voor gezinnen, ook {provider.offering}. "
        f"Wij rekenen met {question.matches_in_words} nieuwe koppelingen per jaar, {years} vanaf {scenario.start_year}. "
        "Openbare bronnen laten vragen open. Wilt u die beantwoorden?"
    )
    yield ""
    for number, first in enumerate(questions, start=1):
        yield f"{number}. {first.text}{_effect(first)}"
    yield ""
    yield "Wilt u bij elk bedrag zeggen voor welk jaar het geldt?"
    yield ""
    yield "Met vriendelijke groet,"
    yield ""
    yield f"(uw naam en functie, {municipality})"


def _effect(first: AskedFirst) -> str:
    if first.effect is not None:
        return f" Dit scheelt tot {euro_nl(first.effect)} in het totaal."
    return " Bij een ander antwoord is ons totaal niet te berekenen." if first.makes_unknown else ""


def _plain(text: str) -> str:
    """With ordinary spaces: a no-break space is three characters more in a link and shows as a strange sign in some mail programs."""
    return text.replace("\u00a0", " ")
