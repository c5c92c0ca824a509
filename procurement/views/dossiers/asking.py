"""The question of a dossier, answered: its query, its private quotations and its edition make one report. Nothing here checks who asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.http import QueryDict

from accounts.models import HouseStyle
from procurement.advice.edition import Edition, FrozenMark, Status
from procurement.advice.parts import Length
from procurement.exports.report import Report, build_report
from procurement.models import Dossier, Quotation
from procurement.offers import IN_DOSSIER, NO_OWN_OFFERS, OwnOffers, with_distinct_names
from procurement.views.own_session import Stored
from procurement.views.questions import Asked, answer, ask
from voorzieningen.catalogue import Catalogue, Municipality


def ask_dossier(dossier: Dossier, quotations: Sequence[Quotation]) -> Asked:
    """The question as it stands in the dossier, with these quotations (none for a reader who may not see them)."""
    return ask_query(QueryDict(dossier.query), quotations)


def ask_query(query: QueryDict, quotations: Sequence[Quotation]) -> Asked:
    """A question with these quotations."""
    return ask(query, lambda catalogue, existing: _own_offers(quotations, catalogue, existing))


def edition_of(dossier: Dossier, style: HouseStyle | None, frozen: FrozenMark | None = None) -> Edition:
    """What the municipality decided about the report. Reads the exclusions: one query."""
    return Edition(
        length=Length(dossier.length),
        left_out=frozenset(dossier.left_out),
        texts=dossier.texts,
        subject=dossier.subject,
        author=dossier.author,
        version=str(dossier.version),
        status=Status.FINAL if frozen else Status(dossier.status),
        exclusions={exclusion.offering: exclusion.reason for exclusion in dossier.exclusions.all()},
        organisation=style.name if style else "",
        logo=style.logo_address if style else "",
        frozen=frozen,
    )


def report_of(asked: Asked, edition: Edition) -> Report:
    """The report on a valid question of a dossier."""
    return build_report(
        sheet=answer(asked),
        catalogue=asked.catalogue,
        dated=asked.today,
        reference_day=asked.reference_day,
        catalogue_changed=asked.catalogue_changed,
        edition=edition,
    )


def house_style_of(dossier: Dossier) -> HouseStyle | None:
    """The name and logo of the municipality; one query."""
    return HouseStyle.objects.filter(municipality_id=dossier.municipality_id).first()


def _own_offers(quotations: Sequence[Quotation], catalogue: Catalogue, existing: tuple[Municipality, ...]) -> OwnOffers:
    if not quotations:
        return NO_OWN_OFFERS
    offers = [Stored(item.number, item.is_counted, item.fields).offer(catalogue, existing) for item in quotations]
    kept = (replace(offer, kept_in=IN_DOSSIER) for offer in offers if offer is not None)
    return OwnOffers(with_distinct_names(kept), offers.count(None))
