"""Each region asks what its profile says: the portal's questions or its own, from a day on. [F134, cfg]"""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.regions import cache
from core.regions.models import RegionProfile
from core.regions.presenting import lines_of
from core.regions.profile import build
from sip.family.texts import language
from sip.surveys import declared
from sip.surveys.figures import last_finished
from sip.surveys.questionnaires import questionnaires, version_in_force
from tests.database import as_loader
from tests.kept import kept
from tests.sip.surveys import build as s
from tests.sip.town import _file, make_town
from tests.sip.walk import as_person, page, words

pytestmark = pytest.mark.django_db
FIRST = {"version": 1, "valid_from": "2010-01-01", "standard": 1}
TRANSLATED = {"sv": "Alla som behövdes var med.", "en": "Everyone we needed took part."}
SWEDISH_ONLY = {"sv": "Mötet tog lagom lång tid."}
SECOND = {
    "version": 2,
    "valid_from": "2026-02-01",
    "child": [
        {"key": "participation"},
        {"key": "right_people", "words": TRANSLATED},
        {"key": "right_time", "words": SWEDISH_ONLY},
        {"key": "right_place", "words": {"sv": "Jag tyckte om rummet."}},
    ],
    "guardian": [{"key": "right_time", "words": SWEDISH_ONLY}],
}


@kept
def town():
    with as_loader():
        return make_town()


def says(town, *rows: dict) -> None:
    """The region's profile names these versions."""
    with as_loader():
        profile = RegionProfile.objects.get(region=town.region)
        profile.data["sip_survey_versions"] = list(rows)
        profile.save()
    cache.forget()


def asked(code: str, sprak: str) -> str:
    answer = Client().post(reverse("sip:survey_questions"), {"kod": code, "sprak": sprak})
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_regions_own_questions_are_asked_in_the_language_or_in_swedish_that_says_so(town):
    says(town, FIRST, SECOND)
    english, arabic = (asked(s.code_of(town, version=2), sprak) for sprak in ("en", "ar"))
    ours = [language(code).plain("survey.child_participation") for code in ("en", "ar")]

    assert [ours[0] in english, ours[1] in arabic] == [True, True]
    assert [TRANSLATED["en"] in one for one in (english, arabic)] == [True, False]
    assert f'<legend lang="sv" dir="ltr">{TRANSLATED["sv"]}</legend>' in arabic
    assert [one.count('<legend lang="sv"') for one in (english, arabic)] == [2, 3]
    said = [language(code).plain("common.untranslated") for code in ("en", "ar")]
    assert [english.count(said[0]), arabic.count(said[1])] == [1, 1]  # before the first of those that stand together


def test_in_swedish_nothing_is_said_of_translations(town):
    says(town, FIRST, SECOND)
    swedish = asked(s.code_of(town, version=2), "sv")

    assert [TRANSLATED["sv"] in swedish, '<legend lang="sv"' in swedish] == [True, False]


def test_what_was_handed_out_keeps_its_version_and_is_counted_under_it(town):
    before, after = s.code_of(town, version=1), s.code_of(town, version=2)
    says(town, FIRST, SECOND)
    for code, items in ((before, s.ITEMS), (after, [one["key"] for one in SECOND["child"]])):
        answer = Client().post(reverse("sip:survey_answer"), {"kod": code, "sprak": "sv", **dict.fromkeys(items, 5)})
        assert answer.status_code == 302

    assert [row for row in s.tallied_by_version() if row[1] == "participation"] == [
        (1, "participation", 5, 1),
        (2, "participation", 5, 1),
    ]
    assert {row[1] for row in s.tallied_by_version() if row[0] == 2} == {one["key"] for one in SECOND["child"]}


def test_the_version_in_force_is_the_last_that_has_begun(town):
    says(town, FIRST, SECOND)
    days = (date(2009, 1, 1), date(2026, 1, 31), date(2026, 2, 1), date(2030, 1, 1))
    with acting_as(town.teacher):
        assert [version_in_force(town.region.pk, day) for day in days] == [1, 1, 2, 2]
        assert sorted(questionnaires(town.region.pk)) == [(1, "child"), (1, "guardian"), (2, "child"), (2, "guardian")]


def test_a_meeting_hands_out_what_is_in_force_that_day():
    town, _plan, meeting = s.held()
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    says(town, FIRST, {**SECOND, "valid_from": tomorrow})
    first = s.handed_out(town, meeting)
    says(town, FIRST, {**SECOND, "valid_from": clock.today().isoformat()})
    guardian = str(s.guardians(_plan)[0].pk)

    assert [first.version, s.handed_out(town, meeting, guardian).version] == [1, 2]


