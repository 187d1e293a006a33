"""Orders of runs and alerts."""

from tests.permissions.orders import Its, Order, on

SCREENING: dict[str, Order | list[Order]] = {
    "alert": on("alert"),
    "alert_rows": on("alert"),
    "alert_verdict": on("alert", verdict="productive", reason="Adverts."),
    "alert_snooze": on("alert", until="2099-01-01", reason="Known."),
    "alert_assign": Order(sent={"alert": Its("alert"), "to": ""}),
    "alert_check": on("reading", agrees="yes"),
    "snooze_lift": on("snooze"),
    "run": on("run"),
    "run_difference": Order({"pk": Its("run"), "before": Its("earlier_run")}),
    "run_schedule": on("dataset", every="day", days_back="0", is_on="on"),
}
