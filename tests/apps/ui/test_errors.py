"""Error pages: what happened, what to do, a reference; never a trace."""

import re
from collections.abc import Callable

import pytest
from django.db import Error, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation

from fulcrum.apps.ui import errors
from fulcrum.apps.ui.api.problems import HANDLERS

REFERENCE = re.compile(r"[0-9A-F]{8}")


@pytest.mark.parametrize(
    ("kind", "status", "words"),
    [
        ("refused", 403, ["This is not yours to do", "approve your own", "Ask a colleague."]),
        ("conflict", 409, ["This could not be done", "It was submitted."]),
        ("wrong", 422, ["This could not be done", "The date is in the past."]),
    ],
)
def test_problems_a_person_can_mend(lead: Client, kind: str, status: int, words: list[str]) -> None:
    response = lead.get(f"/problem/{kind}")
    html = response.content.decode()
    assert response.status_code == status
    assert all(word in html for word in words)
    assert REFERENCE.search(html)


def test_a_break_gets_a_plain_page(own_pages: None, client: Client, db: None) -> None:
    client.raise_request_exception = False
    response = client.get("/problem/secret-detail")
    html = response.content.decode()
    assert response.status_code == 500
    assert "Something broke on our side" in html
    assert REFERENCE.search(html)
    assert "secret-detail" not in html.replace("/problem/secret-detail", "")
    assert "Traceback" not in html


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OperationalError("database or disk is full"), "disk is full"),
        (OperationalError("could not extend file: No space left on device"), "disk is full"),
        (OperationalError("connection refused"), "database does not answer"),
        (InterfaceError("connection already closed"), "database does not answer"),
    ],
)
def test_an_outage_says_what_is_out_of_order(
    rf: RequestFactory, error: Exception, said: str
) -> None:
    try:
        raise error
    except Error:
        page = errors.server_error(rf.get("/"))
    answer = HANDLERS[type(error)](rf.get("/api/v1/"), error)
    for response in (page, answer):
        text = response.content.decode()
        assert (response.status_code, response["Retry-After"]) == (503, "30")
        assert said in text
        assert "Try again in a minute." in text
        assert str(error) not in text


def test_a_break_in_arabic(rf: RequestFactory) -> None:
    with translation.override("ar"):
        assert b'dir="rtl"' in errors.server_error(rf.get("/")).content


def test_missing_pages_keep_the_shell(lead: Client) -> None:
    response = lead.get("/no/such/page")
    assert response.status_code == 404
    assert "There is no such page" in response.content.decode()
    assert "Sign out" in response.content.decode()


@pytest.mark.parametrize(
    ("view", "status"),
    [(errors.bad_request, 400), (errors.forbidden, 403), (errors.csrf_failure, 403)],
)
def test_other_refusals(
    view: Callable[[HttpRequest], HttpResponse], status: int, rf: RequestFactory
) -> None:
    assert view(rf.get("/")).status_code == status


def test_the_api_answers_problems_itself(own_pages: None, rf: RequestFactory) -> None:
    from fulcrum.apps.ui.middleware import SecurityHeadersMiddleware  # noqa: PLC0415
    from tests.apps.ui.pages import PROBLEMS  # noqa: PLC0415

    handler = SecurityHeadersMiddleware(lambda request: HttpResponse())
    assert handler.process_exception(rf.get("/api/x"), PROBLEMS["wrong"]) is None


def test_headers(own_pages: None, client: Client, db: None) -> None:
    headers = client.get("/bare").headers
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
