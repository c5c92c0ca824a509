"""Drafts of the arguments and the caveats, numbered per decision point as Dutch municipalities do: 1.1, 1.2, 2.1."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from procurement.advice.drafts.material import Material, counted, listed
from procurement.advice.drafts.points import DecisionPoint, PointTexts, divide
from procurement.advice.model import Caveat, Point
from procurement.coverage import Together
from procurement.texts import plain
from voorzieningen.money import number_nl


def write_arguments(material: Material, points: tuple[DecisionPoint, ...]) -> str:
    """What speaks for each decision, from the data alone; of each offering what the sources name, never which one is better."""
    divided = divide(points, _arguments(material))
    return _paragraphs(divided, "In de gegevens staat hiervoor geen argument. Vul het aan.")


def _arguments(material: Material) -> Iterator[tuple[Point, str]]:
    sheet = material.sheet
    yield (
        Point.KNOW,
        f"Voor elk aanbod is dezelfde vraag doorgerekend: {plain(sheet.question.matches_in_words)} nieuwe koppelingen per jaar, {material.years}.",
    )
    yield from _coverage(material)
    yield from ((finding.point, plain(finding.text)) for finding in material.advice.findings if finding.point is Point.KNOW)
    yield from _questions(material)
    yield from _choices(material)


def _choices(material: Material) -> Iterator[tuple[Point, str]]:
    """What depends on an answer, and what the sources name in favour of each offering; the short form has both elsewhere."""
    if material.edition.is_short:
        place = material.refer("afweging", " in ", "") or " in de volledige vorm van dit rapport"
        yield Point.CHOOSE, f"Wat volgens de bronnen voor elk aanbod spreekt, staat{place}."
        return
    yield from ((finding.point, plain(finding.text)) for finding in material.advice.findings if finding.point is Point.ASK)
    for name, arguments in material.advice.arguments:
        if arguments:
            yield Point.CHOOSE, f"Voor {plain(name)} spreekt volgens de bronnen: {'; '.join(plain(argument.brief) for argument in arguments)}."


def _coverage(material: Material) -> Iterator[tuple[Point, str]]:
    if material.sheet.coverage is None:
        return
    rows = material.sheet.coverage.groups.rows
    covered = number_nl(sum(row.together is Together.COVERED for row in rows))
    yield (
        Point.KNOW,
        f"Van de {number_nl(len(rows))} doelgroepen van de lijst noemen de bronnen er bij het gekozen aanbod {covered} met zoveel woorden.",
    )


def _questions(material: Material) -> Iterator[tuple[Point, str]]:
    providers = [provider for provider in material.advice.questions if provider.questions]
    questions = [question for provider in providers for question in provider.questions]
    if questions:
        money = sum(question.changes_money for question in questions)
        asked = counted(len(questions), "vraag", "vragen")
        yield (
            Point.ASK,
            f"De bronnen laten {asked} open, over {listed([provider.offering for provider in providers])}. "
            f"Het antwoord op {number_nl(money)} daarvan kan bedragen veranderen.",
        )


def write_caveats(material: Material, points: tuple[DecisionPoint, ...]) -> str:
    """What stands against each decision or makes it uncertain, each with a measure; in the short form the most important ones."""
    caveats = material.advice.caveats[: material.most_caveats]
    divided = divide(points, _caveats(caveats))
    left = len(material.advice.caveats) - len(caveats)
    more = f"\n\nDit zijn de {len(caveats)} belangrijkste. De volledige vorm van dit rapport noemt er nog {left}." if left else ""
    return _paragraphs(divided, "In de gegevens staat hierbij geen kanttekening.") + more


def _caveats(caveats: Iterable[Caveat]) -> Iterator[tuple[Point, str]]:
    for caveat in caveats:
        money = " Dit verandert bedragen." if caveat.changes_money else ""
        yield caveat.point, f"{plain(caveat.title)} ({listed(caveat.offerings)}).{money} *Maatregel:* {plain(caveat.measure)}"


def _paragraphs(divided: tuple[PointTexts, ...], nothing: str) -> str:
    return "\n\n".join(line for item in divided for line in (_title(item.point), *(item.numbered or (nothing,))))


def _title(point: DecisionPoint) -> str:
    return f"**Bij besluit {point.number}: {plain(point.title)}**" if point.text else f"**Bij besluit {point.number}**"
