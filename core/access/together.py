"""Several questions of one page in one statement. [perf gate 10]

Each question is an ordinary, unevaluated queryset; afterwards it holds its answer as if it had been asked alone.
Row security sees every table as always: the SQL is the ORM's own, only the way to and fro is shared.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import BinaryField, Field, JSONField, QuerySet

DATES: dict[str, Any] = {
    "DateTimeField": datetime.fromisoformat,
    "DateField": date.fromisoformat,
    "TimeField": time.fromisoformat,
}
ROWS = "(SELECT coalesce(json_agg(q), '[]') FROM ({sql}) q)::text"
COUNT = "(SELECT count(*) FROM ({sql}) q)"
Compiled = tuple[Any, str, tuple]


def together(*questions: QuerySet, counting: Sequence[QuerySet] = ()) -> list[int]:
    """Ask all of it in one statement; how many rows each of `counting` has.

    A question that is known already, or can have no rows, costs nothing. For pages of rows, not for tables: an answer
    is read whole.
    """
    asked = [(one, _compiled(one)) for one in questions if one._result_cache is None]
    for one, compiled in asked:
        if compiled is None:
            one._result_cache = []
    going = [(one, compiled) for one, compiled in asked if compiled is not None]
    counts = [_compiled(_countable(one)) for one in counting]
    known = [compiled for compiled in counts if compiled is not None]
    if not going and not known:
        return [0 for _count in counts]
    parts = [ROWS.format(sql=sql) for _one, (_compiler, sql, _params) in going]
    parts += [COUNT.format(sql=sql) for _compiler, sql, _params in known]
    given = [value for _compiler, _sql, params in (*(compiled for _one, compiled in going), *known) for value in params]
    answers = _execute(parts, given, next(iter((*questions, *counting))).db)
    for (one, (compiler, _sql, _params)), answer in zip(going, answers, strict=False):
        one._result_cache = _rows(one, compiler, json.loads(answer))
    numbers = iter(answers[len(going) :])
    return [next(numbers) if compiled else 0 for compiled in counts]


def _countable(question: QuerySet) -> QuerySet:
    """As few columns as can be counted: a cut or grouped question has to stay as it is."""
    whole = question.query.is_sliced or question.query.group_by or question.query.distinct
    return question if whole else question.order_by().values("pk")


def _compiled(question: QuerySet) -> Compiled | None:
    """The ORM's own SQL with a name for every column; None where it can have no rows."""
    compiler: Any = question.query.get_compiler(using=question.db)
    try:
        sql, params = compiler.as_sql(with_col_aliases=True)
    except EmptyResultSet:
        return None
    return compiler, sql, params


def _execute(parts: list[str], params: list, using: str) -> tuple:
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(parts), params)
        return cursor.fetchone()


def _rows(question: QuerySet, compiler: Any, answer: list[dict]) -> list:
    """What the queryset would have made of the rows itself: objects, dicts or tuples."""
    columns = [(alias, column.output_field) for column, _sql, alias in compiler.select]
    rows = [[_value(field, row[alias]) for alias, field in columns] for row in answer]
    compiler.execute_sql = lambda *args, **kwargs: [rows]
    probe: Any = question._chain()  # type: ignore[attr-defined]
    probe.query.get_compiler = lambda *args, **kwargs: compiler
    return list(probe._iterable_class(probe))


def _value(field: Field, value: Any) -> Any:
    """From JSON to what the driver would have given."""
    if value is None:
        return None
    if isinstance(field, JSONField):
        return json.dumps(value)  # the field's own converter reads it
    if isinstance(field, ArrayField):
        return [_value(field.base_field, one) for one in value]
    if isinstance(field, BinaryField):
        return bytes.fromhex(value.removeprefix("\\x"))
    if made := DATES.get(field.get_internal_type()):
        return made(value)
    return field.to_python(value)


def hand_out(children: QuerySet, parents: Iterable[Any], *, by: str, to: str) -> None:
    """Put each child where its parent's prefetched `to` is looked for; `by` is the child's key to the parent.

    What prefetch_related does after a statement of its own, with rows that were asked for together.
    """
    found: dict[Any, list] = defaultdict(list)
    for child in children:
        found[getattr(child, f"{by}_id")].append(child)
    for parent in parents:
        rows = getattr(parent, to).all()
        rows._result_cache = found[parent.pk]
        for child in rows._result_cache:
            setattr(child, by, parent)
        parent.__dict__.setdefault("_prefetched_objects_cache", {})[to] = rows


class Asks:
    """Said by a provider before it answers: what it will read."""

    def __init__(self, *questions: QuerySet) -> None:
        self.questions = questions


def side_by_side(*providers: Iterable[Any]) -> list[list[Any]]:
    """What each provider gives; they go on together, so that what all ask in a step is one statement.

    A provider is a generator that says `yield Asks(rows, …)` and goes on when the answers stand in its querysets. One
    that says nothing asks for itself.
    """
    given: list[list[Any]] = [[] for _provider in providers]
    going = [(iter(provider), kept) for provider, kept in zip(providers, given, strict=True)]
    while going:
        asked = [(step, kept, _until_asking(step, kept)) for step, kept in going]
        together(*(question for _step, _kept, asks in asked if asks for question in asks.questions))
        going = [(step, kept) for step, kept, asks in asked if asks]
    return given


def by_name(**providers: Iterable[Any]) -> dict[str, Any]:
    """Side by side, of providers that each give one thing or nothing: what it gave, else None, under its name."""
    return {
        name: next(iter(given), None) for name, given in zip(providers, side_by_side(*providers.values()), strict=True)
    }


def _until_asking(step: Iterator[Any], kept: list[Any]) -> Asks | None:
    for one in step:
        if isinstance(one, Asks):
            return one
        kept.append(one)
    return None
