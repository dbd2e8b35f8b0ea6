"""The plan as it is read: the child first, what works before the goals, what is late said so. [C1-C13]"""

from datetime import date

from sip.plans.told import told


def content(**other) -> dict:
    voice = {"words": "", "heard": "meeting", "on": "2026-03-12", "why_not": ""}
    measure = {
        "goal": "",
        "doer": "unit",
        "unit": "BUP Norr",
        "person": "",
        "starts": "",
        "result": "",
        "result_text": "",
    }
    return {
        "next_follow_up_on": "2026-06-01", "agreed_principal": "Norrstad",
        "people": [["main_responsible", "Tora Lärare", "Österskolan"]],
        "voices": [
            {**voice, "whose": "guardian", "name": "Anna", "words": "En person att ringa."},
            {**voice, "whose": "child", "name": "Elsa", "words": "Jag vill rida.", "informed": "Med bilder"},
        ],
        "sections": [
            {"key": key, "heading": key, "text": "Text."} for key in ("early_signs", "need", "works_well", "extra")
        ],
        "goals": [
            {"id": "1", "horizon": "long", "serves": "", "text": "Hela dagar", "by": "", "reached": None},
            {"id": "2", "horizon": "short", "serves": "1", "text": "Tre dagar", "by": "2026-04-01", "reached": True},
        ],
        "measures": [
            {**measure, "id": "3", "goal": "2", "text": "Samtal", "due": "2026-03-30"},
            {**measure, "id": "4", "text": "Skjuts", "due": "2026-05-30", "result": "going_on"},
        ],
        **other,
    }  # fmt: skip


def test_the_child_is_read_first_and_what_works_before_the_goals():
    read = told(content())

    assert [voice["who"] for voice in read["voices"]] == ["Elsa", "Anna"]
    assert (read["voices"][0]["informed"], read["voices"][1]["informed"]) == ("Med bilder", "")
    assert [one["key"] for one in read["before"]] == ["works_well", "need"]
    assert [one["key"] for one in read["after"]] == ["early_signs", "extra"]
    assert [goal["serves"] for goal in read["goals"]] == ["", "Hela dagar"]
    assert [row["text"] for row in read["goals"][1]["measures"]] == ["Samtal"]
    assert [row["text"] for row in read["other_measures"]] == ["Skjuts"]
    assert read["people"] == [{"name": "Tora Lärare", "detail": "Österskolan, huvudansvarig"}]


def test_a_measure_past_its_day_is_late_in_the_living_plan_and_as_it_was_in_a_version():
    [late] = told(content(), today=date(2026, 4, 2))["goals"][1]["measures"]
    [frozen] = told(content())["goals"][1]["measures"]

    assert (late["result"], late["result_is"]) == ("Försenad", "late")
    assert (frozen["result"], frozen["result_is"]) == ("Inte följd upp", "")
