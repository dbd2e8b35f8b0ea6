"""A day on which something has happened does not lie ahead. [X-02]"""

from datetime import date, timedelta

import pytest

from core import clock
from core.dayguard import refuse_ahead
from core.errors import Refused


def test_a_day_ahead_is_refused_beside_its_field_in_the_words_that_are_given():
    tomorrow = clock.today() + timedelta(days=1)
    for sentence, said in (("", "Dagen kan inte ligga framåt i tiden."), ("Mötet är inte hållet.",) * 2):
        with pytest.raises(Refused, match=said) as refused:
            refuse_ahead(tomorrow, "on", sentence)
        assert refused.value.field == "on"


def test_today_a_day_long_ago_and_no_day_at_all_pass():
    for day in (clock.today(), date(1999, 1, 1), None):
        refuse_ahead(day, "on")
