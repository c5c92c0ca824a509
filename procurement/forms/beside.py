"""The other scenarios that travel along in `naast`: each the query string of a question, checked as strictly as the question itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import QueryDict

from procurement.question import MOST_BESIDE, Question
from voorzieningen.reference_date import PARAMETER

if TYPE_CHECKING:
    from procurement.forms.scenario import ScenarioForm

LONGEST = 4000  # characters of one scenario; the whole address has its own limit
_MOST_PARAMETERS = 200
_NOT_INSIDE = {"naast": "een scenario naast een ander kan er zelf geen naast zich hebben", PARAMETER: "alle scenario's zijn van dezelfde dag"}


def questions_beside(values: Iterable[str], *, read: Callable[[QueryDict], ScenarioForm]) -> tuple[Question, ...]:
    """The questions of these query strings. Raises ValidationError that names every scenario and field that is wrong.

    `read` makes the form of one of them, on the catalogue of the question that they stand beside.
    """
    values = tuple(values)
    if len(values) > MOST_BESIDE:
        raise ValidationError(f"Er kunnen hoogstens {MOST_BESIDE} scenario's naast dit scenario staan; dit zijn er {len(values)}. Haal er een weg.")
    found: list[Question] = []
    problems: list[str] = []
    for number, text in enumerate(values, start=1):
        form = read(_parameters(text, number))
        if form.is_valid():
            found.append(form.question)
        else:
            problems += [f"{scenario_name(text, number)}: {label or 'filter'} ({name}): {message}" for name, label, message in form.problem_list]
    if problems:
        raise ValidationError([ValidationError(problem) for problem in problems])
    return tuple(found)


def _parameters(text: str, number: int) -> QueryDict:
    if len(text) > LONGEST or text.count("&") >= _MOST_PARAMETERS:
        raise ValidationError(f"Het scenario op plaats {number} is te lang. Maak het opnieuw met 'Kopieer dit scenario'.")
    query = QueryDict(text, mutable=True)
    for name, why in _NOT_INSIDE.items():
        if any(value.strip() for value in query.getlist(name)):
            raise ValidationError(f"{scenario_name(text, number)}: laat '{name}' daar weg, {why}.")
        query.pop(name, None)
    if not any(value.strip() for values in query.lists() for value in values[1]):
        raise ValidationError(f"Op plaats {number} staat geen vraag. Haal dit scenario weg.")
    return query


def scenario_name(text: str, number: int) -> str:
    """How a message calls a scenario that may be wrong in any way."""
    name = QueryDict(text[:LONGEST]).get("naam", "").strip() if text.count("&") < _MOST_PARAMETERS else ""
    return f"Scenario '{name[:60]}'" if name else f"Het scenario op plaats {number}"


def without_each(data: QueryDict) -> Iterator[tuple[str, str]]:
    """Per scenario in the address its name and the query without it, also when it cannot be read."""
    values = [value for value in data.getlist("naast") if value.strip()]
    rest = [(name, value) for name, values in data.lists() if name != "naast" for value in values if value.strip()]
    for number, text in enumerate(values, start=1):
        others = [("naast", value) for place, value in enumerate(values, start=1) if place != number]
        yield scenario_name(text, number), urlencode([*rest, *others], safe=":,")
