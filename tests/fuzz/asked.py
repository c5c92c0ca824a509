"""One hostile or odd request, made from a seed and a number alone: the same two always give the same request."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from tests.fuzz import values, wire
from tests.fuzz.places import Place

# How often each role asks; the admin is asked most by who may.
ROLES = {"anoniem": 3, "lezer": 1, "adviseur": 5, "beheerder": 2, "ander": 4, "catalogus": 2}
ROLES_IN_ADMIN = {"anoniem": 1, "adviseur": 1, "catalogus": 20}
POOLS = (values.NUMBERS, values.DAYS, values.TEXTS, values.KNOWN, values.KNOWN)
URLENCODED = "application/x-www-form-urlencoded"
# The fields of the form that a page shows to a role, as a browser would send them back.
Filled = Callable[[Place, str], Sequence[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it goes over the wire. `headers` as WSGI names them; `checks_csrf`: the form key is looked at."""

    number: int
    place: Place
    role: str
    method: str
    path: str
    query: str = ""
    body: bytes = b""
    content_type: str = URLENCODED
    headers: Mapping[str, str] = field(default_factory=dict)
    cookie: str = ""
    checks_csrf: bool = False

    @property
    def reads(self) -> bool:
        return self.method in {"GET", "HEAD", "OPTIONS", "TRACE"}

    def as_curl(self) -> str:
        """A line like one of curl, for who wants to see or repeat it."""
        parts = ["curl", "-X", self.method, f"http://127.0.0.1:8000{self.path}" + (f"?{_cut(self.query)}" if self.query else "")]
        for name, value in self.headers.items():
            parts += ["-H", f"{name.removeprefix('HTTP_').replace('_', '-').title()}: {_cut(value)}"]
        if self.cookie:
            parts += ["-b", _cut(self.cookie)]
        if self.body:
            parts += ["-H", f"Content-Type: {self.content_type}", "--data-binary", _cut(repr(self.body)[2:-1])]
        return f"request {self.number} as {self.role} to {self.place.name}: {shlex.join(parts)}"


def _cut(text: str) -> str:
    return text if len(text) <= 300 else f"{text[:300]}...({len(text)} characters)"


def make_request(seed: int, number: int, places: Sequence[Place], filled: Filled) -> Asked:
    """The request of this number."""
    random = Random(f"{seed}/{number}")
    place = random.choices(places, [place.weight for place in places])[0]
    roles = ROLES_IN_ADMIN if place.path.startswith("/beheer/") else ROLES
    role = random.choices(list(roles), list(roles.values()))[0]
    method = random.choices(["GET", "HEAD", "POST", random.choice(wire.METHODS)], [55, 4, 37, 4])[0]
    body, content_type = _body(random, place, role, filled) if method == "POST" or random.random() < 0.02 else (b"", URLENCODED)
    return Asked(
        number=number,
        place=place,
        role=role,
        method=method,
        path=_path(random, place),
        query=_query(random, place) if method != "POST" or random.random() < 0.2 else "",
        body=body,
        content_type=content_type,
        headers=dict(random.choices(wire.HEADERS, k=random.choice([1, 1, 2, 3]))) if random.random() < 0.12 else {},
        cookie=random.choice(wire.COOKIES) if random.random() < 0.06 else "",
        checks_csrf=random.random() < 0.04,
    )


def _path(random: Random, place: Place) -> str:
    """Mostly the address itself, sometimes with a piece replaced, added, doubled or cut."""
    if random.random() < 0.87:
        return place.path
    pieces, odd = place.path.split("/"), random.choice(wire.PATHS)
    how = random.randrange(5)
    if how == 0:
        pieces[random.randrange(len(pieces))] = odd
    elif how == 1:
        pieces.insert(random.randrange(len(pieces)), odd)
    elif how == 2:
        return place.path.rstrip("/") + random.choice(["", "//", ";", ".json", ".csv", "?", "%20", "/.", "/..", "%2f", odd])
    elif how == 3:
        return place.path[: random.randrange(1, len(place.path) + 1)]
    else:
        pieces[-2 if len(pieces) > 2 else -1] = odd
    path = "/".join(pieces)
    return path if path.startswith("/") else f"/{path}"


