"""The four ways in which a municipality can arrange this support, each with questions that help to choose. Nothing here chooses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from procurement.advice.contract.threshold import Rule


@dataclass(frozen=True, slots=True)
class Instrument:
    """One way, what it is, and what to ask oneself."""

    name: str
    meaning: str
    questions: tuple[str, ...]


INSTRUMENTS = (
    Instrument(
        "Subsidie",
        "De gemeente draagt bij aan wat een aanbieder zelf wil doen. Zij koopt niets.",
        (
            "Komt het plan van de aanbieder, of vraagt de gemeente erom?",
            "Kan de gemeente naleving afdwingen? Dan lijkt het meer op een opdracht, ook als het subsidie heet.",
            "Staat de grondslag in de subsidieverordening, en geldt er een plafond?",
            "Is er minder geld dan aanvragen? Dan moet iedereen gelijke kans krijgen.",
            "Duurt de subsidie drie jaar of langer? Dan hoort bij stoppen een redelijke termijn (Awb 4:51).",
        ),
    ),
    Instrument(
        "Overheidsopdracht",
        "De gemeente koopt een dienst, betaalt daarvoor en kan de levering afdwingen.",
        (
            "Hoe hoog is de raming over de hele looptijd, met verlengingen en zonder btw?",
            "Zijn er soortgelijke opdrachten die moeten worden opgeteld? Splitsen om onder de drempel te blijven mag niet.",
            "Kunnen meer aanbieders dit, als u beschrijft wat nodig is in plaats van een merknaam te noemen?",
            "Gaat u met één aanbieder in gesprek? Schrijf dan op waarom.",
        ),
    ),
    Instrument(
        "Open house",
        "Elke aanbieder die aan de voorwaarden voldoet, mag meedoen. Niet de gemeente kiest, maar het gezin.",
        (
            "Wilt u dat gezinnen kiezen uit alle aanbieders die voldoen?",
            "Kunnen aanbieders de hele looptijd instappen, met dezelfde voorwaarden en prijs voor iedereen?",
            "Zijn er genoeg gezinnen om de vaste kosten van meer aanbieders te dragen?",
        ),
    ),
    Instrument(
        "Zelf doen (inbesteden)",
        "De gemeente doet het met eigen mensen, of met een organisatie die zij beheerst.",
        (
            "Wie kan coördinator zijn: iemand van de gemeente, of van een organisatie waar de gemeente over beslist?",
            "Werkt die organisatie voor meer dan 80% voor de gemeente, en zit er geen privaat geld in?",
            "Is voor de werkwijze een licentie nodig? Die koopt u dan nog wel.",
        ),
    ),
)

FAIR_PRICE = Rule(
    text=(
        "Sinds 1 juli 2024 moet een prijs voor jeugdhulp en preventie passen bij de kosten: beroepskrachten, andere kosten voor het gezin, "
        "overhead en indexering. Het besluit noemt ook gesubsidieerde aanbieders. Of het hier geldt, vraagt u aan een jurist."
    ),
    source="Besluit Jeugdwet, artikel 2.3 (Staatsblad 2024, 69)",
    url="https://zoek.officielebekendmakingen.nl/stb-2024-69.html",
    checked_on=date(2026, 11, 22),
)
