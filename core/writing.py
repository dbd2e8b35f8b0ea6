"""A text that several write together: saved over the version its writer saw, or not at all. [F81, security 10]"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from core import clock
from core.errors import EditedByAnother


def write_over(
    row: Any, text: str, *, seen: int, by: UUID | None, guard: Callable[..., None] | None = None, field: str = "text"
) -> bool:
    """Save the locked row's text over version `seen`; False where it stands so already. `guard` refuses a text.

    Raises EditedByAnother when somebody saved in between, and what the guard raises.
    """
    if getattr(row, field) == text:
        return False
    if row.version != seen:
        raise EditedByAnother(row)
    if guard:
        guard(text, field="text")  # what the writer's form calls it
    setattr(row, field, text)
    row.version, row.saved_by_id, row.saved_at = row.version + 1, by, clock.now()
    row.save(update_fields=[field, "version", "saved_by", "saved_at"])
    return True
