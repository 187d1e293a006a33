"""The tables that a bank is written as: their columns, in order, and the kind of each.

The same list as the screening engine's data contract, which a test compares it with: engines do not
import one another.
"""

TEXT, INTEGER, CENTS, MOMENT, DAY, FLAG = "text", "integer", "cents", "moment", "day", "flag"
TABLES: dict[str, dict[str, str]] = {
    "transactions": {
        "txn_id": TEXT, "account_id": TEXT, "at": MOMENT, "zone": TEXT, "cents": CENTS,
        "credit": FLAG, "channel": TEXT, "counterparty": TEXT, "counterparty_name": TEXT,
        "counterparty_bank": TEXT, "mcc": INTEGER, "merchant": TEXT, "branch": TEXT, "city": TEXT,
        "country": TEXT, "memo": TEXT, "depositor": TEXT, "atm_owner": TEXT, "linked_id": TEXT,
    },
    "accounts": {
        "account_id": TEXT, "party_id": TEXT, "kind": TEXT, "opened": DAY, "segment": TEXT,
        "card_limit_cents": CENTS,
    },
    "holders": {"account_id": TEXT, "party_id": TEXT, "role": TEXT, "since": DAY},
    "parties": {
        "party_id": TEXT, "kind": TEXT, "name": TEXT, "surname": TEXT, "home_city": TEXT,
        "home_country": TEXT, "occupation": TEXT, "industry": INTEGER, "employer": TEXT,
        "owner": TEXT, "household_size": INTEGER, "stated_workers": INTEGER,
        "expected_monthly_cents": CENTS, "expected_countries": TEXT, "address": TEXT,
        "phone": TEXT, "email": TEXT, "opens_hour": INTEGER, "closes_hour": INTEGER,
    },
    "authorisations": {
        "account_id": TEXT, "at": MOMENT, "cents": CENTS, "mcc": INTEGER, "merchant": TEXT,
        "city": TEXT, "cleared_at": MOMENT,
    },
    "logins": {"account_id": TEXT, "at": MOMENT, "device": TEXT, "ip": TEXT, "phone": TEXT},
    "adverts": {"identifier": TEXT, "first_seen": DAY},
    "teller": {"account_id": TEXT, "at": MOMENT, "kind": TEXT, "cents": CENTS, "payer": TEXT},
    "lists": {"list": TEXT, "value": TEXT},
    "tickets": {"txn_id": TEXT, "account_id": TEXT, "at": MOMENT, "passenger": TEXT, "route": TEXT},
    "merchants": {
        "merchant": TEXT, "opens_hour": INTEGER, "closes_hour": INTEGER, "area": TEXT,
    },
}  # fmt: skip
# What a screening run never reads: who was planted, which rows they made, who only looks like it.
TRUTH: dict[str, dict[str, str]] = {
    "truth": {
        "account_id": TEXT, "party_id": TEXT, "network_id": TEXT, "scenario": TEXT, "role": TEXT,
    },
    "rows": {"txn_id": TEXT, "network_id": TEXT},
    "lookalikes": {"account_id": TEXT, "party_id": TEXT, "kind": TEXT},
}  # fmt: skip
