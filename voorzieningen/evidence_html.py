"""What a value rests on, as a <details> that opens without JavaScript. In Python and not in templates, because a page has hundreds of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from urllib.parse import urlencode

from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from voorzieningen import published
from voorzieningen.catalogue import Citation, Contradiction
from voorzieningen.evidence import BADGES as CONTRADICTION_BADGES
from voorzieningen.evidence import Evidence
from voorzieningen.quick_html import format_html, format_html_join
from voorzieningen.said import Said, Topic
from voorzieningen.source_pages import last_page

# The text says it all; the class adds a shape, so that colour is never the only difference.
BADGES = {
    "onbekend": "unknown",
    "niet vermeld": "unknown",
    "ontbreekt in de bronnen": "unknown",
    "bronnen verschillen": "differ",
    "fout in de bron": "differ",
    "mogelijk": "possible",
    "onduidelijk": "possible",
    "op meer manieren te lezen": "possible",
    "prijspeil onbekend": "unknown",
    "aanname": "assumption",
    "afgeleid": "assumption",
    "bewering": "claim",
    "door een derde": "claim",
    "circa": "possible",
    "richtlijn": "possible",
    "bovengrens": "possible",
    "voorlopig": "possible",
    "verandert bedragen": "money",
    "telt niet mee": "info",
}
_EMPTY = SafeString("")


def sources_address(as_of: date | None = None) -> str:
    """Where sources and contradictions are described, up to their anchor: /bronnen/# now, or as the catalogue was at the end of a day.

    When they take more than one page, the address leads to the right one; either form works, whatever the catalogue has become meanwhile.
    """
    page, day = _sources_page(get_script_prefix(), get_urlconf()), urlencode({"peildatum": as_of.isoformat()}) if as_of else ""
    catalogue = published.kept_catalogue(as_of)
    if catalogue is not None and last_page(catalogue) > 1:
        return f"{page}?{day}&bron=" if day else f"{page}?bron="
    return f"{page}?{day}#" if day else f"{page}#"


# A page asks it hundreds of times; the answer depends on nothing else.
@lru_cache(maxsize=16)
def _sources_page(prefix: str, addresses: str | None) -> str:
    return reverse("voorzieningen:sources")


def badge(text: str) -> SafeString:
    """A short label such as "aanname" or "bronnen verschillen", with a shape of its own. A text without a shape gets a plain one."""
    return format_html('<span class="badge badge--{}">{}</span>', BADGES.get(text, "plain"), text)


def sentence(text: str) -> str:
    """The text with a capital, except a web or e-mail address: that is written as it is."""
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    return text if "://" in first or "@" in first else str(capfirst(text))


def citation_html(citation: Citation, sources: str) -> SafeString:
    """Where a fact stands: the decisive words, the source, the place in it, who speaks and when. `sources` is what precedes an anchor."""
    source = citation.source
    return format_html(
        '<span class="citation">{}<a href="{}{}">{}</a>{}; {}, {}</span>',
        format_html('<q class="quote">{}</q>, ', citation.quote) if citation.quote else _EMPTY,
        sources,
        source.slug,
        source.title,
        f", {citation.place}" if citation.place else _EMPTY,
        source.speaker,
        source.dated,
    )


def evidence_html(evidence: Evidence, about: str, sources: str) -> SafeString:
    """The statements and contradictions behind a value. `about` says of what and whom, so that no two summaries sound the same."""
    if not evidence.topics:
        return badge("niet vermeld")
    body = [*(_topic(topic, sources) for topic in evidence.topics), *(_contradiction(item, sources) for item in evidence.contradictions)]
    return format_html(
        '<details class="evidence"><summary>{}<span class="visually-hidden"> over {}</span></summary><div class="evidence__body">{}</div></details>',
        _summary(evidence),
        about,
        _joined(body),
    )


def _summary(evidence: Evidence) -> SafeString | str:
    if evidence.badges:
        return format_html_join(" ", "{}", ((badge(words),) for words in evidence.badges))
    cited = evidence.cited
    if evidence.is_silent:
        return f"gezocht in {len(cited)} {'bron' if len(cited) == 1 else 'bronnen'}"
    return f"bron: {cited[0].code}" if len(cited) == 1 else f"{len(cited)} bronnen"


# The same topics are shown on every visit: kept, they cost a tenth.
@lru_cache(maxsize=4096)
def _topic(topic: Topic, sources: str) -> SafeString:
    label = f"{topic.about}: {topic.label}" if topic.about else sentence(topic.label)
    # A row of the catalogue is its own value: it needs no heading with the same words.
    heading = _EMPTY if label == topic.rivals[0].value else format_html('<p class="evidence__topic">{}</p>', label)
    return format_html('{}<ul class="plain">{}</ul>', heading, _joined(_said(said, sources) for said in topic.rivals))


def _said(said: Said, sources: str) -> SafeString:
    used = format_html(" <b>Deze lezing gebruikt het portaal.</b> {}", said.reason) if said.is_preferred else _EMPTY
    return format_html(
        '<li class="statement{}"><strong>{}</strong> ({}).{} {}{}</li>',
        " statement--preferred" if said.is_preferred else _EMPTY,
        sentence(said.value),
        said.status,
        used,
        citation_html(said.citation, sources),
        format_html(' <span class="quiet">{}</span>', said.note) if said.note else _EMPTY,
    )


@lru_cache(maxsize=256)
def _contradiction(item: Contradiction, sources: str) -> SafeString:
    readings = ((reading.value, citation_html(reading.citation, sources)) for reading in item.readings)
    return format_html(
        '<div class="evidence__contradiction"><p>{} <a href="{}{}">{} {}</a>. {}</p><ul>{}</ul><p><b>Gebruikt:</b> {}. <b>Reden:</b> {}{}</p></div>',
        badge(CONTRADICTION_BADGES[item.kind]),
        sources,
        item.code.lower(),
        item.code,
        item.topic,
        item.message,
        format_html_join("", "<li>{} {}</li>", readings),
        item.preferred,
        item.reason,
        format_html(" <b>Vraag aan de aanbieder:</b> {}", item.question) if item.question else _EMPTY,
    )


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))
