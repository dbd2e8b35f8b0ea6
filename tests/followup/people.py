"""How the tests' people meet the pages: signed in, reading, posting; a year brought to a state, cases of every kind."""

from datetime import date

from django.urls import reverse

from followup.models import AnnualFollowUp, FollowUpSection
from tests.core.people.build import sign_in
from tests.database import as_loader
from tests.followup import town as t

YEAR = "followup:year"


def signed(client, town, who):
    sign_in(client, town.assignments[who])
    return client


def page(client, town, who, name=YEAR, *args, area=None, **query):
    sign_in(client, town.assignments[who])
    return client.get(reverse(name, args=[(area or town.area).pk, t.YEAR, *args]), query)


def post(client, town, who, name, *args, **data):
    sign_in(client, town.assignments[who])
    where = args or (town.area.pk, t.YEAR)
    return client.post(reverse(name, args=where), data)


def advanced(town, status):
    """A follow-up in the state, as its leader would have brought it there."""
    return brought(town, t.collected(town), status)


def brought(town, follow_up, status):
    chair = town.assignments["chair"]
    values = {"status": status, "made_by": town.assignments["member"]}
    if status in ("adopted_local", "reported", "analysed_regional"):
        values |= {"adopted_on": date(2026, 2, 10), "adopted_at_meeting": "Mötet", "adopted_by": chair}
    if status in ("reported", "analysed_regional"):
        values |= {"reported_at": t.noon(date(2026, 2, 11)), "reported_by": chair}
    with as_loader():
        AnnualFollowUp.objects.filter(pk=follow_up.pk).update(**values)
    return t.row(follow_up)


def section_of(follow_up, key) -> FollowUpSection:
    with as_loader():
        return FollowUpSection.objects.get(follow_up=follow_up, key=key)


def see_all_cases(town, cases):
    """The steering member is named in every case and it stands escalated: this reader may see them all."""
    from sip.cases.models import ConcernedManager

    with as_loader():
        for case in cases:
            type(case).objects.filter(pk=case.pk).update(
                status="escalated", is_deidentified=True, escalation_summary="Vem samordnar?"
            )
            ConcernedManager.objects.create(
                region=town.region,
                case_id=case.pk,
                assignment=town.assignments["steering_bup"],
                named_by=town.assignments["convenor"],
            )


def many_cases(town):
    """Cases of every kind, enough of each to be shown."""
    cases = []
    for number in range(6):
        sex = ("girl", "boy")[number % 2]
        cases += [
            t.held(town, sex=sex, wait=5),
            t.held(town, sex=sex, wait=20, outcome_on=date(2025, 5, 1), first_outcome="resolved"),
            t.held(
                town,
                date(2025, 6, 1),
                sex=sex,
                outcome_on=date(2025, 6, 9),
                first_outcome="unresolved",
                escalated_on=date(2025, 6, 10),
                decided_on=date(2025, 6, 20),
            ),
        ]
    return cases
