"""The state of play, for the Secretariat."""

import csv
import io
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from fulcrum.apps.audit.models import Entry
from fulcrum.apps.blueprint.models import Release
from fulcrum.kernel.actors import Role
from tests.apps.blueprint.making import finished, institution

ALL = ("G-1", "G-2", "T-1", "T-2")


@pytest.fixture
def secretariat(client_as: Callable[..., Client]) -> Client:
    return client_as(Role.SECRETARIAT_OFFICER)


@pytest.fixture
def world(release: Release) -> Release:
    finished(institution("Alder"), release, dict.fromkeys(ALL, 1))
    finished(institution("Birch", country="NO"), release, {"G-1": 2, "G-2": 2})
    finished(institution("Cedar", sub_sector="insurance"), release, dict.fromkeys(ALL, 4))
    institution("Dogwood", sub_sector="investment", languages=[])
    return release


def page(client: Client, **query: str) -> str:
    """The page as asked for."""
    response = client.get(reverse("state_of_play"), query)
    assert response.status_code == 200
    return unescape(response.content.decode())


def links(shown: str) -> list[str]:
    """Where the cells lead."""
    return re.findall(r'class="num range-cell"><a href="([^"]+)"', shown)


def test_the_page_shows_ranges_counts_and_gaps(world: Release, secretariat: Client) -> None:
    shown = page(secretariat)
    # Means over Alder and Birch: at least 1/4, at most (1/4 + 3/4)/2 where Birch is open.
    assert "Investment" in shown
    assert "of 4 organisations known" in shown
    assert "2 institutions" in shown
    assert "3 of 4 organisations have submitted; none yet: Investment" in shown


def test_every_cell_leads_to_its_institutions(world: Release, secretariat: Client) -> None:
    for query in (
        {},
        {"columns": "continent"},
        {"rows": "continent", "columns": "language", "measure": "area:gov"},
        {"rows": "action", "columns": "sub_sector", "continent": "AF"},
        {"rows": "language", "columns": ""},
    ):
        shown = page(secretariat, **query)
        counts = [int(n) for n in re.findall(r'cell-count">(\d+) institution', shown)]
        addresses = links(shown)
        assert len(addresses) == len(counts) > 0
        for address, count in zip(addresses, counts, strict=True):
            response = secretariat.get(address)
            assert response.status_code == 200
            assert response.context["count"] == count, address
            behind = re.findall(r'href="/blueprint/submissions/(\d+)"', response.content.decode())
            assert len(behind) == count


def test_the_values_of_the_institutions_are_their_own(world: Release, secretariat: Client) -> None:
    shown = secretariat.get(reverse("state_of_play_rows", args=["area", "trn"])).content.decode()
    assert "Training" in shown
    birch = shown.partition("Birch")[2]
    assert "0%" in birch
    assert "100%" in birch
    unknown = secretariat.get(reverse("state_of_play_rows", args=["colour", "red"]))
    assert unknown.status_code == 404


def test_files_hold_exactly_what_is_shown(world: Release, secretariat: Client) -> None:
    query = {"columns": "continent", "sub_sector": "banking"}
    shown = page(secretariat, **query)
    response = secretariat.get(reverse("state_of_play"), query | {"format": "csv"})
    lines = list(csv.DictReader(io.StringIO(response.getvalue().decode("utf-8-sig"))))
    assert [(line["Sub-sector"], line["Continent"], line["Institutions"]) for line in lines] == [
        ("Banking", "Africa", "1"),
        ("Banking", "Europe", "1"),
    ]
    for line in lines:
        low, high = (round(100 * float(line[name])) for name in ("Mean, at least", "Mean, at most"))
        said = f"{low}%" if low == high else f"{low}–{high}%"
        assert f">{said}</a>" in shown
    book = secretariat.get(reverse("state_of_play"), query | {"format": "xlsx"})
    sheet, notes = openpyxl.load_workbook(io.BytesIO(book.content)).worksheets
    rows = list(sheet.values)
    assert [str(value) for value in rows[0]] == list(lines[0])
    assert [row[:3] for row in rows[1:]] == [("Banking", "Africa", 1), ("Banking", "Europe", 1)]
    assert any("Sub-sector: Banking" in str(row) for row in notes.values)
    assert Entry.objects.filter(verb="export_state_of_play").count() == 2


def test_coverage_is_a_file_too(world: Release, secretariat: Client) -> None:
    query = {"part": "coverage", "format": "csv"}
    response = secretariat.get(reverse("state_of_play"), query)
    lines = response.getvalue().decode("utf-8-sig").splitlines()
    assert lines[1:] == ["Banking,2,2,1.0", "Investment,1,0,0.0", "Insurance,1,1,1.0"]


def test_files_ask_for_a_fresh_proof(world: Release, client_as: Callable[..., Client]) -> None:
    tired = client_as(Role.SECRETARIAT_OFFICER, age=3600)
    response = tired.get(reverse("state_of_play"), {"format": "csv"})
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_reauthenticate"))
    assert not Entry.objects.filter(verb="export_state_of_play").exists()


@pytest.mark.parametrize(
    "query",
    [
        {"rows": "goal", "columns": "area"},
        {"rows": "sub_sector", "columns": "sub_sector"},
        {"rows": "nothing"},
        {"continent": "XX"},
        {"measure": "goal:G9"},
    ],
)
def test_what_makes_no_sense_is_put_aside(
    world: Release, secretariat: Client, query: dict[str, str]
) -> None:
    shown = page(secretariat, **query)
    assert "Put aside" in shown
    assert links(shown)


def test_before_anybody_submits(release: Release, secretariat: Client) -> None:
    institution("Alder")
    shown = page(secretariat)
    assert "Nobody has submitted yet" in shown
    assert "0 of 1 organisations have submitted" in shown


def test_before_there_is_a_release(db: None, secretariat: Client) -> None:
    assert "Nobody has submitted yet" in page(secretariat)


def test_it_is_for_the_secretariat(world: Release, client_as: Callable[..., Client]) -> None:
    for role in (Role.INSTITUTION_LEAD, Role.COMMISSIONER, Role.RESEARCHER):
        client = client_as(role)
        assert client.get(reverse("state_of_play")).status_code == 403
        rows = reverse("state_of_play_rows", args=["overall", "all"])
        assert client.get(rows).status_code == 403
    assert Client().get(reverse("state_of_play")).status_code == 302


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(
    release: Release, secretariat: Client, django_assert_num_queries: Any, count: int
) -> None:
    for number in range(count):
        finished(institution(f"Bank {number}"), release, dict.fromkeys(ALL, 2))
    rows = reverse("state_of_play_rows", args=["overall", "all"])
    page(secretariat)
    secretariat.get(rows)
    with django_assert_num_queries(7):
        page(secretariat)
    with django_assert_num_queries(5):
        secretariat.get(rows)
