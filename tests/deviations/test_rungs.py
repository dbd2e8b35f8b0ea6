"""How far a report has come: what is to be sent on has left its managers and come to nobody yet."""

from core.access import acting_as
from deviations.ladder import ladder_for
from deviations.pages.rungs import rungs
from tests.deviations.build import do, sent
from tests.groups import build as b


def secretariat(report, north) -> dict:
    with acting_as(b.acting_for(north.chair)):
        (line,) = [one for one in rungs(report, ladder_for(report)) if "sekretariat" in one["title"]]
    return {name: line.get(name, "") for name in ("state", "time", "time_detail")}


def test_a_principled_report_stands_at_the_secretariat_first_when_it_is_sent_there(north):
    report = do("mark_principled", sent(north), north.head, reason="Gäller alla skolor i området")
    before = secretariat(report, north)
    do("submit", report, north.chair)
    after = secretariat(_again(report, north), north)

    assert before == {"state": "now", "time": "", "time_detail": "Ska skickas dit"}
    assert (after["state"], after["time_detail"].startswith("sedan ")) == ("now", True)


def _again(report, north):
    with acting_as(b.acting_for(north.chair)):
        return type(report).objects.whole(report.pk)