def _name(random: Random, place: Place) -> str:
    name = values.encoded(random.choice(place.names)) if place.names and random.random() < 0.93 else random.choice(values.BYTES)
    return name + random.choice(["[]", "[a]", "[0][b]", ".x", "__regex", "%00", "\u00e9".encode().hex(), "-0"]) if random.random() < 0.03 else name


def value(random: Random) -> str:
    """One value, percent-encoded."""
    how = random.random()
    if how < 0.10:
        return random.choice(values.BYTES)
    if how < 0.16:  # two together
        return "".join(values.encoded(random.choice(random.choice(POOLS))[:2000]) for _ in range(2))
    if how < 0.20:
        return values.encoded(",".join(random.choices(values.NUMBERS[:40], k=random.choice([2, 11, 200]))))
    if how < 0.26:
        return values.encoded(f"{random.choice(values.KNOWN)}:{random.choice(random.choice(POOLS))[:300]}")
    return values.encoded(random.choice(random.choice(POOLS)))


def _pairs(random: Random, place: Place, most: int) -> list[str]:
    found = [f"{_name(random, place)}={value(random)}" for _ in range(random.randint(0, most))]
    if found and random.random() < 0.15:  # the same name again
        found += [f"{found[0].partition('=')[0]}={value(random)}" for _ in range(random.choice([1, 2, 101]))]
    return found


def _query(random: Random, place: Place) -> str:
    how = random.random()
    if how < 0.12:
        return ""
    if how < 0.14:  # very many, or very long
        return random.choice(
            ["a=1&" * 1900, "&" * 7900, "a=1&" * 30_000, "x" * 9000, "aanbod=sos&" * 500, "zoek=" + "%CC%81" * 1300, "gezinnen=alle:0-4:1&" * 300]
        )
    found = _pairs(random, place, 4)
    if random.random() < 0.5:  # few columns, so that the answer is made quickly
        found.append("aanbod=steunouder")
    query = "&".join(text if len(text) < 7000 or random.random() < 0.1 else text[:3000] for text in found)
    return query if random.random() < 0.95 else query.replace("&", random.choice([";", "&&", "&=&", "&&amp;"]))


def _body(random: Random, place: Place, role: str, filled: Filled) -> tuple[bytes, str]:
    how = random.random()
    if how < 0.12:
        return random.choice(wire.BODIES), random.choice(
            [*wire.CONTENT_TYPES, "multipart/form-data; boundary=x", "multipart/form-data; boundary=x", URLENCODED]
        )
    if how < 0.15:
        return b"&".join(b"a%d=1" % number for number in range(random.choice([999, 1001, 5000]))), URLENCODED
    pairs = [(values.encoded(name), values.encoded(text)) for name, text in filled(place, role)]
    if pairs and how < 0.75:  # what a browser would send, with a few things wrong
        for _ in range(random.choice([0, 1, 1, 2, 3])):
            at = random.randrange(len(pairs))
            name, _ = pairs[at]
            if random.random() < 0.1:
                del pairs[at]
            else:
                pairs[at] = (name, value(random))
            if not pairs:
                break
        extra = _pairs(random, place, 1)
    else:
        pairs, extra = [], _pairs(random, place, 8)
    text = "&".join([*(f"{name}={found}" for name, found in pairs), *extra])
    if random.random() < 0.06:
        text += (
            "&form-TOTAL_FORMS="
            + random.choice(["-1", "1001", "99999999999", "x", "", "1e9"])
            + "&form-INITIAL_FORMS="
            + random.choice(["-5", "2", "x"])
        )
    return text.encode(), URLENCODED if random.random() < 0.95 else random.choice(wire.CONTENT_TYPES)
