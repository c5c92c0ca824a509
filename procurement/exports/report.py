"""The advice report as one value for its templates: the same for the screen, the PDF and the editable document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from django.utils.text import slugify

from procurement.advice import Advice, write_advice
from procurement.advice.ask_first import AskedFirst, write_letters
from procurement.advice.contract import Estimate, Topic, estimates, find_terms
from procurement.advice.drafts import write_drafts
from procurement.advice.edition import Edition, Status
from procurement.advice.model import Caveat, ProviderQuestions
from procurement.advice.quality import Quality, find_quality
from procurement.exports.figures import Figures, build_figures
from procurement.exports.pdf import Attached
from procurement.exports.report_attachments import attachments_of
from procurement.exports.report_parts import Section, sections_of
from procurement.left_out import LeftOut
from procurement.question import Input
from procurement.sheet import Sheet
from procurement.texts import to_html
from voorzieningen.catalogue import Catalogue, Contradiction, Source
from voorzieningen.money import euro_nl

MOST_OFFERINGS = 12
SIDE_BY_SIDE = 7  # columns that fit next to each other on a landscape page
SIDE_BY_SIDE_UPRIGHT = 4
ASKED_IN_SHORT = 2  # questions per provider

# Millimetres of the page in print.css: room beside the column of names, and of a character and the padding of a cell.
_ROOM_PORTRAIT, _ROOM_LANDSCAPE = Decimal(136), Decimal(226)
_CHARACTER, _PADDING = Decimal("1.5"), Decimal(3)
_SHORT_AMOUNT = len("€ 9.999.999,00")

SUBJECT = "Informele steun aan gezinnen: aanbod en kosten vergeleken"


@dataclass(frozen=True, slots=True)
class OwnText:
    """A text as it stands in the report. `is_draft`: nobody has changed what the data say; a final report no longer tells."""

    html: str
    is_draft: bool


@dataclass(frozen=True, slots=True)
class Report:
    """Everything the report prints. `parts` holds the sheet in pieces that are narrow enough for one page.

    `catalogue_changed` is the last day on which the catalogue changed, None when nobody looked that up.
    """

    sheet: Sheet
    advice: Advice
    asked: tuple[tuple[ProviderQuestions, tuple[AskedFirst, ...]], ...]  # per provider, what changes most on top
    figures: Figures
    contradictions: tuple[Contradiction, ...]
    sources: tuple[Source, ...]
    dated: date
    reference_day: date
    edition: Edition = field(default_factory=Edition)
    drafts: Mapping[str, str] = field(default_factory=dict)
    catalogue_changed: date | None = None

    # --- the title page -------------------------------------------------------------------------------------------------------------------

    @property
    def subject(self) -> str:
        return self.edition.subject or SUBJECT

    @property
    def title(self) -> str:
        return f"Adviesrapport {self.subject}, {self.sheet.question.title}"

    @property
    def place(self) -> str:
        """Whose report it is, as they call themselves."""
        municipality = self.sheet.question.municipality
        return self.edition.organisation or (f"Gemeente {municipality.name}" if municipality else "Gemeente niet gekozen")

    @property
    def is_final(self) -> bool:
        return self.edition.status is Status.FINAL

    @property
    def watermark(self) -> str:
        """What stands across every page until the report is final."""
        return "" if self.is_final else self.edition.status.label.upper()

    @property
    def file_name(self) -> str:
        return f"{self._file_stem}.pdf"

    @property
    def document_name(self) -> str:
        return f"{self._file_stem}.odt"

    @property
    def _file_stem(self) -> str:
        municipality = self.sheet.question.municipality
        place = slugify(municipality.name) if municipality else ""
        return f"advies-{place}-{self.dated}" if place else f"advies-{self.dated}"

    # --- what stands in it ----------------------------------------------------------------------------------------------------------------

    @property
    def sections(self) -> tuple[Section, ...]:
        """The parts of this edition with how each is laid out."""
        wide = {"aanbod": len(self.sheet.columns) > SIDE_BY_SIDE_UPRIGHT, "kosten": self.has_wide_costs}
        return sections_of(self.edition, wide)

    @property
    def has_calculation(self) -> bool:
        """Whether the calculation is in it: then amounts carry the number of their note."""
        return self.edition.has("berekening")

    def text(self, code: str) -> OwnText:
        """An own text by its code, or the draft when the municipality wrote none."""
        own = self.edition.texts.get(code)
        if own is None:
            return OwnText(to_html(self.drafts[code]), not self.is_final)
        return OwnText(to_html(own), False)

    @property
    def inputs_by_kind(self) -> tuple[tuple[str, tuple[Input, ...]], ...]:
        """(fact, own figure or assumption; the inputs of that kind), in the order in which they first appear."""
        inputs = self.sheet.question.inputs
        return tuple((kind, tuple(item for item in inputs if item.kind == kind)) for kind in dict.fromkeys(item.kind for item in inputs))

    @property
    def quality(self) -> Quality:
        return find_quality(self.sheet)

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        return estimates(self.sheet)

    @property
    def terms(self) -> tuple[Topic, ...]:
        return find_terms(self.sheet)

    @property
    def asked_short(self) -> tuple[tuple[ProviderQuestions, tuple[AskedFirst, ...], int], ...]:
        """Per provider the first questions, and how many there are besides."""
        return tuple((provider, asked[:ASKED_IN_SHORT], len(asked[ASKED_IN_SHORT:])) for provider, asked in self.asked)

    @property
    def number_of_caveats(self) -> int:
        return len(self.advice.caveats)

    @property
    def first_caveat(self) -> Caveat | None:
        return next(iter(self.advice.caveats), None)

    @property
    def left_out_rows(self) -> tuple[tuple[LeftOut, str], ...]:
        """What is not compared or falls out, each with the adviser's reason; an empty reason was not given."""
        return tuple((row, self.edition.exclusions.get(row.offering.slug, "")) for row in self.sheet.left_out_shown)

    @property
    def other_reasons(self) -> tuple[tuple[str, str], ...]:
        """(name, reason) of what the adviser left out and the table above does not show."""
        shown = {row.offering.slug for row in self.sheet.left_out_shown}
        named = {offering.slug: offering.name for offering in self.sheet.catalogue.offerings} if self.sheet.catalogue else {}
        return tuple((named.get(slug, slug), reason) for slug, reason in self.edition.exclusions.items() if slug not in shown)

    @property
    def checked_on(self) -> date | None:
        """The last day on which somebody checked a source that the report cites."""
        return max((source.checked_on for source in self.sources if source.checked_on is not None), default=None)

    @property
    def attachments(self) -> tuple[Attached, ...]:
        """The files inside the PDF."""
        return attachments_of(self.sheet, self.reference_day)

    # --- tables in pieces that fit --------------------------------------------------------------------------------------------------------

    @property
    def parts(self) -> tuple[Sheet, ...]:
        """The sheet in pieces of equal width."""
        columns = self.sheet.columns
        return tuple(replace(self.sheet, columns=columns[start:end]) for start, end in pieces(len(columns), SIDE_BY_SIDE))

    @property
    def has_wide_costs(self) -> bool:
        """Whether the cost tables need a landscape page: many years, more columns, or long amounts."""
        question = self.sheet.question
        more = question.scenario.discount_rate is not None or question.budget is not None or question.trajectory_price is not None
        return more or self._longest_amount > _SHORT_AMOUNT or len(self.sheet.years) > self._years_beside_names(_ROOM_PORTRAIT)

    @property
    def cost_parts(self) -> tuple[Sheet, ...]:
        """The sheet in pieces of so many years as fit on the page; each has the total."""
        most = self._years_beside_names(_ROOM_LANDSCAPE if self.has_wide_costs else _ROOM_PORTRAIT)
        return tuple(_with_years(self.sheet, start, end) for start, end in pieces(len(self.sheet.years), most))

    @property
    def _longest_amount(self) -> int:
        amounts = [column.result.total or column.result.known_years for column in self.sheet.columns]
        return max((len(euro_nl(amount.high)) for amount in amounts if amount is not None), default=0)

    def _years_beside_names(self, room: Decimal) -> int:
        """How many columns of years fit beside the names and the total."""
        return max(1, int(room / (max(self._longest_amount, 10) * _CHARACTER + _PADDING)) - 1)


