"""Keeping what a pure function made of values that never change, for as long as those same values live; what may be kept is for the caller to say."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

Function = TypeVar("Function", bound=Callable[..., object])


def kept_by_identity(most: int) -> Callable[[Function], Function]:
    """Decorates a function of frozen values and texts that has one answer for the same ones: at most `most` answers are kept, then none.

    Values are told apart by which object they are, not by what is in them: comparing a whole offering takes longer than most answers. A catalogue
    that was read anew has new objects, and so new answers. What is kept holds its values, so that no other object can take their place.
    """

    def decorate(function: Function) -> Function:
        answers: dict[tuple[object, ...], tuple[tuple[object, ...], object]] = {}

        @wraps(function)
        def kept(*values: object) -> object:
            key = tuple([value if type(value) is str else id(value) for value in values])
            found = answers.get(key)
            if found is None:
                found = (values, function(*values))
                if len(answers) >= most:
                    answers.clear()
                answers[key] = found
            return found[1]

        return cast(Function, kept)

    return decorate
