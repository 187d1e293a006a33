"""Orders of the catalogue of leverage and of plans."""

from tests.permissions.orders import Its, Order, on

PRACTICE = {
    "title": "T",
    "who": "A bank",
    "what": "Terms",
    "kind": "commercial",
    "shown": "1",
    "source": "A report",
}
PLAN = {"title": "T", "objective": "O", "by_when": "2027-01-01"}


def _each(**sent: str) -> list[Order]:
    """On a published practice, on one that waits, and on a draft."""
    return [
        Order({"pk": Its(key)}, sent, case=case)
        for case, key in (
            ("published", "published_practice"),
            ("proposed", "proposed_practice"),
            ("draft", "draft_practice"),
        )
    ]


def _decision(name: str, key: str) -> Order:
    return Order({"pk": Its(key), "decision": name}, {"reason": "Who was asked?"}, case=name)


LEVERAGE: dict[str, Order | list[Order]] = {
    "practice_new": Order(sent=PRACTICE),
    "practice": _each(),
    "practice_edit": [
        Order({"pk": Its("published_practice")}, PRACTICE, case="published"),
        Order({"pk": Its("draft_practice")}, PRACTICE, case="draft"),
    ],
    "practice_decide": [
        _decision("propose", "draft_practice"),
        _decision("publish", "proposed_practice"),
        _decision("return", "proposed_practice"),
        _decision("withdraw", "published_practice"),
    ],
    "api:get_practice": Order({"practice_id": Its("published_practice")}),
    "risk_leverage": on("risk"),
    "plan_new": Order(sent=PLAN),
    "plan": on("plan"),
    "plan_edit": on("plan", **PLAN),
    "plan_report": Order({"pk": Its("plan"), "kind": "html"}),
    "plan_add": Order(
        {"pk": Its("plan"), "kind": "milestone"}, {"title": "M", "due": "2027-01-01"}
    ),
    "plan_follow": Order({"pk": Its("plan"), "practice": Its("published_practice")}),
    "plan_exit": on("plan", has_leverage="yes", has_leverage_reason="Loans renew."),
    "plan_state": Order({"pk": Its("plan"), "state": "under_way"}),
    "plan_remove": Order({"kind": "milestone", "pk": Its("milestone")}),
    "plan_done": Order({"kind": "milestone", "pk": Its("milestone")}, {"day": "2026-01-01"}),
}
