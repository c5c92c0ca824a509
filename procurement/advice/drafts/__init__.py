"""The drafts of a report's own texts: plain Dutch in Markdown, written from the data alone; an adviser edits them, nothing here decides."""

from __future__ import annotations

from procurement.advice.drafts.contract import write_contract
from procurement.advice.drafts.material import Material
from procurement.advice.drafts.opening import write_decision, write_effect, write_occasion, write_summary
from procurement.advice.drafts.points import find_points
from procurement.advice.drafts.questions import write_first_questions
from procurement.advice.drafts.reasons import write_arguments, write_caveats
from procurement.advice.drafts.weighing import write_planning, write_weighing
from procurement.advice.edition import Edition
from procurement.advice.model import Advice
from procurement.advice.parts import PARTS
from procurement.sheet import Sheet


def write_drafts(sheet: Sheet, advice: Advice, edition: Edition | None = None) -> dict[str, str]:
    """A draft in Markdown for every text code of procurement.advice.parts.TEXTS.

    With an edition the drafts follow it: they number by its own decision points, name only parts that it has, and are shorter in the short form.
    """
    material = Material(sheet, advice, edition or Edition())
    decision = write_decision(material)
    points = find_points(material.edition.texts.get("besluit", decision))
    return {
        "samenvatting": write_summary(material),
        "besluit": decision,
        "aanleiding": write_occasion(material),
        "effect": write_effect(material),
        "contractvorm": write_contract(material),
        "argumenten": write_arguments(material, points),
        "kanttekeningen": write_caveats(material, points),
        "afweging": write_weighing(material),
        "planning": write_planning(material),
        # Of the other remarks nothing can be known: they are empty until somebody writes one.
        **{part.remark: "" for part in PARTS if part.remark},
        "toelichting-vragen": write_first_questions(material),
    }
