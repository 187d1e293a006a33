"""Bundles of counts: whole quarters, small counts withheld, read and signed; and taken in by the hub."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from fulcrum.apps.audit.models import Entry
from fulcrum.apps.screening.actions.learning import (
    add_pooled,
    bundle_file,
    make_bundle,
    sign_bundle,
)
from fulcrum.apps.screening.learning_keys import public_pem
from fulcrum.apps.screening.models import Alert, Bundle, PooledBundle
from fulcrum.apps.screening.queries import hub
from fulcrum.apps.screening.queries.learning import decided_of, over_quarters, precisions_of
from fulcrum.engines.screening.learning.bundle import open_bundle
from fulcrum.engines.screening.learning.keys import new_key
from fulcrum.engines.screening.learning.quarters import Quarter
from fulcrum.engines.screening.learning.tallies import Kind
from fulcrum.engines.screening.pack import load_pack
from fulcrum.kernel.actors import Actor, ActorKind, Role, system_actor
from fulcrum.kernel.errors import ConflictError, FulcrumError, RefusedError
from tests.apps.screening.case_making import home
from tests.apps.screening.learning_making import QUARTER, decide_alerts, files_of, signed
from tests.apps.screening.making import make_alert, make_run


@pytest.fixture
def officer(actor_as: Callable[..., Actor]) -> Actor:
    return actor_as(Role.SECRETARIAT_OFFICER)


def test_precision_of_what_was_decided(analyst: Actor) -> None:
    decide_alerts(analyst, 3, 7, 2)
    make_alert(analyst)  # open: says nothing yet
    found = precisions_of(decided_of(analyst.tenant_id or 0))
    assert found is not None
    by_id = {one.line.id: one for one in found.lines}
    assert set(by_id) == {"all", "I01", "I15", "S01"}
    one = by_id["I01"]
    assert (one.counts.productive, one.counts.decided, one.counts.undetermined) == (3, 10, 2)
    assert one.share == 0.3
    assert one.low < 0.3 < one.high


def test_nothing_decided(analyst: Actor) -> None:
    decided = decided_of(analyst.tenant_id or 0)
    assert precisions_of(decided) is None
    assert not decided.invented


def test_a_banks_own_parameters_are_another_version(analyst: Actor) -> None:
    first = load_pack().indicators["I01"].parameters[0]
    decide_alerts(analyst, 1, 0)
    decide_alerts(analyst, 1, 0, run=make_run(analyst, parameters={"I01": {first.name: 99}}))
    found = precisions_of(decided_of(analyst.tenant_id or 0))
    assert found is not None
    lines = [one.line for one in found.lines]
    assert len([one for one in lines if one.id == "I01"]) == 2
    assert len([one for one in lines if one.id == "I15"]) == 1


def test_real_alerts_are_not_mixed_with_invented_ones(analyst: Actor) -> None:
    decide_alerts(analyst, 2, 2)
    assert decided_of(analyst.tenant_id or 0).invented
    decide_alerts(analyst, 1, 0, is_invented=False)
    decided = decided_of(analyst.tenant_id or 0)
    assert (len(decided.decisions), decided.invented, decided.left_out) == (1, False, 4)


def test_quarters_that_are_over() -> None:
    assert over_quarters(date(2026, 1, 1))[0] == Quarter(2025, 4)
    assert over_quarters(date(2026, 12, 31))[:2] == [Quarter(2026, 3), Quarter(2026, 2)]


def test_a_bundle_holds_counts_alone(analyst: Actor) -> None:
    run = decide_alerts(analyst, 40, 60, 3)
    type(run).objects.filter(pk=run.pk).update(result={"lacking": {"I40": ["logins"]}})
    made = make_bundle(QUARTER, QUARTER, by=analyst)
    payload = made.payload["payload"]
    lines = {one["id"]: one for one in payload["lines"]}
    assert payload["invented"] is True
    assert lines["I01"]["productive"] == 40
    assert lines["I01"]["undetermined"] is None  # three are too few to tell
    assert lines["I01"]["total"] is None
    assert lines["I02"]["productive"] is None  # evaluated, and nothing found
    assert "I40" not in lines
    text = json.dumps(made.payload) + made.text
    for row in Alert.objects.all():
        assert row.subject not in text
    assert "withheld" in made.text
    assert "2026-02" not in text


def test_what_cannot_be_told(analyst: Actor) -> None:
    with pytest.raises(FulcrumError, match="No alert was decided"):
        make_bundle(QUARTER, QUARTER, by=analyst)
    with pytest.raises(FulcrumError, match="over"):
        make_bundle(QUARTER, Quarter(2999, 1), by=analyst)
    with pytest.raises(FulcrumError, match="before it begins"):
        make_bundle(Quarter(2026, 2), QUARTER, by=analyst)


def test_signed_after_it_was_read(analyst: Actor) -> None:
    decide_alerts(analyst, 40, 60, 12)
    made, twin = (make_bundle(QUARTER, QUARTER, by=analyst) for _n in range(2))
    with pytest.raises(FulcrumError, match="not the text"):
        sign_bundle(made, made.text.replace("40", "41"), by=analyst)
    done = sign_bundle(made, made.text, by=analyst)
    assert done.signed_by_name == analyst.label
    found = open_bundle(bundle_file(done), public_pem(analyst.tenant_id or 0))
    assert found.sender == home(analyst).name
    with pytest.raises(ConflictError, match="signed already"):
        sign_bundle(made, made.text, by=analyst)
    with pytest.raises(ConflictError, match="told already"):
        sign_bundle(twin, twin.text, by=analyst)
    with pytest.raises(FulcrumError, match="told already"):
        make_bundle(QUARTER, QUARTER, by=analyst)
    assert Entry.objects.filter(verb="sign_bundle").count() == 1


def test_each_organisation_has_a_key_of_its_own(analyst: Actor, stranger: Actor) -> None:
    one, other = (public_pem(by.tenant_id or 0) for by in (analyst, stranger))
    assert one != other
    with pytest.raises(FulcrumError, match="signature does not hold"):
        open_bundle(bundle_file(signed(analyst)), other)


def test_the_hub_takes_in_what_holds(analyst: Actor, officer: Actor) -> None:
    data, key = files_of(analyst)
    made = add_pooled(" Bank A ", data, key, by=officer)
    assert (made.label, made.tenant_id) == ("Bank A", officer.tenant_id)
    with pytest.raises(ConflictError, match="here already"):
        add_pooled("Bank B", data + b" ", key, by=officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        PooledBundle.objects.create(
            tenant_id=made.tenant_id, label="X", payload={}, fingerprint="", digest=made.digest,
            by_name="",
        )  # fmt: skip
    with pytest.raises(FulcrumError, match="whose"):
        add_pooled(" ", data, key, by=officer)
    for wrong, wrong_key in (
        (data.replace(b'"total":112', b'"total":113'), key),
        (data, new_key()[1]),
        (data, b"no key"),
        (b"[" * 100_000, key),
        (b"", key),
    ):
        with pytest.raises(FulcrumError):
            add_pooled("Bank C", wrong, wrong_key, by=officer)


def test_a_bank_tells_a_quarter_once(analyst: Actor, officer: Actor) -> None:
    data, key = files_of(analyst)
    add_pooled("Bank A", data, key, by=officer)
    Bundle.objects.all().delete()
    decide_alerts(analyst, 9, 9)
    again = make_bundle(QUARTER, QUARTER, by=analyst)
    other = bundle_file(sign_bundle(again, again.text, by=analyst))
    with pytest.raises(ConflictError, match="same bank tells"):
        add_pooled("Bank A", other, key, by=officer)


def test_three_banks_are_pooled(officer: Actor, actor_as: Callable[..., Actor]) -> None:
    counts = ((40, 60), (30, 90), (55, 45))
    opened = []
    for number, (good, bad) in enumerate(counts, 1):
        bank = actor_as(Role.CRIME_ANALYST)
        row = add_pooled(f"Bank {number}", *files_of(bank, good, bad), by=officer)
        opened.append(hub.opened(row))
        pooling = hub.pooling_of(opened)
        assert bool(pooling.pool) == (number == 3)
        assert pooling.banks == number
    assert pooling.pool is not None
    one = next(one for one in pooling.pool.lines if one.line.id == "I01")
    assert one.banks == 3
    assert one.share is not None
    assert 0.25 < one.share < 0.55
    assert one.low is not None
    assert one.predict_low is not None
    assert one.predict_low < one.low
    assert next(line for line in pooling.pool.lines if line.line.kind is Kind.ALL).banks == 3


def test_invented_bundles_are_left_out_beside_real_ones(
    officer: Actor, actor_as: Callable[..., Actor]
) -> None:
    bank, other = actor_as(Role.CRIME_ANALYST), actor_as(Role.CRIME_ANALYST)
    rows = [
        add_pooled("A", *files_of(bank), by=officer),
        add_pooled("B", *files_of(other, is_invented=False), by=officer),
    ]
    pooling = hub.pooling_of([hub.opened(one) for one in rows])
    assert (pooling.banks, pooling.left_out) == (1, 1)
    PooledBundle.objects.filter(pk=rows[0].pk).update(payload=rows[1].payload)
    with pytest.raises(FulcrumError, match="changed since"):
        hub.opened(PooledBundle.objects.get(pk=rows[0].pk))


def test_others_may_not(
    analyst: Actor, stranger: Actor, officer: Actor, actor_as: Callable[..., Actor]
) -> None:
    decide_alerts(analyst, 40, 60, 12)
    made = make_bundle(QUARTER, QUARTER, by=analyst)
    token = actor_as(Role.CRIME_ANALYST, tenant=home(analyst), kind=ActorKind.TOKEN)
    for by in (stranger, officer, token):
        with pytest.raises(RefusedError):
            sign_bundle(made, made.text, by=by)
    for by in (officer, token, actor_as(Role.INSTITUTION_LEAD), system_actor("test")):
        with pytest.raises(RefusedError):
            make_bundle(QUARTER, QUARTER, by=by)
    data = bundle_file(sign_bundle(made, made.text, by=analyst))
    for by in (analyst, actor_as(Role.SECRETARIAT_OFFICER, kind=ActorKind.TOKEN)):
        with pytest.raises(RefusedError):
            add_pooled("A", data, public_pem(analyst.tenant_id or 0), by=by)
    assert list(Bundle.objects.visible_to(stranger)) == []
    assert list(Bundle.objects.visible_to(officer)) == []


def test_decided_in_another_quarter_is_not_told(analyst: Actor) -> None:
    decide_alerts(analyst, 40, 60, 12)
    decide_alerts(analyst, 40, 60, at=datetime(2025, 6, 1, tzinfo=UTC))
    lines = make_bundle(QUARTER, QUARTER, by=analyst).payload["payload"]["lines"]
    assert next(one for one in lines if one["id"] == "I01")["productive"] == 40
