"""What is wrong with a file is said in sentences that name the file and the key."""

import pytest
from django.utils import translation

from core.regions import files
from core.regions.problems import ProfileError
from core.regions.profile import build

SEAT = {"forum_kind": "local_group", "label": "Plats"}
LOOK = {"accent": "#1f6f54", "accent_strong": "#144d3a", "accent_tint": "#e6f3ee", "on_accent": "#ffffff"}


def surveying(*keys, axis="", **more):
    """The region's surveys: one with a question for each key."""
    asked = [{"key": key, "label": "Hur går det?", "axis": axis} for key in keys]
    asked[-1] |= {name: more.pop(name) for name in ("valid_from", "valid_to") if name in more}
    one = {"key": "year", "label": "Enkät", "sent_by": "leader", "forums": ["local_group"], "steps": 5,
           "low": "inte alls", "high": "helt", "answer_days": 21, "remind_days": 5, "asked": asked, **more}  # fmt: skip
    return {"group_surveys": [one]}


def asking(*keys, **last):
    """Questions after meetings; `last` is said of the last of them."""
    rows = [{"key": key, "label": "Hur var mötet?"} for key in keys]
    return {"answer_days": 30, "asked": [*rows[:-1], {**rows[-1], **last}]}


def sentences(data):
    with pytest.raises(ProfileError) as error:
        build(data, file="provlan.yaml")
    return str(error.value).splitlines()


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("age_limit", "arton", "age_limit ska vara ett heltal från 0 och uppåt, men är «arton»."),
        ("age_limit", True, "age_limit ska vara ett heltal från 0 och uppåt, men är «True»."),
        ("has_working_group", "ja", "has_working_group ska vara true eller false, men är «ja»."),
        ("region_name", " ", "region_name ska vara en text, men är « »."),
        ("school_may_call_sip", False, "school_may_call_sip ska vara något av must, may, no, men är «False»."),
        (
            "term_boundaries",
            ["13-01"],
            'term_boundaries[1] ska vara månad och dag inom citattecken, som "07-01", men är «13-01».',
        ),
        ("valid_from", "2026-02-30", "valid_from ska vara ett datum som 2026-01-31, men är «2026-02-30»."),
        ("deviation_ladder", [], "deviation_ladder ska vara en lista med minst 1 värden, men är «[]»."),
        ("meetings_min", {"local_group": [{"count": 1}]}, "meetings_min.local_group[1].per saknas."),
        (
            "meetings_min",
            {"local_group": [{"count": 1, "per": "week"}]},
            "meetings_min.local_group[1].per ska vara något av term, year, men är «week».",
        ),
        (
            "sip_feedback_survey",
            {"kind": "a", "label": "b", "extra": 1},
            "sip_feedback_survey.extra är inget känt namn här.",
        ),
        (
            "consent_signatories",
            "one",
            (
                "consent_signatories ska vara något av all_guardians, one_guardian, guardians_and_child, "
                "child_if_mature, individual, men är «one»."
            ),
        ),
        ("labels", [1], "labels ska vara namn med värden, men är «[1]»."),
        (
            "look",
            {"accent": "blue", "accent_strong": "#000000", "accent_tint": "#ffffff", "on_accent": "#ffffff"},
            "look.accent ska vara en färg som #1a2b3c, men är «blue».",
        ),
    ],
)
def test_a_value_that_cannot_be_read(declared, key, value, sentence):
    assert sentences({**declared, key: value}) == [f"provlan.yaml: nyckeln {sentence}"]


