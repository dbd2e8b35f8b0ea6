"""The group's texts and the steps of the year, by their pages."""

from datetime import date

import pytest
from django.urls import reverse

from core import clock
from tests.core.people.build import sign_in
from tests.followup import town as t
from tests.followup.people import advanced, page, post, section_of


def test_a_text_is_saved_and_two_editors_see_both(client, town):
    follow_up = t.collected(town)
    section = section_of(follow_up, "analysis")

    first = post(client, town, "chair", "followup:section_save", section.pk, text="Min text", version=0)
    script = {"headers": {"X-Autosave": "1"}}
    sign_in(client, town.assignments["member"])
    second = client.post(
        reverse("followup:section_save", args=[section.pk]), {"text": "En annan text", "version": 0}, **script
    )
    plain = post(client, town, "member", "followup:section_save", section.pk, text="En annan text", version=0)

    assert first.status_code == 302
    assert (second.status_code, second.json()["texts"]) == (409, {"text": "Min text"})
    assert plain.status_code == 409
    assert "Min text" in plain.content.decode()
    assert "En annan text" in plain.content.decode()
    assert t.row(section).text == "Min text"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Barnet 19121212-1212 fick vänta", "personnummer"),
        ("Ärendet K7-4QZM tog tid", "ärendekod"),
        ("Avvikelsen A7-3KQF tog tid", "ärendekod"),
    ],
)
def test_a_text_that_points_at_a_child_is_refused_and_kept_in_its_box(client, town, text, sentence):
    section = section_of(t.collected(town), "analysis")

    answer = post(client, town, "chair", "followup:section_save", section.pk, text=text, version=0)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert text in answer.content.decode()
    assert t.row(section).text == ""


def test_a_text_sent_after_the_meeting_is_refused_and_shown_to_whom_it_is_from(client, town):
    section = section_of(advanced(town, "adopted_local"), "analysis")

    answer = post(client, town, "chair", "followup:section_save", section.pk, text="Kom för sent", version=0)

    told = answer.content.decode()
    assert answer.status_code == 422
    assert "Uppföljningen är antagen och kan inte ändras." in told
    assert "Det här skrev du, och det är inte sparat:" in told
    assert "Kom för sent" in told


@pytest.mark.parametrize(
    ("who", "expected"),
    [("steering_bup", 404), ("secretary", 404), ("other_chair", 404), ("head", 404)],
)
def test_those_who_do_not_write_save_no_text(client, town, who, expected):
    section = section_of(t.collected(town), "analysis")

    answer = post(client, town, who, "followup:section_save", section.pk, text="Nej", version=0)

    assert (answer.status_code, t.row(section).text) == (expected, "")


def test_the_year_is_brought_from_texts_to_the_secretariat_by_its_pages(client, town):
    follow_up = t.collected(town)
    with clock.moved_to(t.noon(date(2026, 2, 12))):
        too_early = post(client, town, "chair", "followup:finish")
        assert too_early["Location"].endswith("/texter/")
        assert t.row(follow_up).status == "collecting"
        for key in ("analysis", "gender_analysis", "effects_for_children"):
            section = section_of(follow_up, key)
            post(client, town, "chair", "followup:section_save", section.pk, text=f"Text om {key}", version=0)
        assert post(client, town, "member", "followup:finish").status_code == 302
        future = post(client, town, "chair", "followup:adopt", adopted_on="2026-02-20", meeting="Mötet")
        assert future.status_code == 422
        assert "Mötet kan inte ligga framåt i tiden." in future.content.decode()
        assert (
            post(
                client, town, "chair", "followup:adopt", adopted_on="2026-02-10", meeting="Mötet 10 februari"
            ).status_code
            == 302
        )
        assert post(client, town, "chair", "followup:report").status_code == 302

    done = t.row(follow_up)
    assert (done.status, done.adopted_on, done.adopted_at_meeting) == (
        "reported",
        date(2026, 2, 10),
        "Mötet 10 februari",
    )
    assert page(client, town, "regional").status_code == 200


@pytest.mark.parametrize(
    ("who", "expected"),
    [("chair", 302), ("member", 404), ("steering_bup", 404), ("secretary", 404), ("other_chair", 404)],
)
def test_only_the_areas_leader_adopts(client, town, who, expected):
    advanced(town, "drafted")

    with clock.moved_to(t.noon(date(2026, 2, 12))):
        answer = post(client, town, who, "followup:adopt", adopted_on="2026-02-10", meeting="Mötet")

    assert answer.status_code == expected
