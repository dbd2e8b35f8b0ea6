"""What a kind of rows behind a number is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet


@dataclass(frozen=True)
class Kind:
    """`name` is the model of the log's lines; of cases and what lies under them the case is logged too."""

    name: str
    visible: Callable[..., QuerySet]
    heads: Callable[[], list[str]]
    row: Callable[[Any], dict]
    is_of_cases: bool = True
