"""The demand in an address: `gezinnen=verslaving-ouder:5-17:4` is four families a year. Each part has its own message."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError

from procurement.coverage import ANY, Demand, DemandRow
from procurement.filters.age import parse_age
from procurement.forms.fields import grouped_number, short
from voorzieningen.ages import Months
from voorzieningen.catalogue import Term
from voorzieningen.money import number_nl

MOST_ROWS = 30
MOST_FAMILIES = 1000  # a year, in all rows together


def read_group(text: str, groups: Sequence[Term]) -> Term | None:
    """The target group by its slug; None for any. Raises ValidationError with a Dutch message."""
    if text in ("", ANY):
        return None
    found = next((group for group in groups if group.slug == text.lower()), None)
    if found is None:
        raise ValidationError(f"Er is geen doelgroep '{short(text)}'. Kies uit de lijst.")
    return found


def read_age(text: str) -> tuple[Months | None, str, str]:
    """The months, the age as it stands in an address and in words; nothing for all ages. Raises ValidationError with a Dutch message."""
    if text in ("", ANY):
        return None, "", ""
    return parse_age(text.lower())[0], text.lower(), parse_age(text.lower())[1]


def read_families(text: str) -> int | None:
    """New families a year; None when no number is given. Raises ValidationError with a Dutch message."""
    if not text:
        return None
    if text.startswith("-"):
        raise ValidationError("Een aantal gezinnen kan niet lager zijn dan 0.")
    number = grouped_number(text)
    if number is None:
        raise ValidationError(f"'{short(text)}' is geen aantal gezinnen. Vul een heel getal in, of laat het leeg.")
    if number > MOST_FAMILIES:
        raise ValidationError(f"Vul hoogstens {number_nl(MOST_FAMILIES)} gezinnen per jaar in.")
    return number


def split_row(text: str) -> tuple[str, str, str]:
    """The three cells of one value of the address; what stays away at the end was not asked. Raises ValidationError for a value of more parts."""
    parts = [part.strip() for part in text.split(":")]
    if len(parts) > 3:
        raise ValidationError(f"'{short(text)}' is niet te lezen. Schrijf doelgroep:leeftijd:aantal, bijvoorbeeld verslaving-ouder:5-17:4.")
    group, age, families = (*parts, "", "")[:3]
    return group, age, families


def read_row(text: str, groups: Sequence[Term]) -> DemandRow:
    """One value of the address as a row. Raises ValidationError for the first cell that is wrong."""
    group, age, families = split_row(text)
    term = read_group(group, groups)
    months, age_text, age_words = read_age(age)
    return DemandRow(term, months, age_text, age_words, read_families(families))


def asks(row: DemandRow) -> bool:
    """Whether a row says anything: all families of all ages without a number is a row that was left empty."""
    return row != DemandRow()


def too_many(number: int) -> str:
    """Why a demand cannot have so many rows, in Dutch; empty when it can."""
    return f"De opgave kan hoogstens {MOST_ROWS} regels hebben; dit zijn er {number}. Voeg regels samen." if number > MOST_ROWS else ""


def stood_before(rows: Sequence[DemandRow]) -> tuple[int, str] | None:
    """The place (from 0) of the first row that is about the same families as an earlier one, with what is wrong in Dutch."""
    kinds = [(row.group, row.age) for row in rows]
    for place, row in enumerate(rows):
        if kinds[place] in kinds[:place]:
            return place, f"‘{row.label}’ staat er twee keer in. Tel de gezinnen samen op één regel."
    return None


def wrong_sum(demand: Demand) -> str:
    """Why these numbers together cannot be asked, in Dutch; empty when they can."""
    if demand.families > MOST_FAMILIES:
        most = number_nl(MOST_FAMILIES)
        return f"De opgave telt {number_nl(demand.families)} gezinnen per jaar. Het portaal rekent met hoogstens {most}."
    if not demand.families and any(row.families is not None for row in demand.rows):
        return "De opgave telt samen 0 gezinnen. Vul bij minstens één regel een aantal in, of laat alle aantallen leeg."
    return ""


def build_demand(rows: Iterable[DemandRow]) -> Demand:
    """The rows as one demand, without those that ask nothing.

    Raises ValidationError when there are too many, for the same families twice, for too many families, or for numbers that are all 0.
    """
    demand = Demand(tuple(row for row in rows if asks(row)))
    twice = stood_before(demand.rows)
    for problem in (too_many(len(demand.rows)), twice[1] if twice else "", wrong_sum(demand)):
        if problem:
            raise ValidationError(problem)
    return demand
