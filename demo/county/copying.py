"""Many rows at once into a table by COPY, in the running transaction and role."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from itertools import islice
from typing import Any, TypeVar

from django.db import connection
from django.utils import timezone
from psycopg import sql

Row = TypeVar("Row")
MANY = 5_000


def batches(rows: Iterable[Row], size: int = MANY) -> Iterator[list[Row]]:
    """Lists of at most `size`, in order."""
    source = iter(rows)
    while batch := list(islice(source, size)):
        yield batch


def read(query: str, values: Any) -> Iterator[tuple]:
    """Rows one by one from a cursor of their own on the server."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(query, values)
        while rows := cursor.fetchmany(MANY):
            yield from rows


def write(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """COPY the rows in."""
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    command = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)
    with connection.cursor() as cursor, cursor.cursor.copy(command) as copy:
        for row in rows:
            copy.write_row(row)


def morning(day: date, hour: int = 9) -> datetime:
    """That day's hour by Swedish clocks."""
    return timezone.make_aware(datetime.combine(day, time(hour)))
