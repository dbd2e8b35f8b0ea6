"""The pages: list, record, its buttons, the queue, at a constant price."""

import re
import uuid

from django.urls import reverse

from tests.core.people.build import sign_in
from tests.deviations.build import TEXT, at_secretariat, do, in_local_group, sent, stored
from tests.deviations.pages import INBOX, MINE, REPORT, body, page_of, statements_of, text_of

# --- Read -------------------------------------------------------------------------


def test_my_list_has_ones_own_and_nobody_elses(signed, north):
    mine, other = sent(north), sent(north, by=north.colleague)
    page = text_of(signed.get(MINE))
    assert (mine.code in page, other.code in page) == (True, False)


def test_a_report_one_may_not_see_and_one_that_is_not_there_answer_alike(client, north, south):
    report = sent(north)
    nowhere = reverse("deviations:detail", args=[uuid.uuid4()])
    for who in (north.colleague, north.stranger, north.officer, south.head):
        sign_in(client, who)
        hidden, missing = client.get(page_of(report)), client.get(nowhere)
        assert (hidden.status_code, missing.status_code) == (404, 404)
        assert report.code not in hidden.content.decode()


def test_the_page_says_how_far_it_has_come_and_who_sees_it(client, north):
    report = at_secretariat(north)
    sign_in(client, north.reporter)
    page = client.get(page_of(report))
    rungs = re.findall(
        r'<li( class="done"| aria-current="step")?[^>]*><span class="rung"[^>]*>\d</span><div><b>([^<]+)', body(page)
    )
    assert rungs == [
        (' class="done"', "Närmaste chef"),
        ("", "Individforum"),
        (' aria-current="step"', "BUSSAM:s sekretariat"),
        ("", "BUSSAM"),
        ("", "Svar till den som anmälde"),
    ]
    assert "BUSSAM:s sekretariat Den har förts dit, utan namnet på den som anmälde" in text_of(page)
    assert "arbetsdagar" not in text_of(page)
    assert "dagar kvar" in text_of(page)


def test_the_secretariat_reads_no_name_of_the_reporter(client, north):
    report = at_secretariat(north)
    sign_in(client, north.officer)
    page = body(client.get(page_of(report)))
    assert TEXT in page
    assert "Reporter Prov" not in page
    sign_in(client, north.head)
    assert "Reporter Prov" in body(client.get(page_of(report)))


def test_the_secretariats_start_page_calls_a_report_a_deviation(client, north):
    report = at_secretariat(north)
    sign_in(client, north.officer)
    page = body(client.get("/"))
    assert f'<p>Avvikelse <span class="code">{report.code}</span>' in page
    assert "Ärende <span" not in page


def test_a_copy_shows_kind_and_sides_and_no_text(client, copying):
    report = sent(copying)
    do("resolve", report, copying.head, solution="Ersättare är utsedd.")
    sign_in(client, copying.officer)
    page = client.get(page_of(report))
    assert page.status_code == 200
    assert "kopia för statistiken" in text_of(page)
    assert "Österskolan" in text_of(page)
    for hidden in (TEXT, "Vi ringde samma dag.", "Ersättare är utsedd.", "Reporter Prov"):
        assert hidden not in page.content.decode()
    assert "Vad vill du göra" not in text_of(page)


def test_the_other_county_shows_its_own_ladder(client, south):
    report = in_local_group(south)
    sign_in(client, south.reporter)
    page = text_of(client.get(page_of(report)))
    rungs = ["Ansvariga chefer", "BUS-grupp", "Beredningsgrupp", "Chefsforum", "Politiskt"]
    found = [page.find(rung) for rung in rungs]
    assert found == sorted(found)
    assert -1 not in found
    assert "sekretariat" not in page.lower()
    assert "individforum" not in text_of(client.get(REPORT)).lower()


# --- Move on -----------------------------------------------------------------------


def verb(name, report):
    return reverse(f"deviations:{name}", args=[report.pk])


def test_a_button_does_it_and_says_so(client, north):
    report = sent(north)
    sign_in(client, north.head)
    answer = client.post(verb("resolve", report), {"solution": "Ersättare är utsedd."}, follow=True)
    assert "Lösningen är sparad." in text_of(answer)
    assert stored(report).status == "resolved"
    sign_in(client, north.reporter)
    assert "Ersättare är utsedd." in text_of(client.get(page_of(report)))