def test_a_missing_key_is_named_and_all_faults_are_told_at_once(declared):
    data = {**declared, "age_limit": None}
    del data["region_name"]

    assert sentences(data) == [
        "provlan.yaml: nyckeln region_name saknas.",
        "provlan.yaml: nyckeln age_limit ska vara ett heltal från 0 och uppåt, men är tomt.",
    ]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"unresolved_goes_to": "steering_group"},
            "unresolved_goes_to ska vara ett av regionens forum, men är steering_group.",
        ),
        (
            {"unresolved_goes_to": "managers_forum"},
            "unresolved_goes_to ska vara chefernas grupp i ett område: steering_group, local_group.",
        ),
        (
            {"spider_scale": {"kind": "share_satisfied", "low": 1, "high": 10}},
            "spider_scale ska gå från 0 till 100 när den visar andel nöjda.",
        ),
        ({"has_individual_forum": True}, "forums saknar individual_forum, fast has_individual_forum är true."),
        (
            {"deviation_ladder": [{"key": "local_group", "label": "BUS-grupp"}]},
            "deviation_ladder[1] ska vara chefer, eftersom en brist först löses där den uppstod.",
        ),
        ({"term_boundaries": ["07-01", "01-01"]}, "term_boundaries ska stå i ordning och vara olika."),
        ({"aliases": {"KSL": "association"}}, "aliases.KSL leder till association, som inte har någon benämning."),
        ({"spider_scale": {"kind": "mean_1_10", "low": 5, "high": 5}}, "spider_scale ska ha low mindre än high."),
        (
            {"seat_requirements": [SEAT]},
            "seat_requirements[1] ska ha verksamhetstyper eller en roll.",
        ),
        (
            {"seat_requirements": [{**SEAT, "role": "group_coordinator", "minimum": 2, "maximum": 1}]},
            "seat_requirements[1].maximum är mindre än minimum.",
        ),
        (
            {"look": {**LOOK, "accent": "#eeeeee"}},
            "look har för liten kontrast: accent #ffffff.",
        ),
        (
            {"consent_times": {"sip": {"usual_days": 1, "longest_days": 1}}},
            "consent_times.forum_occasion saknas; ett samtycke utan längsta tid går inte att spara.",
        ),
        (
            {"consent_times": {"sip": {"usual_days": 9, "longest_days": 8}}},
            "consent_times.sip.usual_days ska vara minst 1 och högst longest_days.",
        ),
        (
            {"consent_times": {"sip": {"usual_days": 0, "longest_days": 8}}},
            "consent_times.sip.usual_days ska vara minst 1 och högst longest_days.",
        ),
        (
            {"meeting_questions": asking("a", "b")},
            "meeting_questions.asked ska ha tre till fem frågor som gäller samtidigt.",
        ),
        (
            {"meeting_questions": asking("a", "b", "c", "d", "e", "f")},
            "meeting_questions.asked ska ha tre till fem frågor som gäller samtidigt.",
        ),
        (
            {"meeting_questions": asking("a", "b", "c", valid_to="2026-06-30")},
            "meeting_questions.asked ska ha tre till fem frågor som gäller samtidigt.",
        ),
        (
            {"meeting_questions": asking("a", "b", "c", "a")},
            "meeting_questions.asked[4].key står två gånger.",
        ),
        (
            {"meeting_questions": asking("a", "b", "Fråga 3")},
            "meeting_questions.asked[3].key ska vara 1 till 40 av tecknen a till z och understreck.",
        ),
        (
            {"meeting_questions": asking("a", "b", "c", "d", valid_from="2026-07-01", valid_to="2026-06-30")},
            "meeting_questions.asked[4].valid_to är före valid_from.",
        ),
        (
            surveying("a", steps=7),
            "group_surveys[1].steps ska vara 5 eller 10, och spindelns högsta värde när frågorna är dess axlar.",
        ),
        (surveying("a", remind_days=21), "group_surveys[1].answer_days ska vara högst 90 och mer än remind_days."),
        (surveying("a", "a"), "group_surveys[1].asked[2].key står två gånger."),
        (
            surveying("Fråga 1"),
            "group_surveys[1].asked[1].key ska vara 1 till 40 av tecknen a till z och understreck.",
        ),
        (
            surveying("a", axis="unknown", steps=10),
            "group_surveys[1].asked[1].axis ska vara en av spindelns axlar på alla frågor, eller på ingen.",
        ),
        (
            surveying("a", valid_to="2026-06-30"),
            "group_surveys[1].asked ska ha en till tjugo frågor som gäller samtidigt.",
        ),
    ],
)
def test_keys_that_do_not_fit_together(declared, changes, sentence):
    assert f"provlan.yaml: nyckeln {sentence}" in sentences({**declared, **changes})


def test_a_length_must_be_said_or_outspokenly_not_monitored(declared):
    rows = {**declared["deadlines"], "DL-24": {"unit": "day"}}
    del rows["DL-27"]

    assert sentences({**declared, "deadlines": rows}) == [
        "provlan.yaml: nyckeln deadlines.DL-24.amount saknas; skriv monitored: false om fristen inte gäller.",
        "provlan.yaml: nyckeln deadlines.DL-27 saknas; den bär sip_follow_up_max_days.",
    ]


def test_two_places_of_one_law_may_not_overlap(declared):
    law = {"code": "x", "act": "lagen", "label": "Något"}
    rows = [{**law, "valid_from": "2020-01-01"}, {**law, "valid_from": "2025-01-01"}]
    classes = [{**row, "law": "x"} for row in declared["retention_classes"]]

    found = sentences({**declared, "legal_references": rows, "retention_classes": classes})

    assert found == ["provlan.yaml: nyckeln legal_references[2].valid_from överlappar den förra raden med samma kod."]


def test_the_sentences_come_in_english_too(declared):
    with translation.override("en"):
        assert len(sentences({**declared, "age_limit": "x"})) == 1


