"""Reading the question from the address, for every view that answers one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.utils import timezone

from procurement import fit, pricing
from procurement.exports.report import MOST_OFFERINGS
from procurement.forms import ScenarioForm
from procurement.offers import NO_OWN_OFFERS, OwnOffers, ask_own_too, with_own_offers
from procurement.question import Question
from procurement.sheet import Sheet, build_sheet
from procurement.views.own_session import own_offers_of
from voorzieningen import published
from voorzieningen.catalogue import Catalogue, Municipality
from voorzieningen.reference_date import ReferenceDate, read_reference_date


@dataclass(frozen=True, slots=True)
class Asked:
    """The form as it was asked, with the catalogue it was checked against; own offers of this session are in the catalogue, not in the form."""

    form: ScenarioForm
    catalogue: Catalogue
    today: date
    reference: ReferenceDate
    own: OwnOffers = NO_OWN_OFFERS
    catalogue_changed: date | None = None  # the last day on which a fact changed; None when that was not looked up

    @property
    def question(self) -> Question:
        """The valid question, with the own offers of this session as columns. The links that the form makes know nothing of them."""
        return ask_own_too(self.form.question, self.catalogue, self.own.counted)

    @property
    def reference_day(self) -> date:
        """The day that the facts are of."""
        return self.reference.on or self.today


def read_question(request: HttpRequest) -> Asked:
    """The question in the address, checked or not; reads the catalogue once."""
    return ask(request.GET, lambda catalogue, existing: own_offers_of(request, catalogue, existing))


def ask(query: QueryDict, own_offers: Callable[[Catalogue, tuple[Municipality, ...]], OwnOffers]) -> Asked:
    """A question with the offers that somebody brings along, which `own_offers` finds given the catalogue and the municipalities."""
    today = timezone.localdate()
    reference = read_reference_date(query, today=today)
    with published.of_one_version() as version:
        catalogue, existing = published.catalogue_and_municipalities(reference.on or today, reference.on)
    form = ScenarioForm(query, catalogue=catalogue, municipalities=existing, today=today, reference=reference)
    form.is_valid()
    own = own_offers(catalogue, existing)
    # Of a day in the past nobody looked up what was the last change before it.
    changed = None if reference.on else published.changed_on(version)
    return Asked(form, with_own_offers(catalogue, own.counted), today, reference, own, changed)


def limited(asked: Asked) -> Asked:
    """A question about more than a report can hold is wrong, with a message: the one limit that a report has and a comparison has not."""
    if asked.form.is_valid() and (number := len(asked.question.choice.tariffs)) > MOST_OFFERINGS:
        asked.form.add_error(
            "aanbod", f"Een adviesrapport kan over hoogstens {MOST_OFFERINGS} soorten aanbod gaan; dit zijn er {number}. Kies er minder."
        )
    return asked


def answer(asked: Asked) -> Sheet:
    """The sheet of a valid question."""
    question = asked.question
    # What fits is a matter of the published catalogue: an own offer makes no price known to others.
    fits = fit.evaluate(asked.form.catalogue, question.task)
    return build_sheet(question, pricing.priced_tariffs(asked.catalogue, question.choice), fits, asked.catalogue)


def problem_response(form: ScenarioForm) -> HttpResponse:
    """400 with application/problem+json, naming every parameter that is wrong."""
    errors = [{"parameter": name, "melding": message} for name, messages in form.problems.items() for message in messages]
    first = errors[0]
    body = {
        "type": "about:blank",
        "title": "De vraag in het adres klopt niet",
        "status": 400,
        "detail": f"{first['parameter']}: {first['melding']}",
        "parameter": first["parameter"],
        "errors": errors,
    }
    return JsonResponse(body, status=400, content_type="application/problem+json", json_dumps_params={"ensure_ascii": False})


def canonical_address(request: HttpRequest, form: ScenarioForm) -> str | None:
    """Where the same question stands with the CBS code, when the municipality was given by name; otherwise None."""
    typed = request.GET.get("gemeente", "").strip()
    municipality = form.cleaned_data["gemeente"]
    if municipality is None or typed == municipality.code:
        return None
    pairs = [(name, value) for name, values in request.GET.lists() for value in values if value.strip()]
    return f"{request.path}?{urlencode([(name, municipality.code if name == 'gemeente' else value) for name, value in pairs], safe=':,')}"
