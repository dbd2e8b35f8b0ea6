"""A text that several write together: saved over the version its writer saw, or not at all. [F81, security 10]"""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from core import clock
from core.errors import EditedByAnother


def write_over(
    row: Any, text: str, *, seen: int, by: UUID | None, guard: Callable[..., None] | None = None, field: str = "text"
) -> datetime | None:
    """Save the locked row's text over version `seen`, and say when; None where it stands so already.

    Raises EditedByAnother when somebody saved in between, and what `guard` refuses the text with.
    """
    if getattr(row, field) == text:
        return None
    if row.version != seen:
        raise EditedByAnother(row)
    if guard:
        guard(text, field="text")  # what the writer's form calls it
    setattr(row, field, text)
    row.version, row.saved_by_id, row.saved_at = row.version + 1, by, clock.now()
    row.save(update_fields=[field, "version", "saved_by", "saved_at"])
    return row.saved_at
