"""What families of past half-years answered after their meetings: counts alone, as no answer is ever kept. [ADR 12]"""

from datetime import date
from random import Random
from uuid import UUID

from core.organisations.models import Area
from sip.surveys.figures import last_finished
from sip.surveys.models import Respondent, SurveyTally
from sip.surveys.questionnaires import questionnaires, version_in_force

MANY, FEW = (14, 22), (2, 4)  # how many answer in an area; the last area has too few to be shown
WEIGHTS = {  # how often 0 (would not answer) and 1-5 are given
    "good_treatment": (1, 1, 1, 3, 8, 9),
    "participation": (1, 1, 2, 4, 8, 6),
    "influence": (1, 2, 4, 6, 5, 3),
    "clear_who_does_what": (1, 1, 3, 5, 6, 5),
    "knows_coordinator": (0, 2, 3, 4, 6, 7),
    "effect": (2, 2, 3, 6, 5, 3),
}
USUAL = (1, 1, 2, 4, 7, 6)  # of a region's own questions


def count(region_id: UUID, random: Random, today: date) -> int:
    """The last two finished half-years of a region's areas; how many counts. For bus_loader: nobody else may write."""
    last = last_finished(today)
    before = date(last.year, 1, 1) if last.month > 6 else date(last.year - 1, 7, 1)
    areas = list(Area.objects.filter(region_id=region_id).order_by("name"))
    rows: list[SurveyTally] = []
    for half_year in (before, last):
        for number, area in enumerate(areas, 1):
            span = FEW if number == len(areas) and number > 1 else MANY
            for kind in Respondent.values:
                rows += _counts(random, random.randint(*span), region_id=region_id, area=area, kind=kind, on=half_year)
    SurveyTally.objects.bulk_create(rows)
    return len(rows)


def _counts(random: Random, people: int, *, region_id: UUID, area: Area, kind: str, on: date) -> list[SurveyTally]:
    version = version_in_force(region_id, on)
    rows = []
    for item in questionnaires(region_id)[version, kind].items:
        given = random.choices(range(6), WEIGHTS.get(item, USUAL), k=people)
        rows += [
            SurveyTally(
                region_id=region_id, area=area, kind=kind, version=version, half_year=on, item=item, value=value,
                answers=given.count(value),
            )
            for value in range(6)
        ]  # fmt: skip
    return rows
