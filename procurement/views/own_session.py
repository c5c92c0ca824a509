"""Own offers in the session: plain JSON, checked again whenever it is read. Nothing is written for a visitor who has none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers, patch_vary_headers

from procurement.forms.own_offer import MOST_YEARS, OwnOfferForm
from procurement.offers import NO_OWN_OFFERS, OwnOffer, OwnOffers, with_distinct_names
from voorzieningen.catalogue import Catalogue, Municipality

SESSION_KEY = "eigen_offertes"
MOST_OFFERS = 10
_ATTRIBUTE = "has_own_offers"  # of a request that was answered with own offers


@dataclass
class Stored:
    """One offer as it stands in the session: its number, whether it is counted, and the fields of the form as they were typed."""

    key: int
    counted: bool
    fields: dict[str, str]

    def form(self, catalogue: Catalogue, municipalities: tuple[Municipality, ...], years: int | None = None) -> OwnOfferForm:
        """The form with what was typed. Without `years` it has as many contract years as were filled in: reading is quicker then."""
        numbers = [name.rpartition("_")[2] for name in self.fields]
        last = max((int(number) for number in numbers if number.isdecimal() and len(number) <= 2), default=1)
        return OwnOfferForm(self.fields, catalogue=catalogue, municipalities=municipalities, years=years or min(last, MOST_YEARS))

    def offer(self, catalogue: Catalogue, municipalities: tuple[Municipality, ...]) -> OwnOffer | None:
        """The offer, or None when this catalogue cannot take it."""
        form = self.form(catalogue, municipalities)
        return form.offer(self.key, is_counted=self.counted) if form.is_valid() and set(self.fields) <= set(form.fields) else None


@dataclass
class OwnSession:
    """All that the session keeps. `deleted` is the last one that was deleted, with its place in the list, so that it can be brought back."""

    stored: list[Stored] = field(default_factory=list)
    next_key: int = 1
    deleted: tuple[int, Stored] | None = None
    said: str = ""  # what was done last, one of the codes of the page

    def find(self, key: int) -> Stored | None:
        return next((item for item in self.stored if item.key == key), None)

    def add(self, fields: dict[str, str]) -> Stored:
        new = Stored(self.next_key, True, fields)
        self.stored.append(new)
        self.next_key += 1
        return new

    def delete(self, item: Stored) -> None:
        self.deleted = (self.stored.index(item), item)
        self.stored.remove(item)

    def bring_back(self) -> None:
        if self.deleted is not None and len(self.stored) < MOST_OFFERS:
            place, item = self.deleted
            self.stored.insert(place, item)
            self.deleted = None

    def save(self, request: HttpRequest) -> None:
        """Write it to the session, which then ends when the browser is closed."""
        deleted = self.deleted and [self.deleted[0], _plain(self.deleted[1])]
        request.session[SESSION_KEY] = {
            "next": self.next_key,
            "offers": [_plain(item) for item in self.stored],
            "deleted": deleted,
            "said": self.said,
        }
        request.session.set_expiry(0)

    @staticmethod
    def forget(request: HttpRequest) -> None:
        """Nothing is left of own offers; a session with nothing else in it ends."""
        request.session.pop(SESSION_KEY, None)
        request.session.pop("_session_expiry", None)
        if not request.session.keys():
            request.session.flush()


def _plain(item: Stored) -> dict[str, Any]:
    return {"key": item.key, "counted": item.counted, "fields": item.fields}


def load(request: HttpRequest) -> tuple[OwnSession, int]:
    """What the session keeps, and how many parts of it could not be read. A session without own offers is not touched."""
    # A request from outside the middleware (a command) has no session, and so no own offers.
    value = getattr(request, "session", {}).get(SESSION_KEY)
    if value is None:
        return OwnSession(), 0
    if not isinstance(value, dict) or not isinstance(value.get("offers"), list):
        return OwnSession(), 1
    found = [_stored(item) for item in value["offers"]]
    stored: dict[int, Stored] = {}
    for item in found:
        if item is not None and len(stored) < MOST_OFFERS:
            stored.setdefault(item.key, item)
    deleted = _deleted(value.get("deleted"), stored)
    highest = max([0, *stored, *([deleted[1].key] if deleted else [])])
    given = value.get("next")
    next_key = given if isinstance(given, int) and highest < given < 10**6 else highest + 1
    said = value.get("said")
    return OwnSession(list(stored.values()), next_key, deleted, said if isinstance(said, str) else ""), len(found) - len(stored)


def _stored(value: Any) -> Stored | None:
    """One stored offer, or None when it does not have the right form."""
    if not isinstance(value, dict):
        return None
    key, counted, fields = value.get("key"), value.get("counted"), value.get("fields")
    if type(key) is not int or not 0 < key < 10**6 or not isinstance(counted, bool) or not isinstance(fields, dict):
        return None
    if not all(isinstance(name, str) and isinstance(text, str) for name, text in fields.items()):
        return None
    return Stored(key, counted, fields)


def _deleted(value: Any, stored: dict[int, Stored]) -> tuple[int, Stored] | None:
    if not isinstance(value, list) or len(value) != 2 or type(value[0]) is not int or not 0 <= value[0] <= MOST_OFFERS:
        return None
    item = _stored(value[1])
    return None if item is None or item.key in stored else (value[0], item)


def own_offers_of(request: HttpRequest, catalogue: Catalogue, municipalities: tuple[Municipality, ...]) -> OwnOffers:
    """The own offers of this session that this catalogue can take; with any, the answer is kept out of caches. No query without a session."""
    session, lost = load(request)
    if not session.stored and not lost:
        return NO_OWN_OFFERS
    setattr(request, _ATTRIBUTE, True)
    offers = [item.offer(catalogue, municipalities) for item in session.stored]
    return OwnOffers(with_distinct_names(offer for offer in offers if offer is not None), lost + offers.count(None))


# --- no cache keeps what was made with own offers --------------------------------------------------------------------------------------------------


class PrivateAnswers:
    """Middleware: no cache keeps an answer that was made with own offers, whatever view or file gave it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        return private(response) if getattr(request, _ATTRIBUTE, False) else response


def private(response: HttpResponse) -> HttpResponse:
    add_never_cache_headers(response)
    patch_vary_headers(response, ["Cookie"])
    return response
