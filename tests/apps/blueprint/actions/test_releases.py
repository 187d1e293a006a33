"""Releases: loaded once, published one at a time, passed on signed; old answers keep theirs."""

import json
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.db import IntegrityError, transaction

from fulcrum.apps.audit.models import Entry
from fulcrum.apps.blueprint.actions.releases import (
    export_bundle,
    load_bundle,
    load_release,
    publish_release,
)
from fulcrum.apps.blueprint.bundles import public_key_of, sign, write_bundle
from fulcrum.apps.blueprint.models import Release, ReleaseState
from fulcrum.apps.blueprint.queries.releases import differences
from fulcrum.apps.blueprint.releases import SHIPPED, digest, read_spec, spec_of
from fulcrum.apps.blueprint.spec import ReleaseSpec
from fulcrum.kernel.actors import Role
from fulcrum.kernel.errors import ConflictError, FulcrumError, RefusedError
from tests.apps.blueprint.making import SYSTEM, document, finished, institution, make_release
from tests.conftest import ActorMaker

pytestmark = pytest.mark.django_db
FIRST = SHIPPED / "release-2019.1"
STRANGER = bytes(range(32))


def second_edition(folder: Path) -> Path:
    """The shipped release with a title corrected and one Action confirmed, as one YAML file."""
    spec = read_spec(FIRST).model_dump(mode="json")
    spec |= {"id": "2019.2", "title": "Second edition"}
    found = {row["id"]: row for row in spec["actions"]}
    found["G2.A1"] |= {"title": "Share due diligence with other institutions", "confirmed": True}
    path = folder / "release.yaml"
    path.write_text(yaml.safe_dump(spec, allow_unicode=True), "utf-8")
    return path


def test_the_shipped_release_loads_and_is_what_the_sources_say() -> None:
    release = load_release(FIRST, by=SYSTEM, publish=True)
    spec = spec_of(release)
    assert (len(spec.goals), len(spec.actions), len(spec.areas)) == (5, 30, 4)
    confirmed = {action.id for action in spec.actions if action.confirmed}
    goals_1_and_3 = {f"G{goal}.{kind}{n}" for goal in (1, 3) for kind in "AI" for n in (1, 2, 3)}
    assert confirmed == goals_1_and_3 | {"G5.I1", "G5.I2", "G5.I3"}
    assert len(spec.actor_types) == 28
    assert all(8 <= len(area.items) <= 12 for area in spec.areas)
    assert release.state == ReleaseState.PUBLISHED
    assert {t.status for t in spec.translations} == {"draft"}


def test_the_same_content_twice_is_one_release() -> None:
    first = load_release(FIRST, by=SYSTEM)
    again = load_release(FIRST, by=SYSTEM)
    assert first == again
    assert Release.objects.count() == 1
    assert Entry.objects.filter(verb="load_release").count() == 1


def test_other_content_under_a_known_code_is_refused(tmp_path: Path) -> None:
    load_release(FIRST, by=SYSTEM)
    changed = read_spec(FIRST).model_dump(mode="json") | {"title": "Changed"}
    path = tmp_path / "changed.json"
    path.write_text(json.dumps(changed), "utf-8")
    with pytest.raises(ConflictError, match="Another release was loaded under this code"):
        load_release(path, by=SYSTEM)
    assert Release.objects.get().title != "Changed"


def test_a_submitted_assessment_still_shows_the_release_it_was_made_under(tmp_path: Path) -> None:
    first = load_release(FIRST, by=SYSTEM, publish=True)
    answered = next(iter(spec_of(first).items))
    assessment = finished(institution(), first, {answered: 2})
    second = load_release(second_edition(tmp_path), by=SYSTEM)
    assert {str(one) for one in differences(first, second)} == {
        (
            "release: title: “Blueprint of 27 September 2019, first edition in Fulcrum” → "
            "“Second edition”"
        ),
        (
            "actions G2.A1: title: “Share due diligence work with others” → "
            "“Share due diligence with other institutions”"
        ),
        "actions G2.A1: confirmed: “False” → “True”",
    }
    publish_release(second, by=SYSTEM)
    assessment.refresh_from_db()
    first.refresh_from_db()
    assert first.state == ReleaseState.RETIRED
    kept = spec_of(assessment.release)
    assert kept.id == "2019.1"
    assert not kept.action_by_id["G2.A1"].confirmed
    assert spec_of(second).action_by_id["G2.A1"].confirmed


