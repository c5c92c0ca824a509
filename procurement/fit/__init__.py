"""Does an offering fit the task: per criterion an answer with its reason in Dutch. Pure; no scores, no order of merit.

An unknown never removes an offering, it is to be asked.
"""

from procurement.fit.answered import Answered
from procurement.fit.answers import Answer, Nuance, OfferingFit, Verdict
from procurement.fit.choices import Choice
from procurement.fit.evaluation import choices, evaluate
from procurement.fit.index import FitIndex
from procurement.fit.search import search_words
from procurement.fit.task import Task

__all__ = ["Answer", "Answered", "Choice", "FitIndex", "Nuance", "OfferingFit", "Task", "Verdict", "choices", "evaluate", "search_words"]