def test_a_profile_stored_before_the_key_asks_the_portals_first_questions(town):
    with as_loader():
        profile = RegionProfile.objects.get(region=town.region)
        del profile.data["sip_survey_versions"]
        profile.save()
    cache.forget()

    assert language("sv").plain("survey.child_effect") in asked(s.code_of(town), "sv")
    with acting_as(town.teacher):
        assert version_in_force(town.region.pk, clock.today()) == 1


def test_the_figures_are_told_by_version_with_the_words_of_each(town):
    says(town, FIRST, {**SECOND, "valid_from": "2010-01-02"})
    half_year = last_finished(clock.today())
    s.answered(town, town.area, [5] * 6, half_year=half_year, item="influence")
    s.answered(town, town.area, [2] * 7, half_year=half_year, item="right_time", version=2)
    shown = words(page(as_person(town, "secretary"), reverse("sip:survey_results")))

    assert ["Barnens svar, version 1" in shown, "Barnens svar, version 2" in shown] == [True, True]
    assert shown.index(SWEDISH_ONLY["sv"]) < shown.index(language("sv").plain("survey.child_influence"))


def faults(rows: list, before: dict | None = None) -> list[tuple[str, str]]:
    data = {**_file("stockholm").data, "sip_survey_versions": rows}
    return list(declared.check(data, before or {}, build(data)))


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"standard": 7}, "sip_survey_versions[1].standard"),
        ({**SECOND, "valid_from": "2010-01-01", "standard": None,
          "child": [{"key": "unheard"}]}, "sip_survey_versions[1].child[1].words"),
        ({**SECOND, "valid_from": "2010-01-01", "standard": None,
          "child": [{"key": "a", "words": {"sv": "Hej", "xx": "Hej"}}]}, "sip_survey_versions[1].child[1].words.xx"),
    ],
)  # fmt: skip
def test_a_file_asks_only_what_has_words_in_languages_there_are(change, place):
    assert [key for key, _clause in faults([{**FIRST, **change}])] == [place]


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ([FIRST, SECOND], 0),
        ([FIRST, SECOND, {**SECOND, "version": 3, "valid_from": "2099-01-01"}], 0),
        ([FIRST, {**SECOND, "child": [SECOND["child"][0], {"key": "right_people", "words": {**TRANSLATED, "ar": "…"}},
                                      *SECOND["child"][2:]]}], 0),
        ([FIRST, {**SECOND, "child": SECOND["child"][::-1]}], 1),
        ([FIRST, {**SECOND, "child": [{"key": "right_people", "words": {"sv": "Nytt"}}]}], 1),
        ([FIRST, {**SECOND, "valid_from": "2026-03-01"}], 1),
        ([FIRST], 1),
        ([SECOND | {"valid_from": "2010-01-01"}], 2),
    ],
)  # fmt: skip
def test_a_version_that_has_begun_stands_as_it_was_but_for_its_translations(rows, wrong):
    found = faults(rows, {"sip_survey_versions": [FIRST, SECOND]})

    assert [key for key, _clause in found] == ["sip_survey_versions"] * wrong


def test_a_version_that_lies_ahead_may_still_be_changed():
    ahead = {**SECOND, "valid_from": "2099-01-01"}

    assert faults([FIRST], {"sip_survey_versions": [FIRST, ahead]}) == []


def test_a_region_that_named_no_version_has_handed_out_the_portals_first():
    assert [faults([row], {"region_code": "x"}) != [] for row in (FIRST, {**SECOND, "valid_from": "2010-01-01"})] == [
        False,
        True,
    ]


def test_the_administrator_reads_the_versions_and_each_question_of_the_regions_own():
    data = {**_file("stockholm").data, "sip_survey_versions": [FIRST, SECOND]}

    assert lines_of(build(data).sip_survey_versions, str) == [
        "Version 1 från 1 januari 2010: portalens frågor, version 1",
        "Version 2 från 1 februari 2026: regionens egna frågor",
        "Till barn: portalens fråga participation",
        "Till barn: Alla som behövdes var med. (right_people; sv, en)",
        "Till barn: Mötet tog lagom lång tid. (right_time; sv)",
        "Till barn: Jag tyckte om rummet. (right_place; sv)",
        "Till vårdnadshavare: Mötet tog lagom lång tid. (right_time; sv)",
    ]
