"""The framework's pages: who reads what, how working titles are marked, publishing."""

import json

import pytest
from django.urls import reverse

from fulcrum.apps.blueprint.models import Release, ReleaseState
from fulcrum.kernel.actors import Role
from tests.apps.blueprint.making import action, document, make_release
from tests.conftest import ClientMaker

pytestmark = pytest.mark.django_db
GERMAN = {"language": "de", "status": "draft", "actions": {"G1.A1": "Dem Geld folgen"}}


def test_every_role_reads_goals_and_actions(client_as: ClientMaker) -> None:
    make_release()
    for role in Role:
        page = client_as(role).get(reverse("framework"))
        assert page.status_code == 200
        text = page.content.decode()
        assert "Goal 1 title" in text
        assert "Action G2.A1" in text


def test_a_working_title_says_so_wherever_it_is_shown(client_as: ClientMaker) -> None:
    make_release()
    client = client_as(Role.COMMISSIONER)
    assert client.get(reverse("framework")).content.decode().count("working title") == 2
    unconfirmed = client.get(reverse("action", args=["G2.I1"])).content.decode()
    assert "only the theme of this Action was seen" in unconfirmed
    confirmed = client.get(reverse("action", args=["G1.A1"])).content.decode()
    assert "working title" not in confirmed
    assert "Title of G-1" in confirmed
    assert client.get(reverse("action", args=["G9.A1"])).status_code == 404


def test_before_the_first_release(client_as: ClientMaker) -> None:
    client = client_as(Role.COMMISSIONER)
    assert "No release is in force yet" in client.get(reverse("framework")).content.decode()
    assert "No release yet" in client.get(reverse("releases")).content.decode()
    assert client.get(reverse("action", args=["G1.A1"])).status_code == 404


def test_an_older_release_is_still_read_and_says_so(client_as: ClientMaker) -> None:
    make_release("r1", ReleaseState.RETIRED)
    make_release(
        "r2", actions=[action("G1.A1", "G1") | {"title": "Corrected"}, *document()["actions"][1:]]
    )
    client = client_as(Role.INSTITUTION_LEAD)
    old = client.get(reverse("release_framework", args=["r1"])).content.decode()
    assert "not the one in force" in old
    assert "Corrected" not in old
    page = client.get(reverse("release_action", args=["r1", "G1.A1"])).content.decode()
    assert "Action G1.A1" in page


def test_drafts_are_for_the_secretariat(client_as: ClientMaker) -> None:
    make_release("r1")
    make_release("r2", ReleaseState.DRAFT, title="Better")
    address = reverse("release", args=["r2"])
    officer, lead = client_as(Role.SECRETARIAT_OFFICER), client_as(Role.INSTITUTION_LEAD)
    page = officer.get(address).content.decode()
    assert "Put it in force" in page
    assert "<ins><bdi>Better</bdi></ins>" in page
    assert "<del><bdi>Release r1</bdi></del>" in page
    assert lead.get(address).status_code == 404
    assert "r2" not in lead.get(reverse("releases")).content.decode()
    assert lead.get(reverse("release", args=["r1"])).status_code == 200


def test_differences_are_said_in_words(client_as: ClientMaker) -> None:
    make_release("r1")
    actions = [action("G1.A1", "G1"), action("G2.A1", "G2"), action("G2.I1", "G2")]
    make_release("r2", ReleaseState.DRAFT, actions=actions)
    officer = client_as(Role.SECRETARIAT_OFFICER)
    page = officer.get(reverse("release", args=["r2"])).content.decode()
    assert "<strong>Action <bdi>G2.I1</bdi></strong>" in page
    assert "<del><bdi>working title</bdi></del>" in page
    assert "<ins><bdi>confirmed</bdi></ins>" in page


def test_a_release_says_who_signed_it(client_as: ClientMaker) -> None:
    make_release("r1", ReleaseState.DRAFT)
    officer, address = client_as(Role.SECRETARIAT_OFFICER), reverse("release", args=["r1"])
    assert "Signed by" not in officer.get(address).content.decode()
    officer.post(reverse("release_publish", args=["r1"]))
    assert "This installation, whose public key is" in officer.get(address).content.decode()
    Release.objects.update(signed_by="ab" * 32)
    assert "Another installation, whose public key is" in officer.get(address).content.decode()


def test_an_officer_publishes_after_one_more_look(client_as: ClientMaker) -> None:
    make_release("r1")
    make_release("r2", ReleaseState.DRAFT)
    officer, address = client_as(Role.SECRETARIAT_OFFICER), reverse("release_publish", args=["r2"])
    assert "Put this release in force?" in officer.get(address).content.decode()
    done = officer.post(address, follow=True)
    assert "The release is in force." in done.content.decode()
    assert Release.objects.get(code="r2").state == ReleaseState.PUBLISHED
    # The old one cannot come back by its address.
    refused = officer.post(reverse("release_publish", args=["r1"]), follow=True)
    assert "replaced by a newer one" in refused.content.decode()


def test_publishing_is_refused_to_others_and_asks_for_a_fresh_proof(
    client_as: ClientMaker,
) -> None:
    make_release("r2", ReleaseState.DRAFT)
    address = reverse("release_publish", args=["r2"])
    assert client_as(Role.ADMINISTRATOR).post(address).status_code == 403
    stale = client_as(Role.SECRETARIAT_OFFICER, age=3600).post(address)
    assert stale.status_code == 302
    assert stale["Location"].startswith(reverse("account_reauthenticate"))
    assert Release.objects.get().state == ReleaseState.DRAFT


def test_a_bundle_is_a_download(client_as: ClientMaker) -> None:
    make_release("r1", ReleaseState.DRAFT)
    officer = client_as(Role.SECRETARIAT_OFFICER)
    address = reverse("release_bundle", args=["r1"])
    assert "no signature" in officer.get(address, follow=True).content.decode()
    officer.post(reverse("release_publish", args=["r1"]))
    answer = officer.get(address)
    assert answer["Content-Disposition"] == 'attachment; filename="fulcrum-framework-r1.json"'
    assert json.loads(answer.content)["code"] == "r1"


def test_titles_follow_the_reader_and_say_that_a_translation_is_a_draft(
    client_as: ClientMaker, settings: object
) -> None:
    settings.LANGUAGES = [("en", "English"), ("de", "Deutsch")]  # type: ignore[attr-defined]
    make_release(translations=[GERMAN], languages=["en", "de"])
    client = client_as(Role.COMMISSIONER)
    client.cookies["language"] = "de"
    text = client.get(reverse("framework")).content.decode()
    assert "Dem Geld folgen" in text
    assert "draft translation" in text
    page = client.get(reverse("action", args=["G1.A1"])).content.decode()
    assert "Action G1.A1" in page  # the English title stands beside it


def test_the_pages_cost_few_queries(
    client_as: ClientMaker, django_assert_max_num_queries: object
) -> None:
    make_release("r1", ReleaseState.RETIRED)
    make_release("r2")
    client = client_as(Role.SECRETARIAT_OFFICER)
    addresses = [
        reverse("framework"), reverse("action", args=["G1.A1"]), reverse("releases"),
        reverse("release", args=["r1"]),
    ]  # fmt: skip
    for address in addresses:
        client.get(address)
        with django_assert_max_num_queries(12):  # type: ignore[operator]
            assert client.get(address).status_code == 200
