"""Orders of runs, alerts and cases."""

from datetime import date, timedelta

from tests.permissions.orders import Its, Order, on, upload

XSD = b"""<?xml version="1.0"?><xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xs:element name="report" type="xs:string"/></xs:schema>"""
SOON = (date.today() + timedelta(days=30)).isoformat()  # noqa: DTZ011 - as a person types it
CASE = {"title": "Rooms", "due_on": "2099-01-01"}
REPORT = {
    "profile": "generic", "crimes": "trafficking", "currency": "GBP", "country": "GB",
    "last_name": "North",
}  # fmt: skip
PARTY = {"name": "A", "kind": "person", "role": "unclear", "basis": "Flows."}

SCREENING: dict[str, Order | list[Order]] = {
    "alert": on("alert"),
    "alert_rows": on("alert"),
    "alert_verdict": on("alert", verdict="productive", reason="Adverts."),
    "alert_snooze": on("alert", until=SOON, reason="Known."),
    "alert_assign": Order(sent={"alert": Its("alert"), "to": ""}),
    "alert_check": on("reading", agrees="yes"),
    "snooze_lift": on("snooze"),
    "case_new": Order(sent=CASE),
    "case_from_alert": on("alert"),
    "case": on("case"),
    "case_edit": on("case", **CASE),
    "case_close": on("plain_case", outcome="Explained."),
    "case_reopen": on("closed_case"),
    "case_party_new": on("case", **PARTY),
    "case_party_edit": on("party", **PARTY),
    "case_note_new": on("case", text="Seen."),
    "case_task_new": on("case", title="Look", due_on="2099-01-01"),
    "case_task_done": on("case_task"),
    "case_task_undo": on("case_task"),
    "case_file_new": on("case", title="A note", file=upload("note.txt", b"Said.")),
    "case_file": on("case_file"),
    "case_decide": on("case", kind="monitor", reason="Wages."),
    "case_party_decide": on("party", kind="monitor", reason="Wages."),
    "case_decision_check": on("decision", agrees="yes"),
    "report_new": on("plain_case", subjects=Its("suspect"), **REPORT),
    "report": on("report"),
    "report_edit": on(
        "report", subjects=Its("subject"), narrative="Seen.", entity_id="17", **REPORT
    ),
    "report_build": on("report"),
    "report_approve": on("report"),
    "report_file": on("report", filed_on="2026-01-01", reference="F"),
    "report_withdraw": on("report"),
    "report_document": Order({"pk": Its("report"), "kind": "html"}),
    "schema_new": Order(sent={"file": upload("goaml.xsd", XSD)}),
    "bundle_new": Order(sent={"first": "2026-Q2", "last": "2026-Q2"}),
    "hub_add": Order(
        sent={"label": "A bank", "file": Its("handed", "file"), "key": Its("handed", "key")}
    ),
    "bundle": on("bundle"),
    "bundle_file": on("signed_bundle"),
    "bundle_sign": on("bundle", has_read="on"),
    "run": on("run"),
    "run_difference": Order({"pk": Its("run"), "before": Its("earlier_run")}),
    "run_schedule": on("dataset", every="day", days_back="0", is_on="on"),
}
