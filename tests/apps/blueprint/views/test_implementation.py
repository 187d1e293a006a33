"""The state of implementation and its snapshots, as officers and institutions use them."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from hashlib import sha256
from html import unescape
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from fulcrum.apps.audit.models import Entry
from fulcrum.apps.blueprint.actions.snapshots import agree_to_be_named, freeze_state
from fulcrum.apps.blueprint.models import Audience, NamingConsent, Release, Snapshot
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import Actor, Role
from tests.apps.blueprint.actions.test_snapshots import commit
from tests.apps.blueprint.making import institution

PAGE = "state_of_implementation"


@pytest.fixture
def secretariat(client_as: Callable[..., Client]) -> Client:
    return client_as(Role.SECRETARIAT_OFFICER)


@pytest.fixture
def world(release: Release, own: Organisation, lead: Actor) -> Organisation:
    """Two of one's own commitments, one public; and two institutions nobody has reached."""
    commit(own, lead, Audience.PUBLIC, "G1.A1")
    commit(own, lead, Audience.SECRETARIAT, "G2.A1")
    institution("Birch", country="NO", sub_sector="insurance")
    institution("Cedar", country="NO", sub_sector="insurance", languages=[])
    return own


def shown(client: Client, name: str, *args: Any, **query: str) -> str:
    """A page as asked for."""
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200, response.content
    return unescape(response.content.decode())


def links(page: str) -> list[str]:
    """Where the cells lead."""
    return re.findall(r'class="num range-cell"><a href="([^"]+)"', page)


def content(response: Any) -> bytes:
    """The whole of a file, streamed or not."""
    found: bytes = b"".join(response) if response.streaming else response.content
    return found


def test_the_page_shows_what_is_reached_and_what_is_not(
    world: Organisation, secretariat: Client
) -> None:
    page = shown(secretariat, PAGE)
    assert "1 of 3 organisations known (33%) are at “Pledged” or beyond" in page
    assert "Insurance · G1 Goal 1 title" in page
    public = shown(secretariat, PAGE, scope="public", rows="goal", columns="")
    assert "public commitments and the register" in public
    assert "G2 Goal 2 title" in public


def test_nothing_committed_is_said(release: Release, secretariat: Client) -> None:
    page = shown(secretariat, PAGE)
    assert "No organisation is known within these filters." in page
    assert "There is no data yet." in page


def test_every_cell_leads_to_its_commitments(world: Organisation, secretariat: Client) -> None:
    for query in (
        {},
        {"rows": "action", "columns": "continent"},
        {"rows": "language", "columns": "", "part": "G2"},
    ):
        found = links(shown(secretariat, PAGE, **query))
        assert found
        for address in found:
            page = secretariat.get(unescape(address))
            assert page.status_code == 200
            assert "1 commitments of 1 institutions" in page.content.decode()
            assert "Own Bank" in page.content.decode()


def test_a_day_that_is_past_or_to_come(world: Organisation, secretariat: Client) -> None:
    past = shown(secretariat, PAGE, as_of="2020-01-01")
    assert "0 of 3 organisations known" in past
    odd = shown(secretariat, PAGE, as_of="2999-01-01", before="2998-01-01", rows="nothing")
    assert "Put aside, because it does not go together or is not known" in odd
    same = shown(secretariat, PAGE, rows="goal", columns="goal")
    assert "Put aside" in same


def test_a_comparison_shows_what_grew(world: Organisation, secretariat: Client) -> None:
    page = shown(secretariat, PAGE, before="2020-01-01")
    assert "from 0 institutions" in page
    assert '<span class="cell-change">+1</span>' in page


@pytest.mark.parametrize(
    "place", [("2026-13-01", "shared", "all", "pledged"), ("2026-01-01", "all", "all", "pledged"),
              ("2026-01-01", "shared", "all", "done")],
)  # fmt: skip
def test_rows_of_what_there_is_not(release: Release, secretariat: Client, place: Any) -> None:
    assert secretariat.get(reverse("state_rows", args=place)).status_code == 404


