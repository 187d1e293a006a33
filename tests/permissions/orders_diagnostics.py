"""Orders of diagnostics, risks, files of exposures, sources, and the diagnostic anybody may try."""

from tests.permissions.orders import Its, Order, on, upload
from tests.permissions.world.diagnostics import FILE, TABLE

ABOUT_TABLE = {
    "title": "Index",
    "kind": "prevalence",
    "unit": "points",
    "source": "Institute",
    "licence": "CC BY 4.0",
    "published_date": "2024-01-01",
}
ORDERS: dict[str, Order | list[Order]] = {
    "try_diagnostic": Order(sent={"go": "begin"}),
    "diagnostic_start": Order(
        sent={"title": "Book", "as_of_date": "2026-03-01", "currency": "USD"}
    ),
    "diagnostic": on("diagnostic"),
    "diagnostic_area": Order(
        {"pk": Its("diagnostic"), "area": "suppliers"},
        {"go": "nothing", "no-reason": "We buy nothing."},
    ),
    "exposures": on("diagnostic"),
    "diagnostic_check": on("diagnostic"),
    "diagnostic_decide": [
        Order({"pk": Its("diagnostic"), "decision": name}, case=name)
        for name in ("finish", "reopen", "read-again")
    ],
    "risk_map": on("diagnostic"),
    "risk_map_rows": on("diagnostic"),
    "diagnostic_report": Order({"pk": Its("diagnostic"), "kind": "docx"}),
    "risks": on("diagnostic"),
    "exposure_remove": on("exposure"),
    "risk": on("risk"),
    "risk_record": on(
        "risk", **{"event-kind": "known", "event-date": "2026-01-01", "event-text": "A report."}
    ),
    "risk_question": Order(
        {"pk": Its("risk"), "name": "scale"}, {"choice": "4", "reason": "People cannot leave."}
    ),
    "exposure_files": on("diagnostic"),
    "exposure_file_new": on("diagnostic", area="clients", file=upload("book.csv", FILE)),
    "exposure_file": on("exposures_checked"),
    "exposure_file_check": on("exposures_sent", column_country="country"),
    "exposure_file_start": on("exposures_checked"),
    "exposure_file_faults": on("exposures_checked"),
    "country_table": on("table"),
    "country_table_withdraw": on("table"),
    "country_file_new": Order(sent={**ABOUT_TABLE, "file": upload("table.csv", TABLE)}),
    "country_file": on("table_checked"),
    "country_file_check": on("table_sent", column_country="country", column_value="value"),
    "country_file_start": on("table_checked"),
    "country_file_faults": on("table_checked"),
}
