"""A reader from whom something is kept gets the texts that somebody has sorted for that reader. [security 1 (7)]"""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.errors import PermissionDenied, Refused
from sip.family.readers import CHILD, Reader
from sip.models import Child, Guardian, GuardianBar, PlanVersion, SortedText
from sip.plans import family
from sip.plans.services.sorting import sort_for_reader
from sip.plans.sorting import texts_of
from tests.audit_rows import acts_on
from tests.core.people.build import sign_in
from tests.database import as_loader

pytestmark = pytest.mark.django_db
GIVEN, OTHER = "Anpassad skoldag", "Samtal varje vecka"


@pytest.fixture
def agreed(active):
    town, plan = active
    with as_loader():
        version = PlanVersion.objects.get(case_id=plan.pk)
        erik = Guardian.objects.get(name="Erik Provsson")
    bar(version, erik, "places")
    return town, version, Reader(str(erik.pk), erik.name, frozenset({"places"}))


def bar(version, guardian, item):
    with as_loader():
        GuardianBar.objects.create(
            region=version.region, child_id=guardian.child_id, guardian=guardian, item=item, reason="harm",
            valid_from=clock.today(), set_by=version.agreed_by,
        )  # fmt: skip


def of(version, *words) -> set[str]:
    return {text.digest for text in texts_of(version) if text.words in words}


def measures(version, reader, made=family.plan_paper) -> list[str]:
    paper = made(version, reader)
    return [one["text"] for one in paper["measures" if made is family.plan_paper else "next"]]


def test_what_is_sorted_for_one_reader_is_given_to_that_reader_alone(agreed):
    town, version, erik = agreed
    child = Reader(CHILD, "Elsa", frozenset({"places"}))
    with acting_as(town.teacher):
        sort_for_reader(version, by=town.teacher, reader=erik, allowed=of(version, GIVEN))

        assert measures(version, erik) == measures(version, erik, family.child_paper) == [GIVEN]
        assert measures(version, child) == measures(version, child, family.child_paper) == []
        assert GIVEN in measures(version, Reader(CHILD, "Elsa"))
        paper = family.plan_paper(version, erik)
        assert (paper["voices"], paper["goals"], [one for one in paper["sections"] if one["text"]]) == ([], [], [])
        assert (paper["left_out"], family.child_paper(version, erik)["left_out"]) == (True, True)
        assert not family.plan_paper(version, Reader(CHILD, "Elsa"))["left_out"]
    assert "plan.texts_sorted" in acts_on(version.pk)


def test_words_that_are_changed_are_unsorted_and_words_that_stay_stay_sorted(agreed):
    town, version, erik = agreed
    with acting_as(town.teacher):
        sort_for_reader(version, by=town.teacher, reader=erik, allowed=of(version, GIVEN, OTHER))
        changed = [{**row, "text": row["text"].replace(OTHER, "Samtal med BUP")} for row in version.content["measures"]]
        version.content = {**version.content, "measures": changed}  # as the next version would be

        assert measures(version, erik) == [GIVEN]


def test_what_was_sorted_says_nothing_once_more_is_kept_from_the_reader(agreed):
    town, version, erik = agreed
    stricter = replace(erik, barred=frozenset({"places", "meetings"}))
    with acting_as(town.teacher):
        sort_for_reader(version, by=town.teacher, reader=erik, allowed=of(version, GIVEN))
        assert measures(version, stricter) == []

        sort_for_reader(version, by=town.teacher, reader=stricter, allowed=of(version, GIVEN))
        assert measures(version, stricter) == measures(version, erik) == [GIVEN]
    with as_loader():
        assert SortedText.objects.filter(taken_back_at__isnull=True).count() == 1


def test_what_is_no_longer_marked_is_taken_back_and_the_rest_is_left_alone(agreed):
    town, version, erik = agreed
    with acting_as(town.teacher):
        sort_for_reader(version, by=town.teacher, reader=erik, allowed=of(version, GIVEN, OTHER))
        sort_for_reader(version, by=town.teacher, reader=erik, allowed=of(version, OTHER))
        assert measures(version, erik) == [OTHER]
    with as_loader():
        assert [SortedText.objects.count(), SortedText.objects.filter(taken_back_at__isnull=True).count()] == [2, 1]


def test_a_text_that_the_version_does_not_have_is_refused(agreed):
    town, version, erik = agreed
    with acting_as(town.teacher), pytest.raises(Refused) as refused:
        sort_for_reader(version, by=town.teacher, reader=erik, allowed={"x" * 64})
    assert refused.value.field == "texts"


def test_whoever_lacks_the_childs_own_record_sorts_nothing(agreed):
    town, version, erik = agreed
    for who in (town.bup_worker, town.colleague):
        with acting_as(who), pytest.raises((PermissionDenied, Child.DoesNotExist)):
            sort_for_reader(version, by=who, reader=erik, allowed=set())
        with acting_as(who):
            assert not SortedText.objects.exists()


def test_by_page_a_text_is_marked_for_the_reader_and_stands_in_the_paper(agreed):
    town, version, erik = agreed
    client = Client()
    sign_in(client, town.assignments["teacher"])
    sort = f"{reverse('sip:plan_family_sort', args=[version.pk])}?till={erik.key}"
    paper = reverse("sip:plan_family", args=[version.pk])
    shown = client.get(sort).content.decode()
    assert all(text in shown for text in (GIVEN, OTHER, "MÄRKE-RÖST"))
    assert sort.replace("&", "&amp;") in client.get(paper, {"till": erik.key}).content.decode()

    done = client.post(sort, {"texts": list(of(version, GIVEN)), "form_key": _key(shown)})

    assert done.status_code == 302
    his = client.get(done.url).content.decode().split("<article", 1)[1].split("</article>")[0]
    assert (GIVEN in his, OTHER in his, "Allt i planen står inte här" in his) == (True, False, True)
    assert "checked" in client.get(sort).content.decode()
    assert "checked" not in shown


def test_there_is_nothing_to_go_through_for_one_who_may_have_all_or_none(agreed):
    town, version, erik = agreed
    client = Client()
    sign_in(client, town.assignments["teacher"])
    sort = reverse("sip:plan_family_sort", args=[version.pk])
    assert "Här finns inget att gå igenom" in client.get(sort).content.decode()
    with as_loader():
        guardian = Guardian.objects.get(pk=erik.key)
    bar(version, guardian, "plan")
    assert "får inte ta del av planen" in client.get(sort, {"till": erik.key}).content.decode()


def _key(page: str) -> str:
    return page.split('name="form_key" value="', 1)[1].split('"', 1)[0] if 'name="form_key"' in page else ""
