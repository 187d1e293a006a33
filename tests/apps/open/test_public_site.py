"""The public site: what everybody sees, what nobody sees, and how it is cached."""

import gzip
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fulcrum.apps.audit.actions import Thing, record
from fulcrum.apps.blueprint.actions.commitments import CommitmentInput, propose_commitment
from fulcrum.apps.blueprint.actions.practices import contribute_practice, decide_practice
from fulcrum.apps.blueprint.actions.snapshots import (
    agree_to_be_named,
    freeze_state,
    no_longer_be_named,
    publish_snapshot,
    withdraw_snapshot,
)
from fulcrum.apps.blueprint.models import Audience, Commitment, Practice, Release, Snapshot
from fulcrum.apps.open import changes
from fulcrum.apps.open.models import PublicChange
from fulcrum.apps.open.registry import PublicArea, add_public_area, public_areas
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import Actor, Role
from fulcrum.kernel.errors import FulcrumError
from tests.apps.blueprint.actions.test_practices import GIVEN as PRACTICE
from tests.apps.blueprint.actions.test_snapshots import commit
from tests.apps.blueprint.making import institution, make_release

GZIP = {"Accept-Encoding": "gzip, br"}


@pytest.fixture
def release(db: None) -> Release:
    return make_release()


@pytest.fixture
def lead(actor_as: Callable[..., Actor]) -> Actor:
    return actor_as(Role.INSTITUTION_LEAD)


@pytest.fixture
def officer(actor_as: Callable[..., Actor]) -> Actor:
    return actor_as(Role.SECRETARIAT_OFFICER)


@pytest.fixture
def own(lead: Actor) -> Organisation:
    return institution("Own Bank", tenant_id=lead.tenant_id)


@pytest.fixture
def public(own: Organisation, release: Release, lead: Actor) -> Commitment:
    return commit(own, lead, Audience.PUBLIC, "G1.A1")


@pytest.fixture
def snapshot(public: Commitment, lead: Actor, officer: Actor) -> Snapshot:
    agree_to_be_named(by=lead)
    freeze_state("The first", date(2026, 1, 1), by=officer)
    made = freeze_state("Now", timezone.localdate(), by=officer)
    publish_snapshot(made, by=officer)
    return made


def get(client: Client, path: str, status: int = 200, **headers: str) -> str:
    answer = client.get(path, headers=headers)
    assert answer.status_code == status, answer.content
    return unescape(answer.content.decode())


def test_an_empty_installation_says_so(client: Client, db: None) -> None:
    assert "No release of the Blueprint is in force here yet." in get(client, "/en/")
    assert "No release is in force yet" in get(client, "/en/blueprint")
    assert "No snapshot is public yet" in get(client, "/en/implementation")
    assert "The catalogue is still empty" in get(client, "/en/leverage")
    assert "No snapshot is public yet." in get(client, "/en/data")
    assert client.get("/en/blueprint/G1").status_code == 404


def test_only_what_is_public_is_seen(
    client: Client, public: Commitment, own: Organisation, lead: Actor
) -> None:
    shared = commit(own, lead, Audience.SECRETARIAT, "G1.A1")
    Commitment.objects.filter(pk=shared.pk).update(title="For the Secretariat")
    given = CommitmentInput("A secret", ["G1.A1"], date(2027, 1, 1), "I", audience="own")
    kept = propose_commitment(own, given, by=lead)
    for path in ("/en/", "/en/commitments", "/en/blueprint/G1", "/en/blueprint/G1.A1"):
        page = get(client, path)
        assert "For the Secretariat" not in page
        assert "A secret" not in page
    assert "Own Bank" in get(client, "/en/blueprint/G1.A1")
    assert "Nobody has committed to this in public yet" in get(client, "/en/blueprint/G2")
    assert "Pledged since" in get(client, f"/en/commitments/{public.pk}")
    for hidden in (shared, kept):
        assert client.get(f"/en/commitments/{hidden.pk}").status_code == 404


def test_no_person_is_named(
    client: Client, snapshot: Snapshot, public: Commitment, lead: Actor, officer: Actor
) -> None:
    people = {lead.label, officer.label}
    for path in ("/en/", "/en/commitments", f"/en/commitments/{public.pk}", "/en/implementation",
                 "/en/data", "/en/leverage", f"/en/implementation/{snapshot.number}/state.json",
                 f"/en/implementation/{snapshot.number}/commitments.csv"):  # fmt: skip
        page = get(client, path)
        assert not any(person in page for person in people), path


def test_practices_are_found_and_filtered(
    client: Client, release: Release, lead: Actor, officer: Actor
) -> None:
    made = contribute_practice(PRACTICE, by=lead)
    assert client.get(f"/en/leverage/{made.pk}").status_code == 404
    decide_practice(made, "propose", by=lead)
    decide_practice(made, "publish", by=officer)
    assert "Fees paid back" in get(client, "/en/leverage?q=recruit&country=KE&goal=G1")
    assert "Nothing matches" in get(client, "/en/leverage?q=fishing")
    assert "Annual report" in get(client, f"/en/leverage/{made.pk}")
    assert "Fees paid back" in get(client, "/en/blueprint/G1.A1")
    assert Practice.objects.get().tenant_id == lead.tenant_id


