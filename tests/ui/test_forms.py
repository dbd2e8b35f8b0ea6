from importlib import import_module

import pytest
from django import forms
from django.core.exceptions import BadRequest
from django.http import QueryDict

from core.errors import Refused
from core.ui.forms import DayField, FilterForm, Form, LongText, ManyPicks, Picks


class Consent(Form):
    given_on = DayField(label="Dag")
    way = forms.ChoiceField(label="Hur", choices=[("written", "Skriftligt"), ("oral", "Muntligt")], widget=Picks)
    units = forms.MultipleChoiceField(label="Verksamheter", choices=[("a", "A"), ("b", "B")], widget=ManyPicks)
    note = LongText(label="Anteckning", required=False)
    name = forms.CharField(label="Namn 100 %", max_length=5)
    sure = forms.BooleanField(label="Jag har berättat")


def sent(**values):
    data = QueryDict(mutable=True)
    for name, value in {
        "given_on": "2026-03-12",
        "way": "oral",
        "units": ["a"],
        "name": "Elsa",
        "sure": "on",
        **values,
    }.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return Consent(data)


def test_each_missing_answer_is_told_in_a_sentence_of_its_own():
    form = Consent({})
    form.is_valid()

    assert {name: list(errors) for name, errors in form.errors.items()} == {
        "given_on": ["Ange ett datum för ”Dag”."],
        "way": ["Välj ett svar på ”Hur”."],
        "units": ["Välj minst ett svar på ”Verksamheter”."],
        "name": ["Fyll i ”Namn 100 %”."],
        "sure": ["Kryssa i rutan om det stämmer: Jag har berättat."],
    }


def test_another_question_is_asked_in_its_errors_too():
    form = sent(units=[])
    form.ask("units", "Mottagare")

    assert form.faults == [{"target": "id_units_0", "sentence": "Välj minst ett svar på ”Mottagare”."}]
    assert "Verksamheter" not in form.render()


def test_the_summary_leads_to_each_control_in_the_order_of_the_page():
    form = sent(units=[], given_on="")
    form.add_error(None, "Samtycket har återkallats.")
    form.add_error("given_on", "En till.")

    assert form.faults == [
        {"target": "", "sentence": "Samtycket har återkallats."},
        {"target": "id_given_on", "sentence": "Ange ett datum för ”Dag”."},
        {"target": "id_given_on", "sentence": "En till."},
        {"target": "id_units_0", "sentence": "Välj minst ett svar på ”Verksamheter”."},
    ]
    assert form.faults_heading == "Fyra svar behöver rättas"
    html = form.render()
    assert all(f'id="{line["target"]}"' in html for line in form.faults if line["target"])


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (1, "Ett svar behöver rättas"),
        (2, "Två svar behöver rättas"),
        (12, "Tolv svar behöver rättas"),
        (13, "13 svar behöver rättas"),
    ],
)
def test_the_heading_counts_what_is_wrong(count, expected):
    form = sent()
    for number in range(count):
        form.add_error(None, f"Fel {number}")

    assert form.faults_heading == expected


def test_no_field_hides_what_the_pages_ask_its_form_for():
    import_module("bus_portal.urls")  # knows every form
    hidden = [(form.__qualname__, name) for form in all_below(Form) for name in form.base_fields if hasattr(form, name)]

    assert hidden == []


def all_below(kind):
    return [one for child in kind.__subclasses__() for one in (child, *all_below(child))]


def test_all_that_was_typed_and_chosen_stands_in_the_refused_form():
    html = sent(name="Elsa-Maria", note="Rad ett\r\nRad två <b>", given_on="31 februari 2026").render()

    assert 'value="Elsa-Maria"' in html
    assert "Rad ett\nRad två &lt;b&gt;" in html
    assert 'value="31 februari 2026"' in html
    assert 'value="oral" id="id_way_1" checked' in html.replace(' aria-invalid="true"', "")
    assert 'value="a" id="id_units_0" checked' in html


def test_a_text_too_long_is_refused_and_never_cut():
    form = sent(note="x" * 20_001, name="Elsa-Maria")

    assert form.errors["note"] == ["Texten på ”Anteckning” är 20001 tecken. Högst 20000 får plats. Korta den."]
    assert form.errors["name"] == ["Texten på ”Namn 100 %” är 10 tecken. Högst 5 får plats. Korta den."]
    assert "maxlength" not in form.render()
    assert 'data-max="20000"' in form.render()


def test_a_text_field_without_a_length_gets_one():
    class Open(Form):
        text = forms.CharField(label="Text")

    assert Open({"text": "x" * 20_001}).errors["text"] == [
        "Texten på ”Text” är 20001 tecken. Högst 20000 får plats. Korta den."
    ]


class Typed(Form):
    key = forms.UUIDField(required=False)
    data = forms.JSONField(required=False)
    link = forms.URLField(required=False, assume_scheme="https")


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"key": "7b1f6d5e-0c46-4e3b-9a3a-1c1d2e3f4a5b", "data": "3"}, []),
        ({"data": '{"a": [1, null]}', "link": "https://prov.example/x"}, []),
        ({"data": '"' + "x" * 20_001 + '"'}, ["data"]),
        ({"key": "no key", "data": "{"}, ["data", "key"]),
    ],
)
def test_a_length_is_asked_of_what_is_no_text_too(values, wrong):
    form = Typed(values)
    form.is_valid()

    assert sorted(form.errors) == wrong


def test_text_has_one_form_and_one_kind_of_line_end():
    form = sent(name="A\u030asa", note="a\r\nb\rc")

    assert form.is_valid()
    assert form.cleaned_data["name"] == "Åsa"
    assert form.cleaned_data["note"] == "a\nb\nc"


@pytest.mark.parametrize("text", ["a\x00b", "a\ufffdb"])
def test_what_cannot_be_text_is_a_bad_request(text):
    with pytest.raises(BadRequest):
        sent(name=text)
    with pytest.raises(BadRequest):
        Consent({"name": text})


def test_an_error_is_tied_to_its_control_for_readers():
    html = sent(name="").render()

    assert 'id="id_name_error"' in html
    assert 'aria-describedby="id_name_error"' in html
    assert 'aria-invalid="true"' in html


def test_a_services_refusal_stands_at_its_field_or_on_the_form():
    form = sent()
    form.is_valid()
    form.take(Refused("Datumet ligger före behovet.", field="given_on"))
    form.take(Refused("Något annat.", field="unknown"))

    assert form.errors["given_on"] == ["Datumet ligger före behovet."]
    assert form.non_field_errors() == ["Något annat."]


def test_a_sentence_that_a_form_gives_itself_is_kept():
    class Own(Form):
        name = forms.CharField(error_messages={"required": "Vad heter du?"})

    assert Own({}).errors["name"] == ["Vad heter du?"]


class Cases(FilterForm):
    state = forms.ChoiceField(label="Läge", choices=[("", "Alla"), ("open", "Öppet")])
    since = DayField(label="Sedan")
    lookups = {"state": "status", "since": "created_on__gte"}


class Rows:
    def filter(self, **lookups):
        return lookups


def test_a_filter_leaves_out_what_makes_no_sense():
    form = Cases(QueryDict("state=open&since=igår"))

    assert form.chosen == {"state": "open"}
    assert form.apply(Rows()) == {"status": "open"}


def test_a_filter_without_an_address_chooses_nothing():
    assert Cases(None).apply(Rows()) == {}


def test_optional_answers_are_marked_in_forms_and_not_in_filters():
    assert Consent().render().count("(frivilligt)") == 1
    assert "(frivilligt)" not in Cases({}).render()
