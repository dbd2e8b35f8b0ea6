"""What one statement per source answers beside its counts: which set of rows, and how many days they took."""

import hashlib
from collections.abc import Iterable
from datetime import timedelta

from django.contrib.postgres.aggregates import ArrayAgg, StringAgg
from django.db.models import CharField, Func, Q, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast


def row_set_hash(condition: Q, key: str) -> Func:
    """The hash of the keys of the rows that hold, in order: the same rows give the same, and no row can be read out."""
    keys = StringAgg(Cast(key, TextField()), ",", order_by=key, filter=condition, default=Value(""))
    hashed = Func(Func(keys, Value("UTF8"), function="convert_to"), function="sha256")
    return Func(hashed, Value("hex"), function="encode", output_field=CharField())


def joined_hash(parts: Iterable[tuple[str, str]]) -> str:
    """One hash of the hashes of the groups, by name."""
    lines = "\n".join(f"{name}:{found}" for name, found in sorted(parts))
    return hashlib.sha256(lines.encode()).hexdigest()


def day_counts(first: Combinable, last: Combinable, condition: Q) -> ArrayAgg:
    """How many days each row took, without the rows."""
    return ArrayAgg(last - first, filter=condition, default=Value([]))


def median_and_longest(spans: Iterable[timedelta]) -> dict[str, float]:
    """In days; empty for no rows."""
    days = sorted(span.days for span in spans)
    if not days:
        return {}
    middle = len(days) // 2
    median = days[middle] if len(days) % 2 else (days[middle - 1] + days[middle]) / 2
    return {"median": median, "longest": days[-1]}
