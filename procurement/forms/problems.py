"""Where each message of a wrong question leads: to the field on the same page, or to the page that has the field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

if TYPE_CHECKING:
    from procurement.forms.scenario import ScenarioForm

OVERVIEW, COMPARISON, COVERAGE = "procurement:overview", "procurement:comparison", "procurement:coverage"
# What only the page of the coverage asks, and what it asks besides: of the question, and of the task.
ONLY_ON_COVERAGE = ("gezinnen", "aantal", "zoekmix", "zekerheid", "zoekdoel")
SHARED = ("gemeente", "aanbod", "startjaar", "jaren", "uurkosten", "gedeelde_uren", "budget", "budgetvorm", "peildatum")
CONDITIONS = ("vorm", "levering", "coordinator", "werkgever", "training", "vog")
ON_COVERAGE = {*ONLY_ON_COVERAGE, *SHARED, *CONDITIONS}


@dataclass(frozen=True, slots=True)
class Problem:
    """One message. `name` is the parameter of the address, `link` where the field stands."""

    label: str
    name: str
    message: str
    link: str


def problem_links(form: ScenarioForm, here: str) -> list[Problem]:
    """Every message of the form as the page `here` shows it."""
    found = []
    for name, label, message in form.problem_list:
        where = _page(form, name, here)
        anchor = f"#id_{name}"
        link = anchor if where == here else f"{reverse(where)}?{form.asked.urlencode(safe=':,')}{anchor}"
        found.append(Problem(label or _task_label(form, name, where), name, message, link))
    return found


def _page(form: ScenarioForm, name: str, here: str) -> str:
    if here == COVERAGE and name in ON_COVERAGE:
        return here
    if name in ONLY_ON_COVERAGE:
        return COVERAGE
    return COMPARISON if name in form.fields else OVERVIEW


def _task_label(form: ScenarioForm, name: str, where: str) -> str:
    return "Filter van het totaaloverzicht" if where == OVERVIEW else str(form.filter.form.fields[name].label)
