"""Commitments from a file: taken once, wrong rows told, the rest offered."""

from pathlib import Path
from typing import Any

import pytest

from fulcrum.apps.blueprint.actions.commitment_import import import_commitments_file
from fulcrum.apps.blueprint.models import Commitment, CommitmentEvent, CommitmentEvidence, Release
from fulcrum.apps.parties.models import Import, Organisation
from fulcrum.kernel.actors import Actor, system_actor
from fulcrum.kernel.errors import FulcrumError, RefusedError
from tests.apps.blueprint.making import institution

HEAD = (
    "organisation,key,title,actions,by_when,indicator,pledged,audience,"
    "evidence_title,evidence_publisher,evidence_date,evidence_kind,evidence_link\n"
)
FIRST = "Savannah Bank (KE),C-1,Train analysts,G1.A1;G2.A1,2027-12-31,Certificates,yes,public,"
ROWS = (
    f"{FIRST}Board policy,Savannah Bank,2026-01-15,policy,https://savannah.example/policy\n"
    f"{FIRST}Records,Savannah Bank,2026-02-15,practice,https://savannah.example/records\n"
    "Savannah Bank (KE),C-2,Ask clients,G2.A1,2028-01-01,Answers,no,secretariat,,,,,\n"
)
BY = system_actor("test")


@pytest.fixture
def bank(release: Release) -> Organisation:
    return institution("Savannah Bank")


def taken(tmp_path: Path, text: str, *, dry_run: bool = False, **more: Any) -> Import:
    path = tmp_path / "commitments.csv"
    path.write_text(HEAD + text, "utf-8")
    return import_commitments_file(path, by=BY, dry_run=dry_run, **more)


def state() -> tuple[int, int, int]:
    return (
        Commitment.objects.count(),
        CommitmentEvidence.objects.count(),
        CommitmentEvent.objects.count(),
    )


def test_the_same_file_twice_changes_nothing(bank: Organisation, tmp_path: Path) -> None:
    first = taken(tmp_path, ROWS)
    assert {name: n for name, n in first.counts.items() if n} == {"created": 2, "changed": 1}
    assert state() == (2, 2, 5)
    again = taken(tmp_path, ROWS)
    assert {name: n for name, n in again.counts.items() if n} == {"unchanged": 3}
    assert state() == (2, 2, 5)
    made = Commitment.objects.get(external_key="C-1")
    assert sorted(made.actions.values_list("action_id", flat=True)) == ["G1.A1", "G2.A1"]
    assert (made.organisation, made.audience) == (bank, "public")


def test_a_dry_run_says_what_would_be_and_does_nothing(bank: Organisation, tmp_path: Path) -> None:
    run = taken(tmp_path, ROWS, dry_run=True)
    assert run.counts["created"] == 2
    assert state() == (0, 0, 0)


def test_a_corrected_row_changes_what_was_taken(bank: Organisation, tmp_path: Path) -> None:
    taken(tmp_path, ROWS)
    run = taken(tmp_path, ROWS.replace("Ask clients,G2.A1", "Ask all clients,G2.A1;G1.A1"))
    assert run.counts["changed"] == 1
    assert Commitment.objects.get(external_key="C-2").title == "Ask all clients"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("Savannah Bank (KE),C-2", "Nobody (KE),C-2"), ("organisation", "No organisation")),
        (("C-2,Ask clients,G2.A1", "C-2,Ask clients,G7.A9"), ("title", "no such Action")),
        (("2028-01-01", "soon"), ("by_when", "not a date")),
        (("Answers,no", "Answers,perhaps"), ("pledged", "yes or no")),
        (("no,secretariat", "no,own"), ("audience", "secretariat or public")),
        (("C-2,Ask clients", ",Ask clients"), ("key", "empty")),
        (("secretariat,,,,,", "secretariat,A,,x,y,http://z"), ("evidence_link", "https")),
        (("secretariat,,,,,", "secretariat,A,B,2999-01-01,policy,https://z.example/"), ("evidence_date", "not come")),
        (("Ask clients", "A" * 201), ("title", "longer than 200")),
    ],
)  # fmt: skip
def test_a_wrong_row_says_where_and_why_and_the_rest_is_taken(
    bank: Organisation, tmp_path: Path, change: tuple[str, str], fault: tuple[str, str]
) -> None:
    (old, new), (where, said) = change, fault
    run = taken(tmp_path, ROWS.replace(old, new))
    (found,) = run.faults.all()
    assert found.row == 4
    assert any(one["field"] == where and said in one["text"] for one in found.faults), found.faults
    assert Commitment.objects.count() == 1


@pytest.mark.parametrize(
    ("head", "said"),
    [("organisation,key,title\n", "missing"), (HEAD.replace("key", "colour"), "mean nothing")],
)
def test_a_file_of_another_layout_is_refused(
    release: Release, tmp_path: Path, head: str, said: str
) -> None:
    path = tmp_path / "c.csv"
    path.write_text(head + "a,b,c\n", "utf-8")
    with pytest.raises(FulcrumError, match=said):
        import_commitments_file(path, by=BY, dry_run=True)


def test_only_the_secretariat_takes_files_in(
    bank: Organisation, tmp_path: Path, lead: Actor
) -> None:
    path = tmp_path / "c.csv"
    path.write_text(HEAD + ROWS, "utf-8")
    with pytest.raises(RefusedError):
        import_commitments_file(path, by=lead, dry_run=True)
