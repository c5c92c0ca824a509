"""How often one visitor may ask for what costs much or can be guessed at: the table, each limit with its reason. Who counts is config/rates.py.

Reading pages has no limit: a whole town hall may stand behind one address.
"""

from __future__ import annotations

from dataclasses import dataclass

MINUTE = 60
QUARTER = 15 * MINUTE
HOUR = 60 * MINUTE


@dataclass(frozen=True, slots=True)
class Limit:
    """So many requests in `seconds`: for one person who is signed in, or for all that come from one address and are not.

    `addresses` are the names of the addresses that count together; "*": every other address. `writing` alone: only requests that send something.
    `parameter`: only requests with this parameter in their address. `what` completes "U kunt even niet ...".
    """

    what: str
    reason: str
    addresses: tuple[str, ...]
    person: int
    address: int
    seconds: int
    writing: bool = False
    parameter: str = ""


LIMITS: dict[str, Limit] = {
    "sign_in": Limit(
        "inloggen",
        "axes stops who guesses at one name; this stops who tries one password on many names. Wide: a town hall signs in at nine o'clock.",
        ("account_login", "mfa_authenticate", "mfa_login_webauthn", "account_reauthenticate", "mfa_reauthenticate"),
        person=60,
        address=200,
        seconds=QUARTER,
        writing=True,
    ),
    "mail": Limit(
        "nog een mail laten versturen",
        "Nobody's mailbox is filled, and the portal's mail server keeps its good name.",
        ("account_reset_password", "accounts:colleagues", "accounts:invitation_resend"),
        person=60,
        address=30,
        seconds=HOUR,
        writing=True,
    ),
    "key": Limit(
        "een sleutel uit een mail gebruiken",
        "The keys cannot be guessed; who tries all the same is not served without end.",
        ("accounts:invitation", "account_signup", "account_reset_password_from_key", "account_confirm_email"),
        person=60,
        address=120,
        seconds=10 * MINUTE,
        writing=True,
    ),
    "code": Limit(
        "een controlecode proberen",
        "A check code is short enough for people to type, so it may not be tried without end.",
        ("procurement:report",),
        person=60,
        address=120,
        seconds=10 * MINUTE,
        parameter="code",
    ),
    "pdf": Limit(
        "een pdf laten maken",
        "A PDF takes seconds of a processor. The waiting page asks again every few seconds, so there is room for that.",
        ("procurement:advice_pdf", "procurement:dossier_advice_pdf", "procurement:dossier_link_pdf"),
        person=200,
        address=600,
        seconds=10 * MINUTE,
    ),
    "document": Limit(
        "een bestand laten maken",
        "A text or spreadsheet takes up to a second of a processor.",
        ("procurement:advice_odt", "procurement:dossier_advice_odt", "procurement:comparison_ods", "procurement:comparison_xlsx"),
        person=100,
        address=300,
        seconds=10 * MINUTE,
    ),
    "check": Limit(
        "een pdf laten controleren",
        "Every check reads a file of up to 50 MB.",
        ("procurement:report_check", "procurement:report"),
        person=60,
        address=120,
        seconds=10 * MINUTE,
        writing=True,
    ),
    "search": Limit(
        "de goedkoopste mix laten zoeken",
        "The search may take seconds of a processor.",
        ("procurement:coverage", "procurement:coverage_json", "procurement:coverage_csv", "procurement:advice", "procurement:comparison"),
        person=120,
        address=300,
        seconds=10 * MINUTE,
        parameter="zoekmix",
    ),
    "import": Limit(
        "een bestand inlezen",
        "Reading a file of the catalogue takes seconds and holds the database.",
        ("admin:*_import", "admin:*_process_import"),
        person=60,
        address=10,
        seconds=10 * MINUTE,
        writing=True,
    ),
    "write": Limit(
        "nog meer versturen",
        "Nobody types this fast; a program that fills the database does.",
        ("*",),
        person=300,
        address=900,
        seconds=5 * MINUTE,
        writing=True,
    ),
}


def limit_of(name: str, is_writing: bool, parameters: frozenset[str], limits: dict[str, Limit]) -> str | None:
    """The first limit of the table that counts a request to the address of this name; None when it is not counted."""
    for code, limit in limits.items():
        if limit.writing and not is_writing:
            continue
        if limit.parameter and limit.parameter not in parameters:
            continue
        if any(_fits(pattern, name) for pattern in limit.addresses):
            return code
    return None


def _fits(pattern: str, name: str) -> bool:
    start, star, end = pattern.partition("*")
    return name == pattern if not star else name.startswith(start) and name.endswith(end)
