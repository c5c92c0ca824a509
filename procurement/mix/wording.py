"""Dutch words that a mix and the tipping points share: lists, and numbers of new matches."""

from __future__ import annotations

from collections.abc import Sequence

from voorzieningen.money import number_nl


def and_words(words: Sequence[str]) -> str:
    """The words as a Dutch list: a, b en c."""
    return " en ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def matches_nl(counts: Sequence[int]) -> str:
    """New matches per contract year: once when every year has the same number, otherwise a number for each."""
    return ", ".join(number_nl(count) for count in (counts[:1] if len(set(counts)) == 1 else counts))


def years_nl(numbers: Sequence[int]) -> str:
    """Contract years, in order, as a Dutch list; three or more in a row as a range: 1, 3 tot en met 5 en 7."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words = [[f"{run[0]} tot en met {run[-1]}"] if len(run) > 2 else [str(number) for number in run] for run in runs]
    return and_words([word for run in words for word in run])
