"""The style guide: there in the showcase alone, every page whole, nothing said past gettext."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client

from fulcrum.apps.ui.styleguide import figures
from fulcrum.apps.ui.styleguide.samples import samples
from fulcrum.apps.ui.styleguide.urls import styleguide_urls
from tests.pseudo import pseudo_language, untranslated

PAGES = ["", "/list", "/list?none=1", "/list?q=zzz", "/record", "/form", "/wizard", "/summary"]
PAGES += ["/progress", "/confirm", "/report"]
INVENTED = ["Ada Officer", "Grace Lead", "asked a question", "submitted the assessment"]

pytestmark = pytest.mark.django_db


def test_only_in_the_showcase() -> None:
    assert styleguide_urls(showcase=False) == []
    assert Client().get("/styleguide").status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_pages_are_whole_and_wholly_translatable(
    own_pages: None, client: Client, page: str
) -> None:
    with pseudo_language() as code:
        client.cookies["language"] = code
        response = client.get(f"/styleguide{page}")
    assert response.status_code == 200
    labels = ContentType.objects.values_list("app_label", "model")
    data = {*INVENTED, *(part for pair in labels for part in pair)}
    # The words of a list's specification are made when the module is read, in any language.
    assert untranslated(response.content.decode(), data=data) == []


def test_every_sample_shows_its_code(own_pages: None, client: Client) -> None:
    html = client.get("/styleguide").content.decode()
    assert html.count('class="guide-code"') == len(samples())
    assert "{% load i18n" in html


@pytest.mark.parametrize("page", ["form", "wizard"])
def test_forms_say_what_is_wrong(own_pages: None, client: Client, page: str) -> None:
    response = client.post(f"/styleguide/{page}")
    assert response.status_code == 422
    assert "error-summary" in response.content.decode()


def test_forms_lead_on(own_pages: None, client: Client) -> None:
    answers = {"name": "Bank", "size": "small", "country": "KE"}
    assert client.post("/styleguide/form", answers)["Location"] == "/styleguide"
    assert client.post("/styleguide/wizard", {"level": "yes"})["Location"] == "/styleguide/summary"
    assert client.post("/styleguide/summary")["Location"] == "/styleguide"
    assert client.post("/styleguide/confirm")["Location"] == "/styleguide"


def test_progress_answers_htmx_with_the_panel(own_pages: None, client: Client) -> None:
    part = client.get("/styleguide/progress", headers={"HX-Request": "true"}).content.decode()
    assert part.startswith('<section id="long-work"')
    whole = client.get("/styleguide/progress").content.decode()
    assert '<noscript><meta http-equiv="refresh"' in whole


def test_error(own_pages: None, client: Client) -> None:
    assert client.get("/styleguide/error").status_code == 409


@pytest.mark.parametrize(("kind", "begins"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_the_report_is_a_file_too(
    own_pages: None, client: Client, kind: str, begins: bytes
) -> None:
    page = client.get("/styleguide/report").content.decode()
    assert f'href="/styleguide/report.{kind}"' in page
    assert client.get(f"/styleguide/report.{kind}").content.startswith(begins)


def test_files_nobody_made_are_not_found(own_pages: None, client: Client) -> None:
    assert client.get("/styleguide/report.exe").status_code == 404
    assert client.get("/styleguide/rows/other.csv").status_code == 404


@pytest.mark.parametrize("key", sorted(figures.FIGURES))
def test_every_figure_leads_to_its_rows(own_pages: None, client: Client, key: str) -> None:
    assert f'href="/styleguide/rows/{key}.csv"' in client.get("/styleguide").content.decode()
    answer = client.get(f"/styleguide/rows/{key}.csv")
    lines = b"".join(answer).decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + len(figures.FIGURES[key]().rows)
