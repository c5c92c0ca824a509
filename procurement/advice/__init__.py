"""The advice as data: findings, arguments, caveats with a measure, and questions to providers; no templates, no winner, no score."""

from procurement.advice.model import Advice, Argument, Caveat, Detail, Finding, Point, ProviderQuestion, ProviderQuestions
from procurement.advice.writing import write_advice

__all__ = ["Advice", "Argument", "Caveat", "Detail", "Finding", "Point", "ProviderQuestion", "ProviderQuestions", "write_advice"]
