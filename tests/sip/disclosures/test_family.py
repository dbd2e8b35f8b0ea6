"""What the family reads of all that has been shared: for whom, and what it is not told there. [F111, facts 9.8-9.9]"""

import re
from html import unescape

import pytest
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.errors import Refused
from core.ui import dates
from sip.children import services
from sip.disclosures.choices import Basis
from sip.disclosures.sorting import sort_shared
from sip.family import texts
from sip.family.readers import CHILD, reader_of, readers_of_child
from sip.models import SortedText
from tests.database import as_loader
from tests.documents import reading
from tests.sip import lifting
from tests.sip import walk as w
from tests.sip.disclosures.test_services import given, written
from tests.sip.plans import town as p

pytestmark = pytest.mark.django_db


def test_the_family_takes_home_what_was_shared_without_any_name_of_the_child(town, case):
    client = w.as_person(town, "teacher")
    with as_loader():
        child = case.case.own_children.get().child
    assert "Till BUP Norr" in w.page(client, reverse("sip:shared", args=[child.pk]))

    response = client.get(reverse("sip:shared_pdf", args=[child.pk]))

    assert response["Content-Disposition"] == 'attachment; filename="delat.pdf"'
    assert response.content.startswith(b"%PDF-")
    words = reading.text(reading.opened(response.content))
    assert "BUP Norr" in words
    assert "Provsson" not in words


def child_and_guardians(case):
    with as_loader():
        child = case.case.own_children.get().child
        return child, *child.guardians.order_by("created_at")


def paper(client, child, **asked) -> str:
    html = client.get(reverse("sip:shared_family", args=[child.pk]), asked).content.decode()
    return html.split("<article", 1)[1].split("</article>")[0]


def test_the_list_is_read_with_the_family_in_its_language_and_what_people_wrote_says_it_is_swedish(town, case):
    client = w.as_person(town, "teacher")
    child, *_guardians = child_and_guardians(case)

    arabic, swedish = (paper(client, child, sprak=code) for code in ("ar", "sv"))

    said = [
        texts.language("ar").say(key) for key in ("shown.title", "agree.identity", "shown.tried", "shown.by_consent")
    ]
    assert [words for words in said if words not in arabic] == []
    assert (texts.language("ar").say("common.untranslated") in arabic, "MÄRKE-PRÖVAT" in arabic) == (True, True)
    assert [words for words in ("BUP Norr", "Barnets namn och födelsedag") if words not in swedish] == []
    assert "Provsson" not in swedish


def test_whoever_is_barred_gets_a_paper_without_it_and_the_texts_that_were_gone_through(town, case):
    client = w.as_person(town, "teacher")
    child, barred, other = child_and_guardians(case)
    with acting_as(town.teacher) as by:
        services.bar_items(barred, by=by, items=["places"], reason="whereabouts", valid_from=clock.today())
    his, hers = (paper(client, child, till=str(one.pk)) for one in (barred, other))

    assert [(words in his, words in hers) for words in ("BUP Norr", "MÄRKE-PRÖVAT")] == [(False, True)] * 2
    assert texts.language("sv").say("shown.left_out") in his

    sort = reverse("sip:shared_family_sort", args=[child.pk]) + f"?till={barred.pk}"
    page_of = client.get(sort).content.decode()
    marked = re.findall(r'name="texts" value="([0-9a-f]{64})"', page_of)
    assert client.post(sort, {"texts": ["x" * 64]}).status_code == 422
    assert client.post(sort, {"texts": marked}).status_code == 302

    his = paper(client, child, till=str(barred.pk))
    assert ("MÄRKE-PRÖVAT" in his, "BUP Norr" in his) == (True, False)
    assert client.get(reverse("sip:shared_pdf", args=[child.pk]), {"till": barred.pk}).content.startswith(b"%PDF-")


def test_what_was_given_on_a_ground_in_law_says_which_and_not_to_one_who_may_not_know_where(town, case):
    child, barred, other = child_and_guardians(case)
    piece = written(town, case, kind="view", text="Vår bild")
    given(town, piece, town.social, basis="osl_10_28")
    with acting_as(town.teacher) as by:
        services.bar_items(barred, by=by, items=["places"], reason="whereabouts", valid_from=clock.today())
    client = w.as_person(town, "teacher")
    his, hers = (paper(client, child, till=str(one.pk)) for one in (barred, other))

    ground, by_law = str(Basis("osl_10_28").label), texts.language("sv").say("shown.by_law")
    assert [(words in his, words in hers) for words in (ground, by_law)] == [(False, True), (True, True)]


def test_a_text_that_is_not_among_those_that_went_to_others_is_not_sorted(town, case):
    child, barred, _other = child_and_guardians(case)
    with acting_as(town.teacher) as by:
        services.bar_items(barred, by=by, items=["places"], reason="whereabouts", valid_from=clock.today())
        reader = reader_of(readers_of_child(child), str(barred.pk))
        with pytest.raises(Refused, match="Något nytt har lämnats ut"):
            sort_shared(child, by=by, reader=reader, allowed={"x" * 64})
    with as_loader():
        assert SortedText.objects.count() == 0


