"""A day on which something has happened does not lie ahead. [X-02]"""

from datetime import date, timedelta

from core import clock
from core.dayguard import refuse_ahead
from core.errors import Refused


def refused(day, sentence: str = "") -> tuple[str, str] | None:
    """The field and the sentence that stands beside it; nothing where the day passes."""
    try:
        refuse_ahead(day, "on", sentence)
    except Refused as refused:
        return refused.field, str(refused)
    return None


def test_a_day_ahead_is_refused_beside_its_field_in_the_words_that_are_given():
    tomorrow = clock.today() + timedelta(days=1)

    assert refused(tomorrow) == ("on", "Dagen kan inte ligga framåt i tiden.")
    assert refused(tomorrow, "Mötet är inte hållet.") == ("on", "Mötet är inte hållet.")


def test_today_a_day_long_ago_and_no_day_at_all_pass():
    assert [refused(day) for day in (clock.today(), date(1999, 1, 1), None)] == [None, None, None]