def write(folder, name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a: 1\na: 2\n", "p.yaml: nyckeln a står två gånger."),
        ("a: [1\nb: 2\n", "p.yaml är inte läsbar YAML på rad 2."),
        ("- 1\n", "p.yaml ska bestå av nycklar med värden."),
        ("", "p.yaml ska bestå av nycklar med värden."),
        ("parts: [../other.yaml]\n", "p.yaml: nyckeln parts ska vara filer i samma mapp: ../other.yaml."),
        ("parts: [gone.yaml]\n", "gone.yaml går inte att läsa."),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path, text, sentence):
    with pytest.raises(ProfileError) as error:
        files.read(write(tmp_path, "p.yaml", text))

    assert str(error.value) == sentence


def test_parts_are_one_whole_and_lists_are_joined(tmp_path):
    write(tmp_path, "more/a.yaml", "units: [1]\nlabel: x\n")
    write(tmp_path, "more/b.yaml", "units: [2]\n")

    source = files.read(write(tmp_path, "p.yaml", "parts: [more/a.yaml, more/b.yaml]\nday: 2026-01-31\n"))

    assert source.data == {"day": "2026-01-31", "units": [1, 2], "label": "x"}
    assert source.where("label") == "more/a.yaml"
    assert [file["name"] for file in source.files] == ["p.yaml", "more/a.yaml", "more/b.yaml"]


def test_a_key_said_in_two_files_is_refused(tmp_path):
    write(tmp_path, "a.yaml", "label: y\n")

    with pytest.raises(ProfileError) as error:
        files.read(write(tmp_path, "p.yaml", "parts: [a.yaml]\nlabel: x\n"))

    assert str(error.value) == "a.yaml: nyckeln label står två gånger."


def test_comments_and_order_do_not_make_another_content(tmp_path):
    one = files.read(write(tmp_path, "one.yaml", "a: 1\nb: 2\n"))
    other = files.read(write(tmp_path, "other.yaml", "# said the other way round\nb: 2\na: 1\n"))

    assert one.sha256 == other.sha256


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"law": "unknown-law"}, "retention_classes[1].law står inte bland laghänvisningarna: unknown-law."),
        ({"keeps": "never"}, "retention_classes[1].amount ska anges för allt som gallras, och bara för det."),
        ({"valid_to": "2020-01-01"}, "retention_classes saknar municipality, child_record."),
    ],
)
def test_every_kind_of_document_has_one_class_with_its_place_in_the_law(declared, change, sentence):
    first, *others = declared["retention_classes"]

    found = sentences({**declared, "retention_classes": [{**first, **change}, *others]})

    assert found == [f"provlan.yaml: nyckeln {sentence}"]


def test_two_classes_of_one_document_may_not_overlap(declared):
    first, *others = declared["retention_classes"]

    found = sentences({**declared, "retention_classes": [first, first, *others]})

    assert found == ["provlan.yaml: nyckeln retention_classes[2].valid_from överlappar den förra raden för samma slag."]


def test_a_key_that_came_later_is_null_in_a_version_stored_before_but_missed_in_a_file(declared):
    without = {name: value for name, value in declared.items() if name != "habilitation_coordinator"}
    assert build(without, version=1).habilitation_coordinator is None
    assert sentences(without) == ["provlan.yaml: nyckeln habilitation_coordinator saknas."]
    with pytest.raises(ProfileError):
        build({key: value for key, value in declared.items() if key != "age_limit"}, version=1)


SURVEY = {"version": 1, "valid_from": "2010-01-01", "standard": 1}
OWN = {"version": 1, "valid_from": "2010-01-01", "child": [{"key": "a"}], "guardian": [{"key": "a"}]}


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ([{**SURVEY, "valid_from": "2011-01-01"}], "[1].valid_from ska vara senast den dag då profilen börjar gälla"),
        ([SURVEY, {**OWN, "valid_from": "2012-01-01"}], "[2] ska ha högre nummer och senare dag än raden före"),
        ([SURVEY, {**OWN, "version": 2}], "[2] ska ha högre nummer och senare dag än raden före"),
        ([{**OWN, "standard": 1}], "[1] ska ha antingen standard eller egna frågor till både barn och vårdnadshavare"),
        ([{**OWN, "child": []}], "[1] ska ha antingen standard eller egna frågor till både barn och vårdnadshavare"),
        ([{**OWN, "child": [{"key": "a"}] * 2}], "[1].child ska ha högst 20 frågor med olika nycklar"),
        ([{**OWN, "child": [{"key": "A 1"}]}], "[1].child[1].key ska vara högst 30 små bokstäver a–z och _"),
        (
            [{**OWN, "guardian": [{"key": "a", "words": {"en": "Hello"}}]}],
            "[1].guardian[1].words saknar sv; svenska visas där en översättning saknas",
        ),
    ],
)
def test_the_versions_of_a_survey_follow_each_other_and_say_what_they_ask(declared, rows, place):
    found = sentences({**declared, "sip_survey_versions": rows})

    assert found == [f"provlan.yaml: nyckeln sip_survey_versions{place}."]
