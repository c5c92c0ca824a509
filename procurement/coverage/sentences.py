"""How a gap is said in plain Dutch: who covers it and until when, and who might. Which gaps there are stands in `gaps`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from procurement.coverage.providers import INCLUDED, Provider, Worker, excluded_by, sure_months
from procurement.coverage.rows import known_ages
from procurement.coverage.spans import LIFE, listed, span_nl, spans_nl, within, without
from voorzieningen.ages import Months, merge
from voorzieningen.catalogue import Term

NOBODY = "door geen gekozen aanbod genoemd"


def nobody(workers: Iterable[Worker], group: Term | None) -> str:
    """Nobody names the group or the age. Who excludes the group and who tells no ages is named: that is more than silence."""
    if group is None:
        ageless = [worker.name for worker in workers if not known_ages(worker.offering)]
        return f"{NOBODY}; {listed(ageless)} {'noemen' if len(ageless) > 1 else 'noemt'} geen leeftijd." if ageless else f"{NOBODY}."
    no = excluded_by(workers, group)
    return f"{NOBODY}; volgens de bron hoort dit niet bij {listed(no)}." if no else f"{NOBODY}."


def partly(providers: Sequence[Provider], window: Months) -> str:
    """ "alleen tot 5 jaar gedekt, door MeeleefGezin. Vanaf 5 jaar door geen gekozen aanbod genoemd." """
    certain = sure_months(providers)
    first = f"alleen {certain_nl(certain, window)} gedekt, door {_names(providers, window)}."
    open_months = without((window,), certain)
    said = within([months for provider in providers if not provider.is_reading for months in _usual(provider)], window)
    runs = [*((run, True) for item in open_months for run in within(said, item)), *((run, False) for run in without(open_months, said))]
    rest = [_run(run, providers, window, certain) if is_said else _silent_run(run, providers, window, certain) for run, is_said in sorted(runs)]
    return " ".join([first, *rest])


def uncertain(providers: Sequence[Provider], window: Months) -> str:
    """ "nergens zeker: Buurtgezinnen onder voorwaarde; bij MeeleefGezin verschillen de bronnen." """
    found = [provider for provider in providers if within(provider.unsure, window)] or list(providers)
    first = f"nergens zeker: {'; '.join(_maybe(provider, window) for provider in found)}."
    named = [months for provider in providers for months in _usual(provider)]
    return " ".join([first, *(_silent_run(run, providers, window, named) for run in without((window,), named))])


def not_after(providers: Sequence[Provider], window: Months, labels: Sequence[str]) -> str:
    """Who helps at these ages, and the groups that nobody helps there for certain."""
    return f"gedekt door {_names(providers, window)}, maar niet zeker voor: {'; '.join(labels)}."


def certain_nl(certain: Sequence[Months], window: Months) -> str:
    """The ages that are covered: those of the window, or the others when none of the window are."""
    inside = within(certain, window)
    return spans_nl(inside, window) if inside else spans_nl(certain, LIFE)


def _names(providers: Sequence[Provider], window: Months) -> str:
    """Who covers for certain; each with its ages when these differ."""
    sure = [(provider, within(provider.sure, window)) for provider in providers if provider.sure]
    here = [(provider, months) for provider, months in sure if months] or [(provider, provider.sure) for provider, _ in sure]
    if len({months for _, months in here}) == 1:
        return listed([provider.name for provider, _ in here])
    return listed([f"{provider.name} ({spans_nl(months, window)})" for provider, months in here])


def _run(run: Months, providers: Sequence[Provider], window: Months, certain: Sequence[Months]) -> str:
    """Ages at which somebody is named, but not for certain."""
    found = [provider for provider in providers if within(provider.unsure, run)]
    return f"{_opening(run, window, certain)} niet zeker: {'; '.join(_maybe(provider, run) for provider in found)}."


def _silent_run(run: Months, providers: Sequence[Provider], window: Months, known: Sequence[Months]) -> str:
    """Ages at which nobody is named, except perhaps when the ages of somebody are read in another way."""
    opening = _opening(run, window, known)
    readers = [provider for provider in providers if within(provider.unsure, run)]
    if not readers:
        return f"{opening} {NOBODY}."
    read = within(merge([months for provider in readers for months in provider.unsure]), run)
    names = listed([provider.name for provider in readers])
    if read == (run,):
        return f"{opening} alleen volgens een andere lezing van {names}."
    return f"{opening} {NOBODY} ({spans_nl(read, LIFE)} wel volgens een andere lezing van {names})."


def _opening(run: Months, window: Months, known: Sequence[Months]) -> str:
    """ "Vanaf 5 jaar", "Tot 5 jaar" or "Van 5 tot 6 jaar". What is covered or named again after the window has an end."""
    end = LIFE.end if run.end == window.end and not within(known, Months(run.start, LIFE.end)) else run.end
    words = span_nl(Months(run.start, end), Months(window.start, LIFE.end))
    return "Voor de andere leeftijden" if words == "alle leeftijden" else f"{words[0].upper()}{words[1:]}"


_MAYBE = {
    INCLUDED: "{} volgens een andere lezing van de leeftijd",
    "CONDITIONAL": "{} onder voorwaarde",
    "POSSIBLE": "{} mogelijk",
    "CONFLICT": "bij {} verschillen de bronnen",
}


def _maybe(provider: Provider, run: Months) -> str:
    """How somebody might help, with the ages when these are not all that is asked."""
    words = _MAYBE[provider.status].format(provider.name)
    if not provider.has_ages:
        return f"{provider.name} noemt geen leeftijd" if provider.status == INCLUDED else f"{words}, leeftijd niet genoemd"
    months = within(_usual(provider), run)
    return words if months == (run,) else f"{words} ({spans_nl(months, run) if months else spans_nl(_usual(provider), LIFE)})"


def _usual(provider: Provider) -> tuple[Months, ...]:
    """The uncertain ages without those of another reading, where it has others: "tot 5 jaar" and not "tot 6 jaar"."""
    return within(provider.certain, LIFE) if provider.certain and not provider.is_reading else provider.unsure