def test_a_refused_button_keeps_the_text_beside_its_form(client, north):
    report = sent(north)
    sign_in(client, north.head)
    answer = client.post(verb("mark_principled", report), {"reason": "", "suggestion": "Utse ersättare"})
    assert answer.status_code == 422
    assert "Utse ersättare" in body(answer)
    assert 'href="#id_mark_principled_reason"' in body(answer)
    named = client.post(verb("resolve", report), {"solution": "Vi talade med Tindra."})
    assert named.status_code == 422
    assert re.findall(r"<mark>([^<]+)</mark>", body(named)) == ["Tindra"]
    assert stored(report).status == "with_line_manager"
    assert (
        client.post(verb("resolve", report), {"solution": "Vi talade med Tindra.", "names_ok": "on"}).status_code == 302
    )


def test_a_stale_button_says_the_state_in_words(client, north):
    report = sent(north)
    do("resolve", report, north.head, solution="Löst.")
    sign_in(client, north.counterpart)
    answer = client.post(verb("resolve", report), {"solution": "Också löst."}, follow=True)
    assert "Nuvarande status: Löst." in text_of(answer)


def test_who_sees_but_may_not_gets_403_and_others_404(client, north):
    report = sent(north)
    sign_in(client, north.reporter)
    assert client.post(verb("resolve", report), {"solution": "Löst."}).status_code == 403
    sign_in(client, north.stranger)
    assert client.post(verb("resolve", report), {"solution": "Löst."}).status_code == 404
    assert client.get(verb("resolve", report)).status_code == 405
    assert stored(report).status == "with_line_manager"


# --- Queue -------------------------------------------------------------------------


def test_the_queue_has_the_list_to_the_left_and_the_record_to_the_right(client, north):
    reports = [at_secretariat(north) for _number in range(3)]
    sign_in(client, north.officer)
    page = client.get(INBOX)
    codes = re.findall(r'<span class="num">(A\S+)</span>', body(page))
    assert sorted(codes) == sorted(report.code for report in reports)
    middle = next(report for report in reports if report.code == codes[1])
    chosen = client.get(INBOX, {"avvikelse": str(middle.pk)})
    assert re.findall(r'aria-current="true"[^>]*>.*?<span class="num">(A\S+)</span>', body(chosen)) == [middle.code]
    assert "2 av 3" in text_of(chosen)
    assert [re.search(rf'data-key="{key}"', body(chosen)) is not None for key in "jk"] == [True, True]
    assert verb("receive", middle) in body(chosen)


def test_answering_from_the_queue_comes_back_to_it(client, north):
    report = at_secretariat(north)
    sign_in(client, north.officer)
    answer = client.post(verb("receive", report), {"ko": "1"})
    assert answer["Location"] == INBOX


def test_the_queue_is_filtered_by_state_area_and_kind(client, north):
    report = at_secretariat(north)
    closed = do("withdraw", at_secretariat(north), north.reporter, reason="settled")
    sign_in(client, north.officer)

    def shown(**asked):
        return set(re.findall(r'<span class="num">(A\S+)</span>', body(client.get(INBOX, asked))))

    assert shown() == {report.code}
    assert shown(lage="oppna") == {report.code}
    assert shown(lage="klara") == {closed.code}
    assert shown(omrade=str(north.area.pk), slag="absence") == {report.code}
    assert shown(omrade=str(north.other.pk)) == set()
    assert shown(slag="disagreement") == set()
    assert "Inga avvikelser matchar filtret." in text_of(client.get(INBOX, {"slag": "disagreement"}))
    assert shown(omrade="skräp", lage="skräp") == {report.code}


def test_a_choice_of_somebody_elses_report_shows_ones_own_first(client, north):
    hidden, report = sent(north), at_secretariat(north)
    sign_in(client, north.officer)
    page = body(client.get(INBOX, {"avvikelse": str(hidden.pk)}))
    assert (report.code in page, hidden.code in page) == (True, False)


def test_who_answers_nothing_has_no_queue(signed, north):
    assert signed.get(INBOX).status_code == 404


def test_the_pages_cost_the_same_for_one_report_and_for_four(client, north):
    report = at_secretariat(north)
    urls = {north.officer: (INBOX, page_of(report)), north.head: (INBOX, page_of(report)), north.reporter: (MINE,)}

    def prices():
        found = []
        for who, pages in urls.items():
            sign_in(client, who)
            found += [statements_of(client, url) for url in pages]
        return found

    before = prices()
    for _number in range(3):
        at_secretariat(north)
    assert prices() == before


def test_where_the_groups_answer_is_owed_its_clock_stands_on_the_page_until_it_has_come(client, south):
    report = in_local_group(south)
    sign_in(client, south.coordinator)
    before = text_of(client.get(page_of(report)))
    do("resolve", report, south.coordinator, solution="Rutinen är ändrad.")
    do("close", report, south.head)
    assert "Avvikelsen ska besvaras" in before
    assert "Avvikelsen ska besvaras" not in text_of(client.get(page_of(report)))