def test_the_page_asks_the_same_number_of_queries_however_much_there_is(
    world: Organisation,
    lead: Actor,
    secretariat: Client,
    django_assert_max_num_queries: Any,
) -> None:
    for _ in range(20):
        commit(world, lead, Audience.PUBLIC, "G1.A1")
    shown(secretariat, PAGE)
    with django_assert_max_num_queries(17):
        shown(secretariat, PAGE, before="2020-01-01")


def test_files_hold_what_the_page_shows(world: Organisation, secretariat: Client) -> None:
    answer = secretariat.get(reverse(PAGE), {"format": "csv"})
    rows = list(csv.DictReader(io.StringIO(content(answer).decode("utf-8-sig"))))
    assert {(row["Reached"], row["Known"]) for row in rows} == {("1", "1"), ("0", "2")}
    book = openpyxl.load_workbook(
        io.BytesIO(content(secretariat.get(reverse(PAGE), {"format": "xlsx"})))
    )
    assert book.sheetnames == [
        "Table",
        "Gaps",
        "Countries",
        "Timeline",
        "Cells",
        "Commitments",
        "Data dictionary",
        "Notes",
    ]
    assert book["Gaps"]["A2"].value == "Insurance · G1 Goal 1 title"
    assert book["Commitments"].max_row == 3
    assert Entry.objects.filter(verb="export_state").count() == 2


@pytest.fixture
def snapshot(world: Organisation, lead: Actor, officer: Actor) -> Snapshot:
    agree_to_be_named(by=lead)
    return freeze_state("The first", timezone.localdate(), by=officer)


def facts(page: str) -> dict[str, str]:
    """Numbers that the report must repeat."""
    tiles = re.findall(r'class="tile-number">(?:<a[^>]*>)?([^<]+)<', page)
    return dict(zip(("reached", "share", "gaps"), tiles, strict=True))


def test_the_report_says_what_the_page_says(snapshot: Snapshot, secretariat: Client) -> None:
    page = shown(secretariat, "snapshot", snapshot.number)
    found = facts(page)
    place = reverse("snapshot", args=[snapshot.number])
    html = unescape(secretariat.get(place, {"format": "html"}).content.decode())
    pdf = PdfReader(io.BytesIO(content(secretariat.get(place, {"format": "pdf"}))))
    text = re.sub(r"\s+", " ", " ".join(one.extract_text() for one in pdf.pages))
    docx = zipfile.ZipFile(io.BytesIO(content(secretariat.get(place, {"format": "docx"}))))
    words = re.sub(r"<[^>]+>", " ", docx.read("word/document.xml").decode())
    finding = re.search(r"\d+ of \d+ organisations known \(\d+%\)", page)
    assert finding is not None
    assert (found["reached"], found["share"]) == ("1", "33%")
    for report in (html, text, re.sub(r"\s+", " ", unescape(words))):
        assert finding[0] in report
        assert snapshot.sha256[:20] in report.replace(" ", "")
        assert f"The largest of {found['gaps']} gaps" in report
        assert "Own Bank" in report
    metadata = pdf.xmp_metadata
    assert metadata is not None
    assert "pdfuaid" in metadata.stream.get_data().decode()


def test_every_cell_of_a_snapshot_leads_to_its_frozen_rows(
    snapshot: Snapshot, world: Organisation, lead: Actor, secretariat: Client
) -> None:
    commit(world, lead, Audience.PUBLIC, "G1.A1")  # later: it is not in the snapshot
    for query in ({}, {"rows": "language", "columns": ""}):
        (address,) = links(shown(secretariat, "snapshot", snapshot.number, **query))
        page = unescape(secretariat.get(unescape(address)).content.decode())
        assert "1 commitments of 1 institutions" in page
        assert "Own Bank" in page
    place = reverse("snapshot_rows", args=[snapshot.number])
    assert (
        "No commitment was at this rung" in secretariat.get(place, {"part": "G2"}).content.decode()
    )
    assert secretariat.get(place, {"least": "done"}).status_code == 404
    nobody = secretariat.get(place, {"language": "unknown", "sub_sector": "insurance"})
    assert "0 commitments" in nobody.content.decode()


