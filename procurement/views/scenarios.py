"""Scenarios side by side: the question in the address and those that travel along in `naast`, on one catalogue."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from procurement.scenarios import compare_scenarios
from procurement.views.questions import canonical_address, read_question


@require_safe
def scenarios(request: HttpRequest) -> HttpResponse:
    """Two or three scenarios by the offerings. A wrong question, also one of those beside it, gives the messages and the way back."""
    asked = read_question(request)
    found = None
    if asked.form.is_valid():
        if address := canonical_address(request, asked.form):
            return HttpResponseRedirect(address)
        question = asked.question
        found = compare_scenarios((question, *question.beside), asked.catalogue)
    context = {
        "form": asked.form,
        "scenarios": found,
        "back": f"{reverse('procurement:comparison')}?{request.GET.urlencode(safe=':,')}",
        "reference": asked.reference,
        "reference_day": asked.reference_day,
    }
    return render(request, "procurement/scenarios.html", context)
