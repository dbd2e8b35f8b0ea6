"""What a migration may do while the portal runs: forward without loss, back again, without locking people out.

Old web processes serve while the new migration runs, and a release may be taken back. A migration that must take
something away says why in an attribute `taken_away`, one that must hold a standing table's lock in `holds_lock`, so
that it is read before it is merged. [style: Words]
"""

import re
from collections.abc import Iterable, Iterator

from django.db.migrations import Migration
from django.db.migrations import operations as ops
from django.db.migrations.operations.base import Operation

NAME = re.compile(r"\d{4}_(?!auto_|alter_|remove_.*_and_)[a-z][a-z0-9_]*")
# Statements of plain SQL that empty or take away what stands.
TAKES = re.compile(r"^\s*(?:DROP\s+TABLE|TRUNCATE|ALTER\s+TABLE\s+\S+\s+(?:DROP\s+COLUMN|RENAME))\b", re.I | re.M)
DATA = re.compile(r"^\s*(?:INSERT|UPDATE|DELETE|COPY)\b", re.I)
TAKING = (ops.DeleteModel, ops.RemoveField, ops.RenameField, ops.RenameModel, ops.AlterModelTable)
LOCKING = (ops.AddIndex, ops.AddConstraint)


def faults(migration: Migration) -> list[str]:
    """What is wrong with one migration, a sentence each; empty when it may be merged."""
    every = list(_flat(migration.operations))
    made = {one.name.lower() for one in every if isinstance(one, ops.CreateModel)}
    found = [*_name(migration), *_way_back(every), *_one_kind(every)]
    if not getattr(migration, "taken_away", ""):
        found += [f"takes something away without saying why (taken_away): {_said(one)}" for one in every if _takes(one)]
    if not getattr(migration, "holds_lock", ""):
        found += [f"locks a table that stands (holds_lock): {_said(one)}" for one in every if _locks(one, made)]
    return found + [f"standing rows have no value: {_said(one)}" for one in every if _lacks_value(one, made)]


def _flat(operations: Iterable[Operation]) -> Iterator[Operation]:
    """What reaches the database, with what lies inside."""
    for one in operations:
        if isinstance(one, ops.SeparateDatabaseAndState):
            yield from _flat(one.database_operations)
        else:
            yield one


def _name(migration: Migration) -> list[str]:
    return [] if NAME.fullmatch(migration.name) else ["is not named for what it is about"]


def _way_back(every: list[Operation]) -> list[str]:
    return [f"has no way back: {_said(one)}" for one in every if not one.reversible]


def _one_kind(every: list[Operation]) -> list[str]:
    """Data changes wait for nobody's lock, schema changes for everybody's: never both in one transaction."""
    data = [one for one in every if _is_data(one)]
    return ["changes data and schema at once"] if data and len(data) < len(every) else []


def _is_data(one: Operation) -> bool:
    return isinstance(one, ops.RunPython) or (isinstance(one, ops.RunSQL) and any(map(DATA.match, _statements(one))))


def _statements(one: ops.RunSQL) -> list[str]:
    given = one.sql
    if isinstance(given, str):
        return [given]
    return [part if isinstance(part, str) else part[0] for part in given]


def _takes(one: Operation) -> bool:
    if isinstance(one, ops.RunSQL):
        return any(map(TAKES.search, _statements(one)))
    return isinstance(one, TAKING)


def _locks(one: Operation, made: set[str]) -> bool:
    """An index or constraint is built under a lock, unless its table is made by the same migration."""
    return isinstance(one, LOCKING) and one.model_name.lower() not in made


def _lacks_value(one: Operation, made: set[str]) -> bool:
    if not isinstance(one, ops.AddField) or one.model_name.lower() in made:
        return False
    return not (one.field.null or one.field.many_to_many or one.field.has_default() or one.field.has_db_default())


def _said(one: Operation) -> str:
    return one.describe()
