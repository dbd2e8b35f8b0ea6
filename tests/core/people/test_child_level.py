"""How surely a session must know who it is before it reaches a child. [security 1 (1), 8]"""

import pytest

from core.people.child_level import opens_children
from core.people.federation import Level
from core.people.sessions import LEVEL_KEY
from core.regions import cache
from tests.core.people import build
from tests.database import as_loader
from tests.sip.town import make_profile

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    yield build.region()
    cache.forget()


def test_a_region_without_a_profile_is_open_to_the_third_level_alone(region):
    assert [opens_children(region.pk, level) for level in (None, 2, 3, 4)] == [False, False, True, True]


def test_the_profile_is_asked_once_and_then_kept(region, django_assert_num_queries):
    with as_loader():
        make_profile(region)

    assert opens_children(region.pk, None) is False  # the file says federated_loa3
    with django_assert_num_queries(0):
        opens_children(region.pk, None)


def test_a_new_sign_in_takes_the_place_of_the_level_and_a_new_key_keeps_it(region):
    caseworker = build.assignment(region)
    store = build.session_of(caseworker.user, caseworker, level=Level.LOA3)
    store.cycle_key()
    store.save()
    assert (store[LEVEL_KEY], _opened(store).acting.opens_children) == (Level.LOA3, True)

    store.sign_in(caseworker.user, factors=2)
    assert (LEVEL_KEY in store, _opened(store).acting.opens_children) == (False, False)


def _opened(store):
    again = type(store)(store.session_key)
    again.open()
    return again
