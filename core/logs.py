"""What a server log may say: which route, which request, which kind of error and where; never a value. [security 7]

An error's own text may hold a row of the database or what somebody typed, an address the key of a child.
"""

import logging
import traceback
from types import TracebackType
from typing import Any

Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Formatter(logging.Formatter):
    """Exceptions by their kind and place, each cause of theirs too; nothing of what they say."""

    def formatException(self, ei: Raised) -> str:  # noqa: N802  (logging's name)
        lines, error = [], ei[1]
        while error is not None:
            places = traceback.extract_tb(error.__traceback__)
            lines.append(f"{type(error).__module__}.{type(error).__qualname__}")
            lines += [f"  {place.filename}:{place.lineno} in {place.name}" for place in places]
            error = error.__cause__ or error.__context__
        return "\n".join(lines)


class Route(logging.Filter):
    """Django names the address of what went wrong; the log names the route and the request instead."""

    def filter(self, record: logging.LogRecord) -> bool:
        request: Any = getattr(record, "request", None)
        if request is not None:
            match = getattr(request, "resolver_match", None)
            route = match.view_name if match else "no route"
            status = getattr(record, "status_code", "")
            record.msg, record.args = "%s %s %s, request %s", (
                status, request.method, route, getattr(request, "request_id", ""),
            )  # fmt: skip
        return True


class Task(logging.Filter):
    """Celery tells a failed task's arguments and words; the log keeps its name and id."""

    def filter(self, record: logging.LogRecord) -> bool:
        told = record.args if isinstance(record.args, dict) else {}
        if "exc" in told or "traceback" in told:
            record.msg, record.args = "Task %s %s failed", (told.get("name", ""), told.get("id", ""))
        return True
