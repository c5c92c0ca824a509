"""Questions for tests: an address made into the form, or into the checked question."""

from __future__ import annotations

from datetime import date

from django.http import QueryDict

from procurement.forms import ScenarioForm
from procurement.question import Input, Question
from voorzieningen.snapshot import municipalities, snapshot

TODAY = date(2026, 11, 22)


def form_for(query: str) -> ScenarioForm:
    return ScenarioForm(QueryDict(query), catalogue=snapshot(), municipalities=municipalities(TODAY), today=TODAY)


def question_for(query: str) -> Question:
    form = form_for(query)
    assert form.is_valid(), form.problems
    return form.question


def inputs_named(question: Question, name: str) -> list[Input]:
    return [item for item in question.inputs if item.name == name]