def test_filters_name_nothing_of_what_is_not_published(
    client: Client, release: Release, lead: Actor, client_as: Callable[..., Client]
) -> None:
    contribute_practice(replace(PRACTICE, countries=("PE",), sectors=("03",)), by=lead)
    stranger = client_as(Role.INSTITUTION_LEAD)
    for page in (get(client, "/en/leverage"), get(stranger, reverse("practices"))):
        assert "Peru" not in page
        assert "03 Fishing" not in page


def test_snapshots_are_read_taken_and_withdrawn(
    client: Client, snapshot: Snapshot, lead: Actor, officer: Actor
) -> None:
    page = get(client, "/en/implementation")
    assert "Snapshot no. 2" in page
    assert "Own Bank" in page
    assert snapshot.sha256 in page
    (behind,) = set(re.findall(r'class="num range-cell"><a href="([^"]+)"', page))
    assert "Own Bank" in get(client, behind)
    assert client.get("/en/implementation/1/rows").status_code == 404
    assert client.get("/en/implementation/1").status_code == 404
    assert client.get("/en/implementation/1/cells.csv").status_code == 404
    place = f"/en/implementation/{snapshot.number}"
    for name, begins in (("state.pdf", b"%PDF"), ("state.docx", b"PK"), ("state.xlsx", b"PK"),
                         ("state.json", b"{"), ("dictionary.csv", b"\xef\xbb\xbf")):  # fmt: skip
        answer = client.get(f"{place}/{name}")
        assert answer.content.startswith(begins), name
        assert "attachment" in answer.headers["Content-Disposition"]
    assert client.get(f"{place}/all.zip").status_code == 404
    no_longer_be_named(by=lead)
    assert "Own Bank" not in get(client, "/en/implementation").partition("Leaders and laggards")[2]
    withdraw_snapshot(snapshot, "A wrong list.", by=officer)
    assert "A wrong list." in get(client, place, 410)
    assert "No snapshot is public yet" in get(client, "/en/implementation")


def test_a_page_is_new_as_soon_as_something_changed(
    client: Client, public: Commitment, own: Organisation, lead: Actor
) -> None:
    before = client.get("/en/commitments")
    again = client.get("/en/commitments")
    assert again.headers["ETag"] == before.headers["ETag"]
    commit(own, lead, Audience.PUBLIC, "G2.A1")
    after = client.get("/en/commitments")
    assert after.headers["ETag"] != before.headers["ETag"]
    assert "2 public commitments" in after.content.decode()


def test_a_kept_page_costs_one_query(
    client: Client, public: Commitment, django_assert_num_queries: Any
) -> None:
    client.get("/en/blueprint/G1")
    with django_assert_num_queries(1):
        answer = client.get("/en/blueprint/G1")
    assert not answer.cookies


def test_a_page_asks_few_queries_however_much_there_is(
    client: Client,
    public: Commitment,
    own: Organisation,
    lead: Actor,
    django_assert_max_num_queries: Any,
) -> None:
    for _ in range(30):
        commit(own, lead, Audience.PUBLIC, "G1.A1")
    for path in ("/en/commitments", "/en/blueprint/G1", "/en/leverage", "/en/"):
        with django_assert_max_num_queries(12):
            get(client, path)


def test_conditional_requests_and_heads(client: Client, public: Commitment) -> None:
    whole = client.get("/en/blueprint")
    etag, changed = whole.headers["ETag"], whole.headers["Last-Modified"]
    assert re.fullmatch(r'"[0-9a-f]{32}"', etag)
    assert whole.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    for headers in (
        {"If-None-Match": etag},
        {"If-None-Match": f'"other", {etag}'},
        {"If-None-Match": f"W/{etag}"},
        {"If-None-Match": "*"},
        {"If-Modified-Since": changed},
    ):
        answer = client.get("/en/blueprint", headers=headers)
        assert (answer.status_code, answer.content) == (304, b""), headers
        assert answer.headers["ETag"] == etag
    for headers in (
        {"If-None-Match": '"other"', "If-Modified-Since": changed},
        {"If-Modified-Since": "Mon, 01 Jan 2001 00:00:00 GMT"},
        {"If-Modified-Since": "yesterday"},
    ):
        assert client.get("/en/blueprint", headers=headers).status_code == 200, headers
    head = client.head("/en/blueprint")
    assert head.content == b""
    assert head.headers["Content-Length"] == str(len(whole.content))
    assert head.headers["ETag"] == etag


