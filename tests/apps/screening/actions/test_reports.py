"""Reports: drafted from evidence, about nobody who may be a victim, built, approved, filed by people."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from fulcrum.apps.audit.models import Entry
from fulcrum.apps.screening.actions import report_files, report_filing, reports
from fulcrum.apps.screening.actions.case_closing import close_case
from fulcrum.apps.screening.actions.case_parties import PartyInput, change_party
from fulcrum.apps.screening.enums import CaseState, DecisionKind, PartyRole, ReportState
from fulcrum.apps.screening.models import Case, CaseParty, Report, SchemaFile
from fulcrum.apps.screening.queries.reports import choosable
from fulcrum.apps.screening.report_document import facts_of, laid_out
from fulcrum.apps.screening.report_given import split_name
from fulcrum.kernel.actors import Actor, ActorKind, Role, system_actor
from fulcrum.kernel.errors import ConflictError, FulcrumError, RefusedError
from tests.apps.screening.case_making import VICTIM, begin, decided, home, in_days, name_party
from tests.apps.screening.report_making import drafted, evidence, given, rows, suspicion
from tests.engines.screening.reporting.schema import SCHEMA

__all__ = ["evidence"]
pytestmark = pytest.mark.usefixtures("evidence")


@pytest.fixture
def schema(analyst: Actor) -> SchemaFile:
    return report_files.supply_schema("unit.xsd", SCHEMA, by=analyst)


def built(by: Actor, schema: SchemaFile | None = None, **more: Any) -> Report:
    return report_files.build_report(drafted(by, **more), schema, by=by)


def turn(party: CaseParty, by: Actor) -> None:
    """Somebody turns out to be a possible victim."""
    change_party(party, PartyInput(party.name, VICTIM, "Somebody else has the card."), by=by)


def test_the_draft_says_what_the_evidence_says_and_names_no_possible_victim(
    analyst: Actor,
) -> None:
    report = drafted(analyst)
    assert report.reference == "C1-R1"
    assert (report.state, report.created_by_id) == (ReportState.DRAFT, analyst.user_id)
    for said in ("Subject 1: Антон Чехов", "possible victim A", "Night cash (I01)", "FINTRAC"):
        assert said in report.narrative
    assert "Cleo" not in report.narrative
    assert "Cleo" not in json.dumps(report.content["report"]["transactions"])
    facts = facts_of(report)
    assert [one.full_name for one in facts.subjects] == ["Антон Чехов"]
    assert [one.channel for one in facts.transactions] == ["cash", "transfer"]
    assert facts.accounts[0].holders == (facts.subjects[0].key,)
    entry = Entry.objects.get(verb="write_report")
    assert "Чехов" not in str(entry.new)


def test_names_are_split() -> None:
    assert split_name("Ada North") == ("Ada", "North")
    assert split_name("North, Ada Mary") == ("Ada Mary", "North")
    assert split_name("Ada") == ("", "Ada")


def test_a_possible_victim_is_never_the_subject(analyst: Actor) -> None:
    case, controller, victim = suspicion(analyst)
    with pytest.raises(RefusedError, match="never the subject"):
        reports.write_report(case, given(), [controller, victim], by=analyst)
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseParty.objects.filter(pk=victim.pk).update(is_subject=True)
    alias = name_party(case, analyst, name="East, Cleo", reference="K-9")
    CaseParty.objects.filter(pk=victim.pk).update(reference="K-9")
    with pytest.raises(FulcrumError, match="recorded as a possible victim"):
        reports.write_report(case, given(), [alias], by=analyst)
    assert not Report.objects.exists()


def test_it_is_about_somebody_of_the_case(analyst: Actor) -> None:
    case, _controller, _victim = suspicion(analyst)
    other = name_party(begin(analyst), analyst)
    for subjects in ([], [other]):
        with pytest.raises(FulcrumError, match="parties"):
            reports.write_report(case, given(), subjects, by=analyst)


def test_the_narrative_names_nobody_who_may_be_a_victim(analyst: Actor) -> None:
    report = drafted(analyst)
    subjects = list(report.case.parties.filter(is_subject=True))
    with pytest.raises(FulcrumError, match="names a possible victim"):
        reports.change_report(report, given(), subjects, "Cleo East said so.", by=analyst)
    changed = reports.change_report(report, given(), subjects, "She said so.", by=analyst)
    assert changed.narrative == "She said so."
    anew = reports.change_report(report, given(), subjects, None, by=analyst)
    assert "Night cash" in anew.narrative


def test_protecting_somebody_is_told_to_nobody(analyst: Actor, colleague: Actor) -> None:
    case, controller, victim = suspicion(analyst)
    decided(case, analyst, DecisionKind.SAFE_CONTACT, victim)
    decided(case, analyst, DecisionKind.EXIT, controller, second=colleague)
    decided(case, analyst, DecisionKind.RESTRICT, controller)  # waits for a second person
    report = reports.write_report(case, given(), [controller], by=analyst)
    assert [one.text for one in facts_of(report).steps] == [
        "it was decided to end the relationship"
    ]


def test_built_and_checked_against_the_operators_schema(analyst: Actor, schema: SchemaFile) -> None:
    report = built(analyst, schema)
    assert (report.findings, report.schema_name) == ([], "unit.xsd"), report.findings
    assert report.document.startswith("<?xml")
    assert "Cleo" not in report.document
    written = {one["original"]: one for one in report.transliterations}
    assert written["Чехов"]["written"] == "Chekhov"
    assert schema.anchors_stripped >= 0
    wrong = SchemaFile.objects.create(
        tenant=home(analyst), name="wrong.xsd", text=SCHEMA.decode().replace("submission_date", "report_date"),
        digest="0" * 64, by_name="Bea",
    )  # fmt: skip
    again = report_files.build_report(report, wrong, by=analyst)
    assert again.findings
    assert set(again.findings[0]) == {"line", "path", "what"}


def test_without_a_schema_it_is_built_unchecked(analyst: Actor) -> None:
    report = built(analyst)
    assert (report.schema_name, report.validated_at) == ("", None)


def test_the_fields_of_the_united_states(analyst: Actor, schema: SchemaFile) -> None:
    report = built(analyst, schema, profile="usa", currency="USD")
    assert "HUMAN TRAFFICKING FIN-2020-A008" in report.document
    assert json.loads(report.document)["fields"]
    assert report.schema_name == ""
    with pytest.raises(FulcrumError, match="takes amounts in USD"):
        reports.change_report(
            report, given(profile="usa"), list(report.case.parties.filter(is_subject=True)), "X",
            by=analyst,
        )  # fmt: skip


def test_gaps_stop_the_file(analyst: Actor) -> None:
    with pytest.raises(FulcrumError, match="id is missing"):
        built(analyst, entity_id="")


def test_a_second_person_approves(analyst: Actor, colleague: Actor, schema: SchemaFile) -> None:
    draft = drafted(analyst)
    with pytest.raises(ConflictError, match="not built"):
        report_filing.approve_report(draft, by=colleague)
    report = report_files.build_report(draft, schema, by=analyst)
    with pytest.raises(RefusedError, match="did not write"):
        report_filing.approve_report(report, by=analyst)
    done = report_filing.approve_report(report, by=colleague)
    assert (done.state, done.approved_by_id) == (ReportState.APPROVED, colleague.user_id)
    with pytest.raises(ConflictError, match="approved already"):
        report_filing.approve_report(report, by=colleague)
    with pytest.raises(ConflictError, match="is approved"):
        report_files.build_report(report, schema, by=analyst)
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(approved_by=analyst.user_id)
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(state="sent")


def test_whoever_changed_it_last_does_not_approve_it(analyst: Actor, colleague: Actor) -> None:
    report = built(analyst)
    subjects = list(report.case.parties.filter(is_subject=True))
    reports.change_report(report, given(), subjects, "Mine.", by=colleague)
    report_files.build_report(report, None, by=analyst)
    with pytest.raises(RefusedError, match="did not write"):
        report_filing.approve_report(report, by=colleague)


def test_a_change_takes_the_approval_back(analyst: Actor, colleague: Actor) -> None:
    report = report_filing.approve_report(built(analyst), by=colleague)
    subjects = list(report.case.parties.filter(is_subject=True))
    changed = reports.change_report(report, given(), subjects, "Better.", by=analyst)
    assert (changed.state, changed.approved_by_id, changed.document) == ("draft", None, "")


def test_roles_are_looked_at_again(analyst: Actor, colleague: Actor) -> None:
    report = built(analyst)
    party = report.case.parties.get(is_subject=True)
    turn(party, analyst)
    with pytest.raises(ConflictError, match="role in the case changed"):
        report_filing.approve_report(report, by=colleague)
    with pytest.raises(ConflictError, match="now seen as a possible victim"):
        report_filing.export_report(report, "pdf", by=analyst)
    with pytest.raises(FulcrumError, match="about nobody"):
        report_files.build_report(report, None, by=analyst)


def test_findings_stop_the_approval(analyst: Actor, colleague: Actor) -> None:
    report = built(analyst)
    Report.objects.filter(pk=report.pk).update(findings=[{"line": 1, "path": "/", "what": "No."}])
    with pytest.raises(ConflictError, match="finds something wrong"):
        report_filing.approve_report(report, by=colleague)


def test_filing_is_recorded_and_reports_the_case(analyst: Actor, colleague: Actor) -> None:
    report, today = built(analyst), timezone.localdate()
    with pytest.raises(ConflictError, match="Only an approved"):
        report_filing.file_report(report, today, "FIU-1", by=analyst)
    report_filing.approve_report(report, by=colleague)
    for day, reference in ((today, " "), (in_days(400), "F")):
        with pytest.raises(FulcrumError):
            report_filing.file_report(report, day, reference, by=analyst)
    filed = report_filing.file_report(report, today, " FIU-1 ", by=analyst)
    assert (filed.state, filed.filed_reference) == (ReportState.FILED, "FIU-1")
    assert Case.objects.get(pk=report.case_id).state == CaseState.REPORTED
    assert Entry.objects.filter(verb="file_report").count() == 2
    late: tuple[Callable[[], Report], ...] = (
        lambda: reports.withdraw_report(report, by=analyst),
        lambda: report_filing.approve_report(report, by=colleague),
        lambda: report_files.build_report(report, None, by=analyst),
    )
    for go in late:
        with pytest.raises(ConflictError, match="filed or withdrawn"):
            go()
    turn(report.case.parties.get(is_subject=True), analyst)
    report_filing.export_report(filed, "xml", by=analyst)  # what was filed stays what it is


def test_withdrawn_and_closed(analyst: Actor) -> None:
    report = drafted(analyst)
    assert reports.withdraw_report(report, by=analyst).state == ReportState.WITHDRAWN
    other = reports.write_report(
        report.case, given(), list(report.case.parties.filter(is_subject=True)), by=analyst
    )
    assert other.reference == "C1-R2"
    close_case(report.case, "Nothing.", by=analyst)
    with pytest.raises(ConflictError, match="closed"):
        reports.withdraw_report(other, by=analyst)


def test_files_that_are_gone_are_counted(analyst: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(_alert: Any) -> Any:
        raise FulcrumError("Gone.")

    monkeypatch.setattr("fulcrum.apps.screening.actions.report_evidence.movements_of", gone)
    assert drafted(analyst).content["unread"] == 1


def test_ones_own_country_is_an_assumption_somebody_makes(
    analyst: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bare(alert: Any) -> Any:
        found = rows(alert)
        found[1].row.pop("country")
        return found

    monkeypatch.setattr("fulcrum.apps.screening.actions.report_evidence.movements_of", bare)
    with pytest.raises(FulcrumError, match="country of its target is missing"):
        built(analyst)
    assert built(analyst, own_country=True).document


def test_others_may_not(analyst: Actor, stranger: Actor, actor_as: Callable[..., Actor]) -> None:
    report = built(analyst)
    token = actor_as(Role.CRIME_ANALYST, tenant=home(analyst), kind=ActorKind.TOKEN)
    lead = actor_as(Role.INSTITUTION_LEAD, tenant=home(analyst))
    for by in (stranger, token, lead):
        for go in (
            lambda by=by: reports.write_report(report.case, given(), [], by=by),
            lambda by=by: report_filing.approve_report(report, by=by),
            lambda by=by: report_filing.file_report(report, timezone.localdate(), "F", by=by),
            lambda by=by: reports.withdraw_report(report, by=by),
            lambda by=by: report_files.build_report(report, None, by=by),
            lambda by=by: report_filing.export_report(report, "pdf", by=by),
        ):
            with pytest.raises(RefusedError):
                go()
    for by in (token, lead):
        with pytest.raises(RefusedError):
            report_files.supply_schema("a.xsd", SCHEMA, by=by)
    with pytest.raises(RefusedError):
        report_files.supply_schema("a.xsd", SCHEMA, by=system_actor("test"))
    foreign = report_files.supply_schema("a.xsd", SCHEMA, by=stranger)
    with pytest.raises(RefusedError, match="another organisation"):
        report_files.build_report(report, foreign, by=analyst)
    assert list(Report.objects.visible_to(stranger)) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe\x00", "UTF-8"),
        (b"<no", "well-formed"),
        (b"<a/>", "no XML schema"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a/>', "DOCTYPE"),
        (b" " * 4_000_001, "4 MB"),
    ],
)
def test_a_schema_that_cannot_be_used(analyst: Actor, content: bytes, said: str) -> None:
    with pytest.raises(FulcrumError, match=said):
        report_files.supply_schema("a.xsd", content, by=analyst)


def test_a_schema_once(analyst: Actor, schema: SchemaFile) -> None:
    with pytest.raises(ConflictError, match="here already"):
        report_files.supply_schema("b.xsd", SCHEMA, by=analyst)


def test_laid_out(analyst: Actor) -> None:
    document = laid_out(built(analyst))
    assert document.is_invented
    assert "Cleo" not in str(document)
    assert "Chekhov" in str(document)
    broken = drafted(analyst)
    broken.content = {}
    with pytest.raises(FulcrumError, match="cannot be read"):
        laid_out(broken)


def test_roles_offered(analyst: Actor) -> None:
    case = begin(analyst)
    for role in PartyRole:
        name_party(case, analyst, role, str(role))
    assert PartyRole.POSSIBLE_VICTIM not in {one.role for one in choosable(case)}
    assert len(choosable(case)) == 3


def test_names_of_files_lead_nowhere(analyst: Actor) -> None:
    made = report_files.supply_schema("../../<b>unit.xsd", SCHEMA, by=analyst)
    assert "/" not in made.name
