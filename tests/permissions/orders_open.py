"""Orders of the public site."""

from tests.permissions.orders import Order

HERE = {"language": "en"}
OPEN: dict[str, Order | list[Order]] = {
    **{
        name: Order(HERE)
        for name in (
            "open_home",
            "open_about",
            "open_data",
            "open_blueprint",
            "open_commitments",
            "open_leverage",
            "open_implementation",
        )
    },
    "open_part": [Order({**HERE, "part": part}, case=part) for part in ("G1", "G1.A1")],
    "open_commitment": Order({**HERE, "pk": 987_654_321}),
    "open_practice": Order({**HERE, "pk": 987_654_321}),
    "open_snapshot": [
        Order({**HERE, "number": number}, case=case)
        for number, case in ((1, "not public"), (2, "public"))
    ],
    "open_snapshot_rows": [
        Order({**HERE, "number": number}, case=case)
        for number, case in ((1, "not public"), (2, "public"))
    ],
    "open_snapshot_file": [
        Order({**HERE, "number": number, "name": "cells.csv"}, case=case)
        for number, case in ((1, "not public"), (2, "public"))
    ],
}