def test_one_release_is_in_force() -> None:
    first, second = make_release("r1", ReleaseState.DRAFT), make_release("r2", ReleaseState.DRAFT)
    publish_release(first, by=SYSTEM)
    publish_release(second, by=SYSTEM)
    assert publish_release(second, by=SYSTEM).state == ReleaseState.PUBLISHED
    published = Release.objects.filter(state=ReleaseState.PUBLISHED)
    assert [release.code for release in published] == ["r2"]
    with pytest.raises(ConflictError, match="replaced by a newer one"):
        publish_release(first, by=SYSTEM)
    with pytest.raises(IntegrityError), transaction.atomic():
        Release.objects.filter(code="r1").update(state=ReleaseState.PUBLISHED)
    entry = Entry.objects.filter(verb="publish_release").order_by("-sequence").first()
    assert entry is not None
    assert entry.new == {"code": "r2", "replaced": ["r1"]}


@pytest.mark.parametrize("role", [Role.INSTITUTION_LEAD, Role.ADMINISTRATOR, Role.COMMISSIONER])
def test_others_than_officers_are_refused(actor_as: ActorMaker, role: Role) -> None:
    actor = actor_as(role)
    with pytest.raises(RefusedError):
        load_release(FIRST, by=actor)
    with pytest.raises(RefusedError):
        publish_release(make_release(state=ReleaseState.DRAFT), by=actor)
    with pytest.raises(RefusedError):
        load_bundle(b"{}", by=actor, trusted=[])
    assert Release.objects.get().state == ReleaseState.DRAFT


def test_an_officer_loads_and_publishes(actor_as: ActorMaker) -> None:
    officer = actor_as(Role.SECRETARIAT_OFFICER)
    assert load_release(FIRST, by=officer, publish=True).signed_by


def test_a_bundle_goes_to_another_installation_and_back() -> None:
    release = load_release(FIRST, by=SYSTEM, publish=True)
    content = export_bundle(release, by=SYSTEM)
    Release.objects.all().delete()
    taken = load_bundle(content, by=SYSTEM, trusted=[])  # our own signature
    assert (taken.code, taken.digest, taken.state) == ("2019.1", release.digest, "draft")
    assert taken.signed_by == public_key_of(settings.CONFIG.key("signing_key"))
    # Published here, it keeps the signature it came with.
    assert publish_release(taken, by=SYSTEM).signature == taken.signature


def test_a_stranger_is_trusted_only_by_name() -> None:
    spec = ReleaseSpec.model_validate(document("theirs"))
    content = write_bundle(spec, sign(spec.id, digest(spec), STRANGER), made_at="2026-01-01")
    key = public_key_of(STRANGER)
    with pytest.raises(FulcrumError, match="does not trust") as refused:
        load_bundle(content, by=SYSTEM, trusted=["ab" * 32])
    assert refused.value.where == key
    assert not Release.objects.exists()
    assert load_bundle(content, by=SYSTEM, trusted=[f" {key.upper()} "]).signed_by == key


def test_a_draft_is_not_passed_on(actor_as: ActorMaker) -> None:
    release = make_release(state=ReleaseState.DRAFT)
    with pytest.raises(ConflictError, match="no signature"):
        export_bundle(release, by=actor_as(Role.SECRETARIAT_OFFICER))


def test_a_missing_or_broken_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(FulcrumError, match="no such file"):
        load_release(tmp_path / "nothing", by=SYSTEM)
    path = tmp_path / "broken.yaml"
    path.write_text("a: [", "utf-8")
    with pytest.raises(FulcrumError, match="not readable YAML"):
        load_release(path, by=SYSTEM)
    path.write_text(yaml.safe_dump(document() | {"goals": []}), "utf-8")
    with pytest.raises(FulcrumError, match="problem") as wrong:
        load_release(path, by=SYSTEM)
    assert "goals" in wrong.value.where
    assert not Release.objects.exists()
