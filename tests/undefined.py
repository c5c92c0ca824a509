"""Makes an undefined variable in one of our own templates fail the test; other people's templates keep Django's forgiving behaviour."""

import inspect
from pathlib import Path

from django.template.base import Node

PROJECT = Path(__file__).resolve().parent.parent
OURS = tuple(str(PROJECT / folder) + "/" for folder in ("templates", "procurement", "voorzieningen"))


class UndefinedVariableError(Exception):
    """A template used a variable that its view did not pass."""


def current_template() -> str:
    """The file of the node that is being rendered, found on the stack: the engine itself does not tell."""
    frame = inspect.currentframe()
    while frame is not None:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and getattr(node, "origin", None) is not None:
            return str(node.origin.name)
        frame = frame.f_back
    return ""


class UndefinedVariable(str):
    """An empty text; but Django asks first whether it is true, then whether it holds a %s, and then fills in the variable's name."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return current_template().startswith(OURS)

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __mod__(self, variable: object) -> str:
        raise UndefinedVariableError(f"{variable} in {current_template()}")
