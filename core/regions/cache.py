"""Profiles kept in the process, without a statement per page; the database itself tells when one has changed.

A trigger on the two tables says the region's id on a channel; the news reaches each connection with the answer to
its next statement, so that the first statement of a request (the signed context) brings it. The transaction that
changes a profile keeps what it reads for itself, so that a rollback leaves nothing behind.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from threading import local
from typing import Any
from uuid import UUID

from django.db import connection as default

CHANNEL = "bus_profile"


class ProfileMissingError(LookupError):
    """The region has no profile that may be read here: not loaded, or no context of that region."""


@dataclass(frozen=True)
class Version:
    """One version of a region's profile file."""

    number: int
    valid_from: date
    valid_to: date | None
    data: dict[str, Any]


@dataclass(frozen=True)
class Override:
    """A decided value for a key, of one area or (no area) the whole region, from a day to and including another."""

    id: UUID
    area_id: UUID | None
    key: str
    value: Any
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class Kept:
    """All versions and decided values of a region, and the profiles already made of them."""

    versions: tuple[Version, ...]
    overrides: tuple[Override, ...]
    made: dict = field(default_factory=dict)


_kept: dict[UUID, Kept] = {}
_here = local()  # of this thread's connection: the transaction that changes a profile, and what it has read
_sources: list[Callable[[UUID], Iterable[Override]]] = []


def overrides_from(source: Callable[[UUID], Iterable[Override]]) -> None:
    """Where decided values are read; core/organisations, which owns them, says so at start."""
    _sources[:] = [source]


def of_region(region_id: UUID) -> Kept:
    """What is known of the region's profile. Raises ProfileMissingError."""
    if _changed_here():
        own = _here.changed[1]
        key = (region_id, *default.savepoint_ids)  # what a savepoint read is forgotten with it
        if key not in own:
            own[key] = _read(region_id)
        return own[key]
    if region_id not in _kept:
        _kept[region_id] = _read(region_id)
    return _kept[region_id]


def changed(region_id: UUID) -> None:
    """Say in the changing transaction that the profile is another: this transaction reads it anew, for itself."""
    _kept.pop(region_id, None)
    _here.changed = (_transaction("pg_current_xact_id()"), {})


def forget() -> None:
    """Keep nothing: a new connection may have missed news."""
    _kept.clear()


def listen(sender: Any, connection: Any, **kwargs: Any) -> None:
    """Hear of changes on each new connection to the default database."""
    if connection.alias != "default":
        return
    forget()
    connection.connection.add_notify_handler(_heard)
    with connection.cursor() as cursor:
        cursor.execute(f"LISTEN {CHANNEL}")


def _heard(news: Any) -> None:
    if news.channel == CHANNEL:
        _kept.pop(UUID(news.payload), None)


def _changed_here() -> bool:
    marked = getattr(_here, "changed", None)
    if marked is None:
        return False
    if marked[0] == _transaction("pg_current_xact_id_if_assigned()"):
        return True
    _here.changed = None
    return False


def _transaction(function: str) -> str:
    with default.cursor() as cursor:
        cursor.execute(f"SELECT {function}::text")
        return cursor.fetchone()[0]


def _read(region_id: UUID) -> Kept:
    from core.regions.models import RegionProfile

    rows = RegionProfile.objects.filter(region_id=region_id).order_by("version")
    versions = tuple(Version(row.version, row.valid_from, row.valid_to, row.data) for row in rows)
    if not versions:
        raise ProfileMissingError(f"The region {region_id} has no profile.")
    return Kept(versions, tuple(override for source in _sources for override in source(region_id)))
