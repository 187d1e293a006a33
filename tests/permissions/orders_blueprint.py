"""Orders of the framework, assessments, results, submissions, the state of play and imports."""

from typing import Any

from tests.permissions.orders import Its, Order, on, upload
from tests.permissions.world.blueprint import ANSWERED, FILE, ITEM


def about(key: str, item: str = ITEM, **sent: Any) -> Order:
    """An order on one question of an assessment."""
    return Order({"pk": Its(key), "item_id": item}, sent)


def decision(name: str, key: str) -> Order:
    """An order that decides about an assessment."""
    return Order({"pk": Its(key), "decision": name}, case=name)


def of_each(keys: tuple[str, ...], **parameters: str) -> list[Order]:
    """An order on each of several assessments, named by what they are."""
    return [Order({"pk": Its(key), **parameters}, case=key) for key in keys]


def of_releases(**parameters: str) -> list[Order]:
    """An order on the release in force, and one on a draft."""
    return [
        Order({"code": code, **parameters}, case=case)
        for case, code in (("in force", "r1"), ("draft", "r2"))
    ]


FINISHED = ("submitted", "private", "draft")
FRAMEWORK: dict[str, Order | list[Order]] = {
    "action": Order({"action_id": "G1.A1"}),
    "release": of_releases(),
    "release_framework": of_releases(),
    "release_action": of_releases(action_id="G1.A1"),
    "release_publish": Order({"code": "r2"}),
    "release_bundle": of_releases(),
    "api:get_release": of_releases(),
}
ASSESSMENTS: dict[str, Order | list[Order]] = {
    "assessment_start": Order(sent={"as_of_date": "2026-03-01"}),
    "assessment": on("draft"),
    "assessment_summary": on("draft"),
    "assessment_decide": [
        decision("sign-off", "draft"),
        decision("return", "signed_off"),
        decision("submit", "signed_off"),
        decision("keep-private", "signed_off"),
    ],
    "question": about("draft", ANSWERED, choice="3", version="1"),
    "comment": about("draft", **{"comment-text": "A remark"}),
    "evidence_link": about("draft", **{"link-title": "It", "link-link": "https://example.org/"}),
    "evidence_add": about(
        "draft", **{"file-title": "It", "file-file": upload("it.txt", b"Some text.")}
    ),
    "evidence_file": [
        Order({"pk": Its(key)}, case=key) for key in ("shared_file", "private_file", "draft_file")
    ],
    "evidence_remove": on("link"),
    "api:list_assessments": Order(sent={"as_of_date": "2026-03-01"}),
    "api:get_assessment": on("draft"),
    "api:put_answer": about("draft", level=3, version=0),
}
RESULTS: dict[str, Order | list[Order]] = {
    "assessment_result": of_each(FINISHED),
    "result_figure": of_each(FINISHED, key="areas"),
    "result_rows": of_each(FINISHED, kind="area", key="gov"),
    "result_report": of_each(FINISHED, kind="docx"),
    "assessment_questions": on("submitted"),
}
SECRETARIAT: dict[str, Order | list[Order]] = {
    "submission": on("submitted"),
    "submission_ask": on("submitted", text="Why so?", item=ANSWERED),
    "submission_accept": on("submitted"),
    "clarification": on("asked", text="Because."),
    "clarification_close": on("asked"),
    "state_of_play_rows": Order({"kind": "area", "key": "gov"}),
    "assessment_import_new": Order(sent={"file": upload("assessments.csv", FILE)}),
    "assessment_import_layout": Order({"kind": "csv"}),
    "assessment_import": on("assessment_file"),
    "assessment_import_start": on("assessment_file"),
    "assessment_import_faults": on("assessment_file"),
    "api:get_submission": on("submitted"),
}
ORDERS = FRAMEWORK | ASSESSMENTS | RESULTS | SECRETARIAT
