"""What several reports have in common: gathered, described, raised, worked on, merged, published. [F124, F126]"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.errors import Refused
from deviations.models import DeviationPattern, DeviationReport
from deviations.patterns import services
from deviations.services.texts import NamesLikely
from groups.assignments.services import Wanted
from groups.meetings.models import AgendaItem, Meeting
from groups.models import Forum
from tests.core.people.build import sign_in
from tests.database import as_loader
from tests.deviations.build import at_secretariat, do, stored
from tests.deviations.pages import statements_of, text_of
from tests.groups import build as b

SUMMARY = "Ingen vet vem som svarar när den ordinarie är borta."


def reviewed(town, name="utebliven ersättare"):
    report = at_secretariat(town)
    do("receive", report, town.officer)
    return do("review", report, town.officer, category="absence", pattern=name)


def gathered(town) -> DeviationPattern:
    reviewed(town)
    with as_loader():
        return DeviationPattern.objects.get()


def by(town, verb, pattern, who="officer", **words):
    acting = b.acting_for(getattr(town, who))
    with acting_as(acting):
        return getattr(services, verb)(pattern, by=acting, **words)


def seen(pattern) -> DeviationPattern:
    with as_loader():
        return DeviationPattern.objects.get(pk=pattern.pk)


def regional(town, *, days=20) -> Meeting:
    """The regional group, its secretariat seated, and a meeting ahead."""
    with as_loader():
        forum = Forum.objects.get(region=town.region, kind="regional_group")
        b.make_member(forum, town.officer)
        at = clock.now() + timedelta(days=days)
        return Meeting.objects.create(
            region=town.region, forum=forum, year=at.year, number=1, starts_at=at, ends_at=at + timedelta(hours=2),
            planned_by=town.officer,
        )  # fmt: skip


def test_reports_of_one_name_are_one_pattern_however_it_is_written(north):
    first, second = reviewed(north), reviewed(north, "Utebliven Ersättare")
    assert stored(second).pattern == stored(first).pattern == "utebliven ersättare"
    with as_loader():
        assert DeviationPattern.objects.count() == 1


def test_it_comes_before_the_regional_group_with_its_summary_and_no_reports_words(north):
    pattern, meeting = gathered(north), regional(north)
    with pytest.raises(Refused, match="Beskriv först"):
        by(north, "raise_pattern", pattern, meeting=meeting)
    by(north, "describe", pattern, summary=SUMMARY)
    by(north, "raise_pattern", pattern, meeting=meeting)
    with as_loader():
        item = AgendaItem.objects.get(meeting=meeting)
        report = DeviationReport.objects.get()
    assert (item.title, item.background) == (pattern.name, f"{SUMMARY}\n\nFärre än 5 avvikelser hör hit.")
    assert (seen(pattern).item_id, seen(pattern).raised_on) == (item.pk, clock.today())
    assert report.status == "raised_to_bussam"
    with pytest.raises(PermissionDenied):
        by(north, "raise_pattern", pattern, meeting=meeting)


def test_the_regional_group_is_asked_to_give_an_assignment(north):
    pattern = gathered(north)
    regional(north)
    wanted = Wanted(title="Rutin", text="Ta fram en.", target_group="Alla", expected="En rutin", start_term="vt 2027")
    by(north, "ask_for_work", pattern, receiver=north.steering, wanted=wanted)
    with as_loader():
        assert (seen(pattern).task.title, seen(pattern).task.receiver_id) == ("Rutin", north.steering.pk)


def test_two_that_are_one_are_merged_and_their_reports_follow(north):
    report = reviewed(north, "ersättare saknas")
    with as_loader():
        wrong = DeviationPattern.objects.get()
    reviewed(north)
    with as_loader():
        right = DeviationPattern.objects.exclude(pk=wrong.pk).get()
    by(north, "merge_pattern", wrong, into=right)
    assert (stored(report).pattern, seen(wrong).merged_into_id) == (right.name, right.pk)
    assert stored(reviewed(north, "ersättare saknas")).pattern == right.name
    with pytest.raises(PermissionDenied):
        by(north, "merge_pattern", wrong, into=right)


def test_what_was_learnt_is_read_by_all_and_nothing_before_it_is_published(client, north, south):
    pattern = gathered(north)
    url = reverse("deviations:learned")
    sign_in(client, north.colleague)
    assert pattern.name not in text_of(client.get(url))
    by(north, "publish", pattern, learned="Skriv in ersättaren i kallelsen.")
    assert "Skriv in ersättaren i kallelsen." in text_of(client.get(url))
    sign_in(client, south.reporter)
    assert pattern.name not in text_of(client.get(url))


@pytest.mark.parametrize(
    ("verb", "words", "error"),
    [
        ("describe", {"summary": " "}, Refused),
        ("describe", {"summary": "Pojken 811228-9874."}, Refused),
        ("publish", {"learned": "Det gällde Tindra."}, NamesLikely),
    ],
)
def test_words_that_cannot_stand_are_refused_and_nothing_is_kept(north, verb, words, error):
    pattern = gathered(north)
    with pytest.raises(error) as refused:
        by(north, verb, pattern, **words)
    assert (refused.value.field, seen(pattern).summary, seen(pattern).learned) == (*words, "", "")


@pytest.mark.parametrize("who", ["chair", "regional", "admin"])
def test_nobody_but_the_secretariat_sees_or_changes_a_pattern(north, who):
    pattern = gathered(north)
    with acting_as(b.acting_for(getattr(north, who))) as _acting:
        assert not DeviationPattern.objects.exists()
    with pytest.raises(PermissionDenied):
        by(north, "describe", pattern, who, summary=SUMMARY)


def test_the_pages_show_the_pattern_its_reports_and_the_next_step_and_keep_what_was_typed(client, north):
    pattern = gathered(north)
    sign_in(client, north.officer)
    patterns, one = reverse("deviations:patterns"), reverse("deviations:pattern", args=[pattern.pk])
    assert "En avvikelse" in text_of(client.get(patterns))
    assert "Beskriv mönstret" in text_of(client.get(one))
    note = reverse("deviations:pattern_note", args=[pattern.pk, "beskriv"])
    refused = client.post(note, {"summary": "Det gällde Tindra."})
    assert refused.status_code == 422
    assert "Det gällde Tindra." in refused.content.decode()
    assert client.post(note, {"summary": SUMMARY}).status_code == 302
    assert SUMMARY in text_of(client.get(one))

    before = [statements_of(client, url) for url in (patterns, one)]
    for name in ("utebliven ersättare", "annat", "tredje"):
        reviewed(north, name)
    assert [statements_of(client, url) for url in (patterns, one)] == before