def test_packed_and_plain_are_two_representations(client: Client, public: Commitment) -> None:
    plain, packed = client.get("/en/blueprint"), client.get("/en/blueprint", headers=GZIP)
    assert gzip.decompress(packed.content) == plain.content
    assert packed.headers["ETag"] == f'{plain.headers["ETag"][:-1]}-gz"'
    assert plain.headers["Vary"] == packed.headers["Vary"] == "Accept-Encoding"
    same = client.get("/en/blueprint", headers={"If-None-Match": packed.headers["ETag"]} | GZIP)
    assert same.status_code == 304


def test_what_is_not_asked_for_so(client: Client, public: Commitment) -> None:
    refused = client.post("/en/commitments")
    assert (refused.status_code, refused.headers["Allow"]) == (405, "GET, HEAD")
    assert client.get("/en/leverage?q=" + "x" * 400).status_code == 414
    codes = [client.get(f"/en/leverage?q={number}").status_code for number in range(125)]
    assert codes[:100] == [200] * 100
    assert codes[-1] == 429


@pytest.mark.parametrize(
    ("language", "path"), [("ar", "/ar/"), ("de", "/en/"), ("", "/en/"), ("ar-EG,en;q=0.5", "/ar/")]
)
def test_the_root_leads_to_ones_language(
    client: Client, db: None, language: str, path: str
) -> None:
    answer = client.get("/", headers={"Accept-Language": language})
    assert (answer.status_code, answer.headers["Location"]) == (302, path)


def test_every_language_has_its_pages(client: Client, public: Commitment) -> None:
    page = get(client, "/ar/blueprint/G1")
    assert '<html lang="ar" dir="rtl"' in page
    assert 'hreflang="en" href="http://testserver/en/blueprint/G1"' in page
    assert '<link rel="canonical" href="http://testserver/ar/blueprint/G1">' in page
    assert client.get("/fr/").status_code == 404
    assert client.get("/en").headers["Location"] == "/en/"


def test_only_pages_of_lists_are_addresses_of_their_own(client: Client, public: Commitment) -> None:
    for query, kept in (
        ("?q=x&page=2", "?page=2"),
        ("?utm=1", ""),
        ("?page=1", ""),
        ("?page=x", ""),
    ):
        page = get(client, f"/en/leverage{query}")
        assert f'<link rel="canonical" href="http://testserver/en/leverage{kept}">' in page


def test_what_a_person_can_mend_is_said(
    client: Client, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lacks(_report: object) -> bytes:
        raise FulcrumError("Typst is missing.", mend="Install it.")

    monkeypatch.setattr("fulcrum.apps.open.views.implementation.report_pdf", lacks)
    page = get(client, f"/en/implementation/{snapshot.number}/state.pdf", 422)
    assert "Typst is missing." in page
    answer = client.get("/en/nothing")
    assert (answer.status_code, len(answer.cookies)) == (404, 0)


def test_machines_find_every_page(
    client: Client, snapshot: Snapshot, public: Commitment, lead: Actor, officer: Actor
) -> None:
    made = contribute_practice(PRACTICE, by=lead)
    decide_practice(made, "propose", by=lead)
    decide_practice(made, "publish", by=officer)
    tree = fromstring(client.get("/sitemap.xml").content)  # noqa: S314 - our own
    found = [
        one.text or "" for one in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    ]
    assert len(found) == len(set(found)) > 20
    for url in found:
        assert client.get(url.removeprefix("http://testserver")).status_code == 200, url
    assert f"http://testserver/en/commitments/{public.pk}" in found
    robots = get(client, "/robots.txt")
    assert "Allow: /en/" in robots
    assert "Sitemap: http://testserver/sitemap.xml" in robots


def test_an_installation_without_a_public_site_has_none(
    client: Client, public: Commitment, settings: Any
) -> None:
    settings.PUBLIC_SITE = False
    for path in ("/en/", "/en/commitments", "/sitemap.xml", "/robots.txt", "/ar/data"):
        assert client.get(path).status_code == 404, path
    assert client.get("/").headers["Location"].startswith(reverse("account_login"))


def test_what_is_noticed(public: Commitment, lead: Actor) -> None:
    count = PublicChange.objects.count()
    assert count
    record(lead, "sign_in", Thing("accounts.user", "1"))
    assert PublicChange.objects.count() == count
    record(lead, "change_organisation", Thing("parties.organisation", "1"))
    assert PublicChange.objects.count() == count + 1


def test_old_changes_are_forgotten(
    release: Release, lead: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "KEPT", 3)
    PublicChange.objects.bulk_create(PublicChange() for _ in range(250))
    for _ in range(110):
        record(lead, "change_organisation", Thing("parties.organisation", "1"))
    assert PublicChange.objects.count() <= 113


def test_an_area_is_added_once() -> None:
    before = public_areas()
    add_public_area(PublicArea("Twice", "open_about", 1))
    assert public_areas() == before


def test_structured_data_holds_no_secret(client: Client, snapshot: Snapshot) -> None:
    data = json.loads(client.get(f"/en/implementation/{snapshot.number}/state.json").content)
    assert data["scope"] == "public"
    assert "tenant" not in json.dumps(data)
