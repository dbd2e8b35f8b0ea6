"""What the statements of a page read: each asked again with EXPLAIN ANALYZE, where it is asked. [perf gate 15]

The question is put on the page's own connection, in its transaction, under its signed context and its role, just
before the statement itself; so plan and rows are those of the person who looks. What a definer function reads within
is not in the plan that calls it: `inside` asks that on its own.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

READS = re.compile(r"\s*(SELECT|WITH)\b", re.IGNORECASE)
ACTS = re.compile(r"audit_append|set_config|\bINSERT\b|\bUPDATE\b|\bDELETE\b|pg_advisory")
EXPLAIN = "EXPLAIN (ANALYZE, FORMAT JSON, TIMING OFF, SUMMARY OFF) "
MONTH = re.compile(r"_\d{4}_\d{2}$")
OF_NO_TABLE = {"Function Scan", "CTE Scan", "Subquery Scan", "Values Scan", "WorkTable Scan", "Bitmap Index Scan"}


@dataclass(frozen=True)
class Read:
    """One question of a page: how many rows its plan took out of tables and indexes, kept or not.

    A statement that asks several at once (`core.access.together`) is as many questions.
    """

    statement: str
    rows: int
    tables: frozenset[str]


@dataclass
class Page:
    """All statements of one showing, in order; `reads` those that could be asked again."""

    statements: list[str] = field(default_factory=list)
    reads: list[Read] = field(default_factory=list)

    @property
    def most(self) -> int:
        """The rows of the greediest statement."""
        return max((read.rows for read in self.reads), default=0)


@contextmanager
def explained() -> Iterator[Page]:
    """Whatever the block asks of the database, with its plans."""
    page = Page()

    def ask(execute: Any, statement: str, values: Any, many: bool, context: dict) -> Any:
        page.statements.append(statement)
        if READS.match(statement) and not ACTS.search(statement):
            plan = plan_of(context["cursor"], statement, values)
            page.reads += [
                Read(f"{place}: {statement}", round(rows_read(one)), frozenset(tables_in(one)))
                for place, one in questions(plan)
            ]
        return execute(statement, values, many, context)

    with connection.execute_wrapper(ask):
        yield page


def inside(statement: str) -> int:
    """Rows read by one statement in the running transaction and role, as for a function's body."""
    with connection.cursor() as cursor:
        return round(rows_read(plan_of(cursor, statement, None)))


def plan_of(cursor: Any, statement: str, values: Any) -> dict[str, Any]:
    raw = getattr(cursor, "cursor", cursor)  # below Django's wrapper, which would ask us again
    raw.execute(EXPLAIN + statement, values)
    found = raw.fetchone()[0]
    return (found if isinstance(found, list) else json.loads(found))[0]["Plan"]


def questions(plan: dict[str, Any]) -> list[tuple[int, dict[str, Any]]]:
    """The plan, or the plans of a statement that only puts several answers beside each other."""
    parts = plan.get("Plans", [])
    beside = plan["Node Type"] == "Result" and all(one["Parent Relationship"] == "InitPlan" for one in parts)
    return list(enumerate(parts if beside and parts else [plan], 1))


def rows_read(node: dict[str, Any]) -> float:
    """Rows that the plan's scans took up: given on, or looked at and left."""
    own = 0.0
    if node["Node Type"].endswith("Scan") and node["Node Type"] not in OF_NO_TABLE:
        left = (node.get(f"Rows Removed by {why}", 0) for why in ("Filter", "Index Recheck"))
        own = (node["Actual Rows"] + sum(left)) * node["Actual Loops"]
    return own + sum(rows_read(below) for below in node.get("Plans", ()))


def tables_in(node: dict[str, Any]) -> Iterator[str]:
    """The tables that the plan names; a month of the log as the log."""
    if "Relation Name" in node:
        yield MONTH.sub("", node["Relation Name"])
    for below in node.get("Plans", ()):
        yield from tables_in(below)
