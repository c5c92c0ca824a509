"""The terms of the report in our own words, for readers who do not know the field; a report lists only those that it uses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class GlossaryTerm:
    """A term with what it means here. `also` are other words for it, or other forms, that a text may use."""

    name: str
    meaning: str
    also: tuple[str, ...] = ()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        words = "|".join(re.escape(word) for word in (self.name, *self.also))
        return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


GLOSSARY = (
    GlossaryTerm(
        "aanname", "Een waarde die niemand heeft bevestigd, en waarmee toch is gerekend. Zij staat altijd als aanname vermeld.", ("aannames",)
    ),
    GlossaryTerm("afronding", "Welk deel van de koppelingen een module helemaal doorloopt. Alleen van belang als per module wordt betaald."),
    GlossaryTerm("bandbreedte", "Een bedrag met een laagste en een hoogste waarde, omdat de bron geen vast bedrag noemt.", ("laag tot hoog",)),
    GlossaryTerm("betaler", "Wie een onderdeel van de prijs betaalt: de gemeente, de uitvoerder of een fonds.", ("betalers",)),
    GlossaryTerm("bewering", "Iets wat een belanghebbende over zijn eigen resultaten zegt, zonder dat het is aangetoond.", ("beweringen",)),
    GlossaryTerm("contante waarde", "Wat bedragen in latere jaren nu waard zijn, bij een gekozen rente."),
    GlossaryTerm(
        "contractjaar", "Het eerste, tweede of volgende jaar van het contract. Het loopt hier gelijk met een kalenderjaar.", ("contractjaren",)
    ),
    GlossaryTerm("coördinator", "Wie gezinnen en vrijwilligers aan elkaar koppelt en hen begeleidt.", ("coördinatoren",)),
    GlossaryTerm("dekking", "Of er voor een doelgroep of leeftijd een aanbod is dat die met zoveel woorden noemt.", ("gedekt",)),
    GlossaryTerm("doelgroep", "Gezinnen voor wie een aanbod volgens de bron bedoeld is.", ("doelgroepen",)),
    GlossaryTerm("drempel", "Het bedrag waarboven een gemeente in heel Europa moet aanbesteden.", ("drempelbedrag",)),
    GlossaryTerm("indexering", "Afgesproken stijging van de prijs per jaar.", ("indexatie",)),
    GlossaryTerm(
        "informele steun", "Hulp van vrijwilligers of andere gezinnen, naast of in plaats van hulp door beroepskrachten.", ("informele gezinssteun",)
    ),
    GlossaryTerm("integrale kosten", "De kosten van alle betalers samen, dus ook wat een uitvoerder of fonds betaalt."),
    GlossaryTerm("koppeling", "Eén gezin dat steun krijgt van één vrijwilliger of steungezin.", ("koppelingen",)),
    GlossaryTerm(
        "koppelingsjaar", "Eén jaar dat één koppeling loopt. Tien koppelingen van twee jaar zijn twintig koppelingsjaren.", ("koppelingsjaren",)
    ),
    GlossaryTerm("leveringsmodel", "Wie het werk doet: een landelijke organisatie zelf, of een lokale organisatie met een licentie."),
    GlossaryTerm("lezing", "Een manier om een onduidelijke zin in een bron te begrijpen. Elke lezing kan een ander bedrag geven.", ("lezingen",)),
    GlossaryTerm("licentie", "Toestemming om met de werkwijze van een ander te werken, meestal tegen betaling."),
    GlossaryTerm("lijstprijs", "De prijs die een aanbieder voor alle gemeenten noemt.", ("lijstprijzen",)),
    GlossaryTerm("mix", "Meer soorten aanbod naast elkaar, elk met een eigen aantal koppelingen.", ("mixen",)),
    GlossaryTerm("module", "Een deel van de begeleiding dat apart wordt betaald.", ("modules",)),
    GlossaryTerm("offerte", "Een prijs die een aanbieder aan één gemeente heeft aangeboden.", ("offertes",)),
    GlossaryTerm("omslagpunt", "Het aantal koppelingen waarbij twee soorten aanbod even duur zijn.", ("omslagpunten",)),
    GlossaryTerm("opgave", "Voor hoeveel gezinnen, met welke vragen en kinderen van welke leeftijd, de gemeente steun zoekt."),
    GlossaryTerm("overhead", "Kosten die niet bij één gezin horen, zoals huur, bestuur en administratie."),
    GlossaryTerm("peildatum", "De dag waarvan de gegevens zijn."),
    GlossaryTerm("prijspeil", "Het jaar waarvoor een prijs geldt."),
    GlossaryTerm("raming", "Een schatting van de waarde van een opdracht vooraf, over de hele looptijd."),
    GlossaryTerm("screening", "Toets of een vrijwilliger geschikt is."),
    GlossaryTerm("steungezin", "Een gezin dat een ander gezin steunt.", ("steungezinnen",)),
    GlossaryTerm("tegenspraak", "Een punt waarop bronnen iets verschillends zeggen.", ("tegenspraken",)),
    GlossaryTerm("uitloop", "Kosten na het contract, voor koppelingen die dan nog lopen. Zij zitten niet in het totaal."),
    GlossaryTerm("uitvoerder", "De lokale organisatie die het werk doet.", ("uitvoerders",)),
    GlossaryTerm("uurkosten", "Wat een uur van de coördinator kost, met alles erin: loon, lasten en overhead."),
    GlossaryTerm("VOG", "Verklaring omtrent het gedrag: een verklaring van de overheid dat iemands verleden geen bezwaar is voor dit werk."),
    GlossaryTerm("zzp'er", "Iemand die als zelfstandige werkt, zonder personeel en zonder werkgever.", ("zzp’er", "zzp")),
)


def terms_in(text: str) -> tuple[GlossaryTerm, ...]:
    """The terms that a text uses, in alphabetical order."""
    return tuple(term for term in GLOSSARY if term.pattern.search(text))