def test_whoever_may_have_all_needs_no_sorting_and_nobody_else_sorts(town, case):
    child, _barred, other = child_and_guardians(case)
    sort = reverse("sip:shared_family_sort", args=[child.pk]) + f"?till={other.pk}"

    assert "Här finns inget att gå igenom" in w.as_person(town, "teacher").get(sort).content.decode()
    assert w.as_person(town, "bup_manager").get(sort).status_code == 404


def test_where_the_child_is_protected_the_paper_is_made_without_what_would_tell_where(town, case):
    client = w.as_person(town, "teacher")
    child, *guardians = child_and_guardians(case)
    with acting_as(town.teacher) as by:
        services.protect_child(child, by=by, kind="secrecy", source="register")

    for key in (CHILD, *(str(one.pk) for one in guardians)):
        shown = paper(client, child, till=key)
        assert "Barnets namn och födelsedag" in shown
        assert [words for words in ("BUP Norr", "Barnenheten", "MÄRKE-PRÖVAT") if words in shown] == []
    assert client.get(reverse("sip:shared_pdf", args=[child.pk])).content.startswith(b"%PDF-")


def test_whoever_may_not_have_the_plan_is_not_told_who_got_it(active):
    town, plan = active
    child, anna, erik = child_and_guardians(plan)
    with acting_as(town.teacher) as by:
        services.bar_items(erik, by=by, items=["plan"], reason="harm", valid_from=clock.today())
    client = w.as_person(town, "teacher")
    version = texts.language("sv").plain("shown.version", number="").strip()

    told = [version in unescape(re.sub("<[^>]+>", "", paper(client, child, till=str(one.pk)))) for one in (anna, erik)]

    assert told == [True, False]


def test_one_who_is_no_longer_a_guardian_gets_nobody_elses_paper_and_nothing_is_sorted_for_another(town, case):
    client = w.as_person(town, "teacher")
    child, gone, _other = child_and_guardians(case)
    with acting_as(town.teacher) as by:
        services.protect_child(child, by=by, kind="secrecy", source="register")  # so that the child's is sorted too
        services.end_custody(gone, by=by, on=clock.today())
    names = ("shared_family", "shared_pdf", "shared_family_sort")
    screen, pdf, sort = (reverse(f"sip:{name}", args=[child.pk]) + f"?till={gone.pk}" for name in names)

    shown = client.get(screen).content.decode()
    said = f"{gone.name} är inte vårdnadshavare för barnet sedan {dates.day(clock.today())}"
    assert (said in shown, "<article" in shown) == (True, False)
    assert client.get(pdf).status_code == 422
    assert said in client.get(sort).content.decode()
    marked = re.findall(r'name="texts" value="([0-9a-f]{64})"', client.get(sort.split("?")[0]).content.decode())
    client.post(sort, {"texts": marked})

    with as_loader():
        assert (len(marked), SortedText.objects.count()) == (1, 0)


WORDS = {what: texts.language("sv").plain(f"shown.{what}") for what in ("minutes", "need", "by_consent")}


def bar(town, guardian, item) -> None:
    with acting_as(town.teacher) as by:
        services.bar_items(guardian, by=by, items=[item], reason="harm", valid_from=clock.today())


@pytest.mark.parametrize("item", ["minutes", "meetings"])
def test_whoever_may_not_have_minutes_or_know_of_meetings_is_not_told_of_minutes(town, item):
    with lifting.unresolved(town) as lifted:
        child, anna, erik = child_and_guardians(lifted)
        bar(town, erik, item)
        client = w.as_person(town, "teacher")
        his, hers = (paper(client, child, till=str(one.pk)) for one in (erik, anna))

    assert (WORDS["minutes"] in his, WORDS["minutes"] in hers) == (False, True)
    assert texts.language("sv").say("shown.left_out") in his


def test_whoever_may_not_have_the_plan_is_not_told_why_there_is_one_nor_is_that_text_sorted(active):
    town, plan = active
    child, anna, erik = child_and_guardians(plan)
    bar(town, erik, "plan")
    client = w.as_person(town, "teacher")
    sort = client.get(reverse("sip:shared_family_sort", args=[child.pk]), {"till": erik.pk}).content.decode()

    papers = [paper(client, child, till=str(one.pk)) for one in (anna, erik)]

    assert [WORDS["need"] in one for one in papers] == [True, False]
    assert p.NEED not in sort


def test_the_day_a_plan_was_agreed_is_not_told_to_one_who_may_not_know_of_meetings(active):
    town, plan = active
    child, anna, erik = child_and_guardians(plan)
    bar(town, erik, "meetings")
    client = w.as_person(town, "teacher")
    shown = texts.language("sv").say("shown.version", number=1)

    his, hers = (paper(client, child, till=str(one.pk)) for one in (erik, anna))

    days = [one.split(shown)[1].split("<tr>")[0].count("20") for one in (his, hers)]
    assert days == [0, 1]
