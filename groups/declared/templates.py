"""The set templates for minutes, a new version each time the profile says otherwise. [001:L325-327, X-26]"""

from datetime import date, timedelta

from core import clock
from core.regions.models import Region
from core.regions.profile import Profile
from groups.models import MinutesTemplate


def apply(region: Region, profile: Profile) -> None:
    """Minutes already begun keep the version they began with. A kind that has no template any more ends its last."""
    today = clock.today()
    last: dict[str, MinutesTemplate] = {}
    for known in MinutesTemplate.objects.filter(region=region).order_by("version"):
        last[known.forum_kind] = known
    wanted = {kind: [dict(vars(section)) for section in parts] for kind, parts in profile.minutes_templates.items()}
    for kind, sections in wanted.items():
        row = last.get(kind)
        if row is None or row.valid_to is not None or row.sections != sections:
            _renew(region, kind, sections, row, min(profile.valid_from, today) if row is None else today)
    for kind, ended in last.items():
        if kind not in wanted and ended.valid_to is None:
            ended.valid_to = max(ended.valid_from, today)
            ended.save(update_fields=["valid_to"])


def _renew(region: Region, kind: str, sections: list[dict], row: MinutesTemplate | None, start: date) -> None:
    if row is not None and row.valid_from >= start:  # said otherwise on the same day: the later word holds
        row.sections, row.valid_to = sections, None
        row.save(update_fields=["sections", "valid_to"])
        return
    if row is not None and row.valid_to is None:
        row.valid_to = start - timedelta(days=1)
        row.save(update_fields=["valid_to"])
    version = row.version + 1 if row else 1
    MinutesTemplate.objects.create(region=region, forum_kind=kind, version=version, sections=sections, valid_from=start)
