"""Orders of the state of implementation, its snapshots, and being named."""

from tests.permissions.orders import Order

STATE: dict[str, Order | list[Order]] = {
    "state_rows": Order(
        {"as_of": "2026-01-01", "scope": "shared", "part": "all", "least": "pledged"}
    ),
    "snapshot_new": Order(sent={"title": "T", "as_of": "2026-01-01", "scope": "public"}),
    "snapshot": Order({"number": 1}),
    "snapshot_rows": Order({"number": 1}),
    "snapshot_file": Order({"number": 1, "name": "cells.csv"}),
    "snapshot_publish": Order({"number": 1}),
    "snapshot_withdraw": Order({"number": 2}, {"reason": "A wrong list."}),
    "naming": Order(sent={"decision": "agree"}),
}
