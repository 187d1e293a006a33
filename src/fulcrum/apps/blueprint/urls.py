"""Addresses of blueprint."""

from django.urls import path

from fulcrum.apps.blueprint.views import (
    aggregate,
    assessments,
    commitment_evidence,
    commitment_imports,
    commitments,
    disputes,
    evidence,
    framework,
    imports,
    questions,
    results,
    submissions,
)

assessment_urls = [
    path("assessments", assessments.assessment_list, name="assessments"),
    path("assessments/start", assessments.start, name="assessment_start"),
    path("assessments/<int:pk>", assessments.overview, name="assessment"),
    path("assessments/<int:pk>/summary", assessments.summary, name="assessment_summary"),
    path(
        "assessments/<int:pk>/<slug:decision>/confirm", assessments.decide, name="assessment_decide"
    ),
    path("assessments/<int:pk>/questions/<str:item_id>", questions.question, name="question"),
    path("assessments/<int:pk>/questions/<str:item_id>/remark", questions.comment, name="comment"),
    path(
        "assessments/<int:pk>/questions/<str:item_id>/link", evidence.add_link, name="evidence_link"
    ),
    path(
        "assessments/<int:pk>/questions/<str:item_id>/file", evidence.add_file, name="evidence_add"
    ),
    path("evidence/<int:pk>", evidence.download, name="evidence_file"),
    path("evidence/<int:pk>/remove", evidence.remove, name="evidence_remove"),
]
framework_urls = [
    path("", framework.framework, name="framework"),
    path("actions/<str:action_id>", framework.action, name="action"),
    path("releases", framework.release_list, name="releases"),
    path("releases/<str:code>", framework.release, name="release"),
    path("releases/<str:code>/framework", framework.framework, name="release_framework"),
    path("releases/<str:code>/actions/<str:action_id>", framework.action, name="release_action"),
    path("releases/<str:code>/publish", framework.publish, name="release_publish"),
    path("releases/<str:code>/bundle", framework.bundle, name="release_bundle"),
]
result_urls = [
    path("assessments/<int:pk>/result", results.result, name="assessment_result"),
    path("assessments/<int:pk>/result/<slug:key>.csv", results.result_figure, name="result_figure"),
    path(
        "assessments/<int:pk>/result/rows/<slug:kind>/<str:key>",
        results.result_rows,
        name="result_rows",
    ),
    path(
        "assessments/<int:pk>/result/report.<slug:kind>", results.result_file, name="result_report"
    ),
    path("assessments/<int:pk>/asked", submissions.questions, name="assessment_questions"),
]
submission_urls = [
    path("submissions", submissions.submission_list, name="submissions"),
    path("submissions/<int:pk>", submissions.submission, name="submission"),
    path("submissions/<int:pk>/ask", submissions.ask, name="submission_ask"),
    path("submissions/<int:pk>/accept", submissions.accept, name="submission_accept"),
    path("clarifications/<int:pk>", submissions.clarification, name="clarification"),
    path("clarifications/<int:pk>/close", submissions.close, name="clarification_close"),
]
aggregate_urls = [
    path("state-of-play", aggregate.state_of_play, name="state_of_play"),
    path(
        "state-of-play/<slug:kind>/<str:key>",
        aggregate.state_of_play_rows,
        name="state_of_play_rows",
    ),
]
import_urls = [
    path("imports", imports.import_list, name="assessment_imports"),
    path("imports/new", imports.import_new, name="assessment_import_new"),
    path("imports/layout.<str:kind>", imports.import_layout, name="assessment_import_layout"),
    path("imports/<int:pk>", imports.import_page, name="assessment_import"),
    path("imports/<int:pk>/start", imports.import_carry_out, name="assessment_import_start"),
    path("imports/<int:pk>/faults", imports.import_faults, name="assessment_import_faults"),
]
commitment_urls = [
    path("commitments", commitments.commitment_list, name="commitments"),
    path("commitments/new", commitments.commitment_new, name="commitment_new"),
    path("commitments/codebook", commitments.codebook, name="codebook"),
    path("commitments/reviews", commitment_evidence.reviews, name="commitment_reviews"),
    path("commitments/imports/new", commitment_imports.import_new, name="commitment_import_new"),
    path(
        "commitments/imports/layout.csv",
        commitment_imports.import_layout,
        name="commitment_import_layout",
    ),
    path("commitments/imports/<int:pk>", commitment_imports.import_page, name="commitment_import"),
    path(
        "commitments/imports/<int:pk>/start",
        commitment_imports.import_carry_out,
        name="commitment_import_start",
    ),
    path(
        "commitments/imports/<int:pk>/faults",
        commitment_imports.import_faults,
        name="commitment_import_faults",
    ),
    path("commitments/<int:pk>", commitments.commitment, name="commitment"),
    path("commitments/<int:pk>/edit", commitments.commitment_edit, name="commitment_edit"),
    path(
        "commitments/<int:pk>/<slug:decision>/confirm",
        commitments.decide,
        name="commitment_decide",
    ),
    path(
        "commitments/<int:pk>/evidence/new",
        commitment_evidence.evidence_new,
        name="commitment_evidence_new",
    ),
    path(
        "commitments/evidence/<int:pk>",
        commitment_evidence.evidence_file,
        name="commitment_evidence_file",
    ),
    path(
        "commitments/evidence/<int:pk>/withdraw",
        commitment_evidence.evidence_withdraw,
        name="commitment_evidence_withdraw",
    ),
    path(
        "commitments/evidence/<int:pk>/review",
        commitment_evidence.review,
        name="commitment_review",
    ),
    path("commitments/<int:pk>/disputes/new", disputes.dispute_new, name="dispute_new"),
    path("disputes/<int:pk>", disputes.dispute, name="dispute"),
    path("disputes/<int:pk>/decide", disputes.dispute_decide, name="dispute_decide"),
]
urlpatterns = [
    *framework_urls,
    *assessment_urls,
    *result_urls,
    *submission_urls,
    *aggregate_urls,
    *import_urls,
    *commitment_urls,
]