def pieces(number: int, most: int) -> list[tuple[int, int]]:
    """(start, end) of the fewest pieces of at most `most`, as equal as can be."""
    count = -(-number // most)
    size = -(-number // count) if count else 1
    return [(start, min(start + size, number)) for start in range(0, number, size)]


def _with_years(sheet: Sheet, start: int, end: int) -> Sheet:
    columns = tuple(replace(column, result=replace(column.result, years=column.result.years[start:end])) for column in sheet.columns)
    return replace(sheet, columns=columns, years=sheet.years[start:end])


def build_report(
    *,
    sheet: Sheet,
    catalogue: Catalogue,
    dated: date,
    reference_day: date | None = None,
    edition: Edition | None = None,
    catalogue_changed: date | None = None,
) -> Report:
    """The report on an answered question. `dated` is the day of the report, `reference_day` the one that the facts are of (the same by default)."""
    sheet = sheet if sheet.catalogue is not None else replace(sheet, catalogue=catalogue)
    edition = edition or Edition()
    contradictions = _contradictions(sheet, catalogue)
    advice = write_advice(sheet)
    letters = {letter.offering: letter.questions for letter in write_letters(sheet)}
    return Report(
        sheet=sheet,
        advice=advice,
        asked=tuple((provider, letters.get(provider.offering, ())) for provider in advice.questions),
        figures=build_figures(sheet),
        contradictions=contradictions,
        sources=_sources(sheet, contradictions),
        dated=dated,
        reference_day=reference_day or dated,
        edition=edition,
        drafts=write_drafts(sheet, advice, edition),
        catalogue_changed=catalogue_changed,
    )


def _contradictions(sheet: Sheet, catalogue: Catalogue) -> tuple[Contradiction, ...]:
    """Those about the compared offerings and those about all, by code."""
    offerings = tuple(dict.fromkeys(column.priced.offering.slug for column in sheet.columns))
    chosen = [offering for slug in offerings if (offering := catalogue.offering(slug)) is not None]
    found = {item.code: item for offering in chosen for item in offering.contradictions}
    found |= {item.code: item for item in catalogue.contradictions if not item.offerings}
    return tuple(found[code] for code in sorted(found))


def _sources(sheet: Sheet, contradictions: tuple[Contradiction, ...]) -> tuple[Source, ...]:
    """Every source that the report cites, each once, by code."""
    found = set(sheet.cited_sources)
    found |= {reading.citation.source for item in contradictions for reading in item.readings}
    found |= {row.citation.source for column in sheet.columns for row in (*column.priced.offering.coverage, *column.priced.offering.age_ranges)}
    found |= {claim.citation.source for column in sheet.columns for claim in column.priced.offering.claims}
    found |= {statement.citation.source for column in sheet.columns for statement in column.priced.offering.statements}
    found |= {
        option.citation.source
        for column in sheet.columns
        for option in (*column.priced.offering.coordinator_types, *column.priced.offering.employers)
    }
    if sheet.question.municipality is not None:
        found.add(sheet.question.municipality.citation.source)
    return tuple(sorted(found, key=lambda source: source.code))
