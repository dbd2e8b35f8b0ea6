"""Putting a profile file into the database: read, validated whole, then written in one transaction. [issue 2:2]

Same content as the version in force last: nothing happens. Other content: a new version with its day. Apps take part
in two ways, said in `AppConfig.ready`: `register` a section of the file they own (checked before anything is
written), or append to `after_load` a callable (region, profile, by) that makes its own rows from the profile,
idempotently.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID, uuid4

from django.db import connection
from django.utils.translation import gettext as _

from core import access, clock
from core.access import Acting
from core.regions import cache, files, laws
from core.regions.files import Source
from core.regions.keys import BY_NAME
from core.regions.models import Region, RegionProfile
from core.regions.problems import Problem, ProfileError, sentence
from core.regions.profile import Profile, build, profile_of

Declared = Mapping[str, Any]
Found = Iterable[tuple[str, str]]


class Apply(Protocol):
    """Makes the rows; gives (key, clause) for each thing of the file that is left as something else was decided."""

    def __call__(self, region: Region, profile: Profile, by: Acting, *, now: Declared, before: Declared) -> Found: ...


@dataclass(frozen=True)
class FileSection:
    """Keys of the file that another package owns, or knows more of than the profile's own reader does.

    `check(now, before, profile)` gives (key, clause) for each fault; `apply` makes rows, where there are any to make.
    """

    keys: tuple[str, ...]
    check: Callable[[Declared, Declared, Profile], Found]
    apply: Apply | None


@dataclass(frozen=True)
class Loaded:
    """What loading did. `is_new` False: the content was that of the last version. `left`: what of it does not hold."""

    region: Region
    version: int
    valid_from: date
    is_new: bool
    left: tuple[Problem, ...] = ()


_sections: list[FileSection] = []
after_load: list[Callable[[Region, Profile, Acting], None]] = []


def register(*keys: str, check: Callable[[Declared, Declared, Profile], Found], apply: Apply | None = None) -> None:
    """Answer for these keys of the file; called once at start."""
    if not any(section.keys == keys for section in _sections):
        _sections.append(FileSection(keys, check, apply))


def load_region(path: Path | str, *, again: bool = False) -> Loaded:
    """Load a profile file; `again` lets the apps make their rows anew though nothing has changed.

    Raises ProfileError with every fault of the file, before anything is written.
    """
    source = files.read(path)
    profile = _read_profile(source)
    region_id = _region_id(profile.region_code)
    with access.acting_as(command="load_region", region_id=region_id) as by:
        _one_at_a_time()
        last = RegionProfile.objects.filter(region_id=region_id).order_by("-version").first()
        if last and last.source_sha256 == source.sha256 and not again:
            return Loaded(Region.objects.get(pk=region_id), last.version, last.valid_from, is_new=False)
        before = last.data if last else {}
        _refuse(source, [found for section in _sections for found in section.check(source.data, before, profile)])
        return _write(source, profile, region_id, by, last)


def _read_profile(source: Source) -> Profile:
    try:
        profile = build(source.data)
    except ProfileError as error:
        _refuse(source, [(problem.key, problem.clause) for problem in error.problems])
        raise
    known = {*BY_NAME, *(key for section in _sections for key in section.keys)}
    _refuse(source, [(key, sentence("unknown")) for key in source.data if key not in known])
    return profile


def _refuse(source: Source, found: list[tuple[str, str]]) -> None:
    if found:
        raise ProfileError([Problem(source.where(key), key, clause) for key, clause in found])


def _region_id(code: str) -> UUID:
    """The region's id, a new one for a region that is not there yet."""
    with access.acting_as(command="load_region"):
        regions = access.job_regions()
    return next((pk for pk, known in regions if known == code), None) or uuid4()


def _one_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('load_region'))")


def _write(source: Source, profile: Profile, region_id: UUID, by: Acting, last: RegionProfile | None) -> Loaded:
    region = _save_region(profile, region_id)
    unchanged = last if last and last.source_sha256 == source.sha256 else None
    row = unchanged or _save_version(source, profile, region, last)
    profile = build(row.data, version=row.version)
    left: list[Problem] = []
    for section in _sections:
        if section.apply is not None:
            found = section.apply(region, profile, by, now=row.data, before=last.data if last else {})
            left += [Problem(source.where(key), key, clause) for key, clause in found]
            access.renew()
    cache.changed(region.pk)
    profile = _with_decisions(region, row.valid_from)
    laws.apply(region, profile.legal_references)
    for make_rows in after_load:
        make_rows(region, profile, by)
        access.renew()
    return Loaded(region, row.version, row.valid_from, unchanged is None, tuple(left))


def _with_decisions(region: Region, starts: date) -> Profile:
    """The file's profile with what the administrators have decided on top, in the region and in each area.

    Raises ProfileError where the file no longer goes together with a decided value.
    """
    decided = [one for one in cache.of_region(region.pk).overrides if one.valid_to is None or one.valid_to >= starts]
    for one in decided:
        day = max(one.valid_from, starts)
        try:
            profile_of(region.pk, day, area_id=one.area_id)
        except ProfileError as error:
            clause = _("går inte ihop med det som regionens administratörer har beslutat för %(key)s") % {
                "key": one.key
            }
            raise ProfileError([Problem("", problem.key, clause) for problem in error.problems]) from None
    return profile_of(region.pk, starts)


def _save_region(profile: Profile, region_id: UUID) -> Region:
    values = {"name": profile.region_name, **vars(profile.look)}
    region, _made = Region.objects.update_or_create(
        pk=region_id, defaults=values, create_defaults={"code": profile.region_code, **values}
    )
    return region


def _save_version(source: Source, profile: Profile, region: Region, last: RegionProfile | None) -> RegionProfile:
    """A change holds from the file's day, or from today when that day has passed: what was promised stays."""
    starts = profile.valid_from
    if last is not None:
        starts = max(starts, clock.today())
        last.valid_to = max(last.valid_from, starts - timedelta(days=1))
        last.save(update_fields=["valid_to"])
    return RegionProfile.objects.create(
        region=region,
        version=last.version + 1 if last else 1,
        valid_from=starts,
        data=source.data,
        source_files=source.files,
        source_sha256=source.sha256,
    )


def summary(loaded: Loaded) -> str:
    """What happened, in one sentence, and what of the file does not hold, each on a line of its own."""
    words = {"region": loaded.region.name, "version": loaded.version, "day": loaded.valid_from}
    if not loaded.is_new:
        return _("%(region)s: innehållet är detsamma som i version %(version)s. Ingenting har ändrats.") % words
    holds = _("%(region)s: version %(version)s gäller från och med %(day)s.") % words
    return "\n".join([holds, *map(str, loaded.left)])
