from django.http import HttpResponse, HttpResponseNotAllowed

from core.ui.middleware import HeadersMiddleware, RequestIdMiddleware


def test_every_request_has_a_name_of_its_own(rf):
    seen = []
    middleware = RequestIdMiddleware(lambda request: seen.append(request.request_id) or HttpResponse())
    answers = [middleware(rf.get("/")) for _ in range(200)]

    assert [answer["X-Request-ID"] for answer in answers] == seen
    assert len(set(seen)) == 200
    assert all(len(name) == 8 and not set(name) & set("01IO") for name in seen)


def test_no_answer_is_kept_or_shared(rf):
    response = HeadersMiddleware(lambda request: HttpResponse())(rf.get("/"))

    assert response["Cache-Control"] == "no-store"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]


def test_an_answer_that_says_how_long_it_keeps_is_left_alone(rf):
    response = HeadersMiddleware(lambda request: HttpResponse(headers={"Cache-Control": "private, max-age=3600"}))(
        rf.get("/")
    )

    assert response["Cache-Control"] == "private, max-age=3600"
    assert "Vary" not in response.headers


def test_a_wrong_method_gets_a_page_and_still_names_the_right_one(ask):
    response = HeadersMiddleware(lambda request: HttpResponseNotAllowed(["POST"]))(ask("/bara-post/"))

    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert "Så går sidan inte att öppna" in response.content.decode()
