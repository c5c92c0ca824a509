"""The draft before the questions to providers: how many there are, and which answers move the totals most."""

from __future__ import annotations

from procurement.advice.ask_first import write_letters
from procurement.advice.drafts.material import Material, counted
from procurement.texts import plain
from voorzieningen.money import euro_nl

MOST_NAMED = 3


def write_first_questions(material: Material) -> str:
    """What to ask first, by what its answer changes of a total; the short form leaves that to the list itself. Empty without a question."""
    letters = write_letters(material.sheet)
    number = sum(len(letter.questions) for letter in letters)
    if not number:
        return ""
    opening = f"De bronnen laten {counted(number, 'vraag', 'vragen')} open, over {counted(len(letters), 'aanbod', 'soorten aanbod')}."
    firsts = [(first.effect, letter.offering, first.text) for letter in letters for first in letter.questions if first.effect is not None]
    if material.edition.is_short or not firsts:
        return opening
    named = sorted(firsts, key=lambda found: -found[0])[:MOST_NAMED]
    lines = "\n".join(f"- **{plain(name)}**: {plain(text)} Het antwoord scheelt tot {euro_nl(effect)} in het totaal." for effect, name, text in named)
    return f"{opening} Deze antwoorden veranderen de bedragen het meest:\n\n{lines}"
