"""What each part of the child level adds to the matrix's world: its objects, its marks, and who meets them.

A part is a module with
    make(world) -> dict[str, object]    the object of each of its kinds, by the route table's name, made in the world
    REACHES: dict[str, Callable]        kind → (who, phase) -> bool: any answer but 404
    MARKS: dict[str, Callable]          a mark of its own in each hidden text → (who, phase) -> bool: may be met
written from security.md by hand, as `oracle` is.
"""

from types import ModuleType

from tests.access.more import (
    children,
    disclosures,
    extracts,
    files,
    needs,
    placements,
    plans,
    retention,
    surveys,
    transfers,
)

PARTS: tuple[ModuleType, ...] = (
    plans,
    disclosures,
    files,
    placements,
    children,
    needs,
    surveys,
    retention,
    extracts,
    transfers,
)


def kinds() -> set[str]:
    return {kind for part in PARTS for kind in part.REACHES}


def make(world) -> dict[str, object]:
    return {kind: found for part in PARTS for kind, found in part.make(world).items()}


def may_reach(kind: str, who: str, phase: str) -> bool | None:
    """None where no part knows the kind."""
    return next((part.REACHES[kind](who, phase) for part in PARTS if kind in part.REACHES), None)


def leaks(body: str, who: str, phase: str) -> list[str]:
    """The marks in an answer that this person may not meet."""
    return [
        mark for part in PARTS for mark, meets in part.MARKS.items() if mark in body and not (who and meets(who, phase))
    ]
