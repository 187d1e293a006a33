"""Orders of commitments, their evidence, reviews and disputes."""

from tests.permissions.orders import Its, Order, on, upload
from tests.permissions.world.commitments import FILE

SAID = {
    "title": "Train everybody",
    "actions": "G1.A1",
    "by_when": "2027-12-31",
    "indicator": "Certificates",
    "audience": "secretariat",
}
EVIDENCE = {
    "title": "A paper",
    "publisher": "The bank",
    "dated": "2026-01-02",
    "kind": "policy",
    "link": "https://bank.example/paper",
}


def _each(**more: str) -> list[Order]:
    """On a commitment that is shared, and on one a bank keeps to itself."""
    return [
        Order({"pk": Its(key), **more}, case=case)
        for case, key in (("shared", "commitment"), ("own", "proposal"))
    ]


def _decision(name: str, key: str) -> Order:
    return Order(
        {"pk": Its(key), "decision": name}, {"reason": "The business was sold."}, case=name
    )


API_SAID = {**SAID, "actions": ["G1.A1"]}
ORDERS: dict[str, Order | list[Order]] = {
    "api:list_commitments": Order(sent=API_SAID),
    "api:get_commitment": on("commitment"),
    "api:add_evidence": on("commitment", **{**EVIDENCE, "title": "Another paper"}),
    "commitment_import_new": Order(sent={"file": upload("commitments.csv", FILE)}),
    "commitment_import": on("commitments_import"),
    "commitment_import_start": on("commitments_import"),
    "commitment_import_faults": on("commitments_import"),
    "commitment_new": Order(sent=SAID),
    "commitment": _each(),
    "commitment_edit": on("commitment", **SAID),
    "commitment_decide": [_decision("withdraw", "commitment"), _decision("pledge", "unpledged")],
    "commitment_evidence_new": on("commitment", **EVIDENCE),
    "commitment_evidence_file": on("commitment_file"),
    "commitment_evidence_withdraw": on("commitment_link", reason="A draft."),
    "commitment_review": on("commitment_link", kind="policy", strength="2"),
    "dispute_new": on("commitment", text="We doubt it."),
    "dispute": on("dispute", text="Here it is."),
    "dispute_decide": on(
        "dispute", **{"decision-state": "dismissed", "decision-reasons": "Seen now."}
    ),
}
