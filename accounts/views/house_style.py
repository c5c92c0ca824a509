"""The name and logo of a municipality on its reports, for its administrators."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import administrator_required, membership_of
from accounts.forms.house_style import HouseStyleForm
from accounts.house_style import ChangedMeanwhileError, change, house_style_of
from accounts.models import Membership

MEANWHILE = "Een collega heeft de huisstijl intussen gewijzigd. Hieronder staat wat u typte en het logo van nu. Controleer het en bewaar opnieuw."


@administrator_required
@require_http_methods(["GET", "HEAD", "POST"])
def house_style(request: HttpRequest) -> HttpResponse:
    """The form; POST keeps it, or with `weg` only takes the logo away."""
    own = membership_of(request)
    assert own is not None
    if request.method != "POST":
        return _page(request, own, None, "")
    form = HouseStyleForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, own, form, "")
    fields = form.fields_to_keep()
    if "weg" in request.POST:
        fields |= {"logo": None, "logo_type": ""}
    try:
        change(municipality_id=own.municipality_id, version=form.cleaned_data["version"], by=own.user, **fields)
    except ChangedMeanwhileError:
        return _page(request, own, form, MEANWHILE)
    messages.success(request, "Het logo is verwijderd." if "weg" in request.POST else "De huisstijl is bewaard.")
    return redirect("accounts:house_style")


def _page(request: HttpRequest, own: Membership, form: HouseStyleForm | None, meanwhile: str) -> HttpResponse:
    kept = house_style_of(own.municipality_id)
    if form is None:
        form = HouseStyleForm(initial={"name": kept.name, "version": kept.version})
    if meanwhile:
        # Who has read the message and saves once more, means it.
        form.data = form.data.copy()
        form.data["version"] = str(kept.version)
    context = {"own": own, "form": form, "kept": kept, "meanwhile": meanwhile}
    return render(request, "accounts/house_style.html", context, status=409 if meanwhile else 200)
