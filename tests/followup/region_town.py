"""A county of two areas, whose years have been sent on and laid together."""

from copy import copy
from dataclasses import replace
from datetime import date, timedelta

from core import clock
from core.access import acting_as
from followup.models import AnnualFollowUp, Compilation, CompilationSection, RegionCount
from followup.region import services
from tests.database import as_loader
from tests.followup import town as t
from tests.followup.people import brought

DAY = date(2026, 3, 2)


def of_the_other_area(town):
    """The same town, seen from its other area."""
    other = copy(town)
    other.area = town.other_area
    return other


def some_held(town, *, east: dict[str, int], south: dict[str, int]) -> None:
    """So many cases by sex in a district of each of the two areas."""
    with as_loader():
        district = town.other_area.district_rows.get().district
    for place, sexes in ((town.east, east), (district, south)):
        for sex, number in sexes.items():
            for _number in range(number):
                t.held(town, sex=sex, district=place)


def sent_on(town, area=None) -> AnnualFollowUp:
    return brought(town, t.collected(town, area=area), "reported")


def opened(town) -> Compilation:
    with clock.moved_to(t.noon(t.COUNTED_ON)), t.job(town) as by:
        return services.open_compilation(town.region.pk, t.YEAR, by=by)


def collected(town, compilation, *, on=DAY) -> RegionCount:
    with clock.moved_to(t.noon(on)), t.job(town) as by:
        return services.collect(compilation, by=by, at=t.noon(on))


def act(town, service, obj, who, *, on=DAY, logged_in=timedelta(0), **facts):
    now = t.noon(on)
    acting = replace(getattr(town, who), logged_in_at=now - logged_in)
    with clock.moved_to(now), acting_as(acting):
        return service(obj, by=acting, **facts)


def written(town, compilation, **texts) -> None:
    """Those of the texts that must be written, and more."""
    texts = dict.fromkeys(("analysis", "gender_analysis", "answer"), "Grupperna möts oftare.") | texts
    for key, text in texts.items():
        with as_loader():
            section = compilation.sections.get(key=key)
        act(town, services.save_section, section, "secretary", text=text, version=section.version)


def published(town, compilation, **texts) -> Compilation:
    written(town, compilation, **texts)
    act(town, services.finish, compilation, "secretary")
    return act(town, services.release, compilation, "support")


def laid_together(town, counting, *, words: str, year: int = t.YEAR, status="collecting", **more) -> dict:
    """A region's year with that counting's area in it, written past row security; its texts hold the words."""
    common = {"region": town.region}
    compilation = Compilation.objects.create(
        **common, year=year, status="collecting", collected_at=t.noon(t.COUNTED_ON)
    )
    text = CompilationSection.objects.create(**common, compilation=compilation, key="analysis", order=0, text=words)
    CompilationSection.objects.create(**common, compilation=compilation, key="answer", order=1, text=words)
    held = {"I-01": {"held": 6}}
    area = {"id": str(counting.area_id), "name": words, "counting": str(counting.pk), "shown": held}
    RegionCount.objects.create(
        **common, compilation=compilation, period_from=counting.period_from, period_to=counting.period_to,
        profile_version=counting.profile_version, threshold=counting.threshold, shown={"held": 6}, areas=[area],
        context={**counting.context, "missing": []}, fingerprint="0" * 64, computed_at=t.noon(t.COUNTED_ON),
        figures={"I-01": {"version": 1, "hash": "0" * 64, "is_summed": True}}, confirmed_at=t.noon(t.COUNTED_ON),
    )  # fmt: skip
    Compilation.objects.filter(pk=compilation.pk).update(status=status, **more)
    return {"region's year": compilation.pk, "region's text": text.pk}
