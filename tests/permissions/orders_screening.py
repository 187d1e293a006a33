"""Orders of runs, alerts and cases."""

from tests.permissions.orders import Its, Order, on, upload

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
    "alert_snooze": on("alert", until="2099-01-01", reason="Known."),
    "alert_assign": Order(sent={"alert": Its("alert"), "to": ""}),
    "alert_check": on("reading", agrees="yes"),
    "snooze_lift": on("snooze"),
    "case_new": Order(sent=CASE),
    "case_from_alert": on("alert"),
    "case": on("case"),
    "case_edit": on("case", **CASE),
    "case_close": on("case", outcome="Explained."),
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
    "report_new": on("case", **REPORT),
    "report": on("report"),
    "report_edit": on("report", **REPORT),
    "report_build": on("report"),
    "report_approve": on("report"),
    "report_file": on("report", filed_on="2026-01-01", reference="F"),
    "report_withdraw": on("report"),
    "report_document": Order({"pk": Its("report"), "kind": "html"}),
    "bundle": on("bundle"),
    "bundle_file": on("bundle"),
    "bundle_sign": on("bundle", has_read="on"),
    "run": on("run"),
    "run_difference": Order({"pk": Its("run"), "before": Its("earlier_run")}),
    "run_schedule": on("dataset", every="day", days_back="0", is_on="on"),
}
