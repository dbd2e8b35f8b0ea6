"""A region whose profile has no individual forum says so wherever one would be lifted to it. [X-01, cfg]"""

import pytest
from django.urls import reverse

from core.errors import Refused
from core.regions.models import RegionProfile
from sip.models import ForumCase
from tests.database import as_loader
from tests.sip import town as t
from tests.sip import walk as w

SENTENCE = "Här finns inget individforum. Vänd dig till de ansvariga cheferna."


@pytest.fixture
def west(town):
    """The same places under Västmanland's profile."""
    with as_loader():
        RegionProfile.objects.filter(region=town.region).delete()
        t.make_profile(town.region, "vastmanland")
    return town


def test_the_childs_page_offers_the_other_way_instead_of_the_forum(west):
    child = t.child_of(west)
    teacher = w.as_person(west, "teacher")
    url = reverse("sip:child_detail", args=[child.pk])
    html = w.page(teacher, url)

    assert SENTENCE in w.words(html)
    assert "/lyft/" not in html
    assert reverse("deviations:report") in html
    told = teacher.get(reverse("sip:raise_step", args=[child.pk, "behov"]), follow=True)
    assert told.redirect_chain == [(url, 302)]


def test_the_list_of_cases_says_that_there_is_no_forum(west):
    html = w.page(w.as_person(west, "teacher"), reverse("sip:case_list"))

    assert "norr har inget individforum." in w.words(html)
    assert 'role="search"' not in html
    assert "När ett ärende berör dig" not in html


def test_nothing_is_raised_whatever_is_sent(west):
    with pytest.raises(Refused) as refused:
        t.raised(west)

    assert refused.value.field == "district"
    with as_loader():
        assert not ForumCase.objects.exists()


def test_where_there_is_a_forum_nothing_of_this_is_said(town):
    child = t.child_of(town)
    html = w.page(w.as_person(town, "teacher"), reverse("sip:child_detail", args=[child.pk]))

    assert SENTENCE not in w.words(html)
    assert "/lyft/behov/" in html