def test_open_data_says_what_was_frozen(snapshot: Snapshot, secretariat: Client) -> None:
    def file(name: str) -> bytes:
        return content(secretariat.get(reverse("snapshot_file", args=[snapshot.number, name])))

    assert sha256(file("state.json")).hexdigest() == snapshot.sha256
    assert json.loads(file("state.json"))["scope"] == "public"
    cells = list(csv.DictReader(io.StringIO(file("cells.csv").decode("utf-8-sig"))))
    whole = [row for row in cells if row["part"] == ""]
    assert sum(int(row["known"]) for row in whole) == 3
    assert sum(int(row["pledged"]) for row in whole) == 1
    (one,) = csv.DictReader(io.StringIO(file("commitments.csv").decode("utf-8-sig")))
    assert (one["institution"], one["status"], one["actions"]) == ("Own Bank", "pledged", "G1.A1")
    told = list(csv.DictReader(io.StringIO(file("dictionary.csv").decode("utf-8-sig"))))
    for name, row in (("cells.csv", cells[0]), ("commitments.csv", one)):
        assert [each["Column"] for each in told if each["File"] == name] == list(row)
    missing = reverse("snapshot_file", args=[snapshot.number, "all.zip"])
    assert secretariat.get(missing).status_code == 404


def test_a_snapshot_is_frozen_published_and_withdrawn_on_pages(
    world: Organisation, secretariat: Client
) -> None:
    refused = secretariat.post(
        reverse("snapshot_new"), {"title": "T", "as_of": "2999-01-01", "scope": "public"}
    )
    assert refused.status_code == 422
    assert "still to come" in refused.content.decode()
    today = timezone.localdate().isoformat()
    made = secretariat.post(
        reverse("snapshot_new"), {"title": "T", "as_of": today, "scope": "public"}, follow=True
    )
    assert "Frozen as number 1." in made.content.decode()
    assert "No. 1" in shown(secretariat, "snapshot_publish", 1)
    published = secretariat.post(reverse("snapshot_publish", args=[1]), follow=True)
    assert "on the public site" in published.content.decode()
    assert secretariat.post(reverse("snapshot_publish", args=[1])).status_code == 409
    assert "not public" not in shown(secretariat, "snapshots", public="yes")
    place = reverse("snapshot_withdraw", args=[1])
    assert secretariat.post(place, {"reason": ""}).status_code == 422
    after = secretariat.post(place, {"reason": "A wrong list."}, follow=True)
    assert "A wrong list." in unescape(after.content.decode())
    assert secretariat.post(place, {"reason": "Again"}).status_code == 422


def test_two_snapshots_beside_one_another(
    world: Organisation, officer: Actor, secretariat: Client
) -> None:
    earlier = timezone.localdate().replace(year=2020, day=1)
    freeze_state("Then", earlier, by=officer)
    freeze_state("Now", timezone.localdate(), by=officer)
    page = shown(secretariat, "snapshot", 2, **{"with": "1"})
    assert "snapshot no. 1" in page
    assert '<span class="cell-change">+1</span>' in page
    assert secretariat.get(reverse("snapshot", args=[1]), {"with": "2"}).status_code == 404


def test_data_that_was_tampered_with_is_said(
    snapshot: Snapshot, secretariat: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fulcrum.apps.blueprint.queries.snapshots.hash_of", lambda _data: "0" * 64)
    assert "its SHA-256 differs" in shown(secretariat, "snapshot", snapshot.number)


def test_a_lead_agrees_and_takes_it_back(
    client_as: Callable[..., Client], release: Release
) -> None:
    client = client_as(Role.INSTITUTION_LEAD)
    assert client.post(reverse("naming"), {"decision": "agree"}).status_code == 409


def test_a_registered_lead_decides(
    own: Organisation, lead: Actor, client_as: Callable[..., Client]
) -> None:
    client = client_as(Role.INSTITUTION_LEAD, tenant=own.tenant)
    assert "counted, and not named" in shown(client, "naming")
    agreed = client.post(reverse("naming"), {"decision": "agree"}, follow=True)
    assert "may be named from now on" in agreed.content.decode()
    back = client.post(reverse("naming"), {"decision": "withdraw"}, follow=True)
    assert "Taken back on" in back.content.decode()
    assert NamingConsent.objects.get().withdrawn_at is not None
