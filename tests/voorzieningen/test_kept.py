"""What is kept of a pure function: told apart by which object it was made of, never more than so many."""

from __future__ import annotations

from itertools import count

from voorzieningen.kept import kept_by_identity


class Thing:
    """Equal to every other, as two readings of one catalogue are."""

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = None


def counted(most: int):
    calls: list[tuple[object, ...]] = []

    @kept_by_identity(most=most)
    def work(thing: Thing, text: str) -> int:
        """Counts."""
        calls.append((thing, text))
        return len(calls)

    return work, calls


def test_same_object_and_text_give_the_same_answer_without_asking_again() -> None:
    work, calls = counted(most=8)
    thing = Thing()
    assert [work(thing, "a"), work(thing, "a"), work(thing, "a" + "")] == [1, 1, 1]
    assert len(calls) == 1
    assert work.__doc__ == "Counts."


def test_equal_object_or_other_text_is_asked_anew() -> None:
    work, _ = counted(most=8)
    first, second = Thing(), Thing()
    assert [work(first, "a"), work(second, "a"), work(first, "b"), work(first, "a")] == [1, 2, 3, 1]


def test_no_more_is_kept_than_was_said() -> None:
    work, calls = counted(most=2)
    things = [Thing() for _ in range(3)]
    for thing in things:
        work(thing, "a")
    work(things[0], "a")
    assert len(calls) == 4


def test_object_that_is_gone_is_never_taken_for_another() -> None:
    """The next object often comes where the last one was in memory."""
    number = count(1)

    @kept_by_identity(most=1_000)
    def work(thing: Thing) -> int:
        return next(number)

    assert [work(Thing()) for _ in range(500)] == list(range(1, 501))


def test_none_as_an_answer_is_kept_as_well() -> None:
    calls = []

    @kept_by_identity(most=2)
    def nothing(thing: Thing) -> None:
        calls.append(thing)

    thing = Thing()
    nothing(thing)
    nothing(thing)
    assert len(calls) == 1
