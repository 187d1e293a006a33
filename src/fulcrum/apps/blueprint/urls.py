"""Addresses of blueprint."""

from django.urls import path

from fulcrum.apps.blueprint.views import (
    aggregate,
    assessments,
    commitment_evidence,
    commitment_imports,
    commitments,
    country_files,
    diagnostic_areas,
    diagnostics,
    disputes,
    evidence,
    framework,
    implementation,
    imports,
    naming,
    own_commitments,
    plan_parts,
    plans,
    practices,
    questions,
    results,
    risk_files,
    risk_map,
    risks,
    snapshots,
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
state_urls = [
    path("implementation", implementation.state_of_implementation, name="state_of_implementation"),
    path(
        "implementation/<str:as_of>/<slug:scope>/<str:part>/<slug:least>",
        implementation.state_rows,
        name="state_rows",
    ),
    path("snapshots", snapshots.snapshot_list, name="snapshots"),
    path("snapshots/new", snapshots.snapshot_new, name="snapshot_new"),
    path("snapshots/<int:number>", snapshots.snapshot_page, name="snapshot"),
    path("snapshots/<int:number>/publish", snapshots.snapshot_publish, name="snapshot_publish"),
    path("snapshots/<int:number>/withdraw", snapshots.snapshot_withdraw, name="snapshot_withdraw"),
    path("snapshots/<int:number>/rows", snapshots.snapshot_rows, name="snapshot_rows"),
    path("snapshots/<int:number>/<str:name>", snapshots.snapshot_file, name="snapshot_file"),
    path("naming", naming.naming, name="naming"),
]

leverage_urls = [
    path("practices", practices.practice_list, name="practices"),
    path("practices/new", practices.practice_new, name="practice_new"),
    path("practices/<int:pk>", practices.practice, name="practice"),
    path("practices/<int:pk>/edit", practices.practice_edit, name="practice_edit"),
    path(
        "practices/<int:pk>/<slug:decision>/confirm",
        practices.practice_decide,
        name="practice_decide",
    ),
    path("risks/<int:pk>/leverage", plans.risk_leverage, name="risk_leverage"),
    path("plans", plans.plan_list, name="plans"),
    path("plans/new", plans.plan_new, name="plan_new"),
    path("plans/<int:pk>", plans.plan, name="plan"),
    path("plans/<int:pk>/edit", plans.plan_edit, name="plan_edit"),
    path("plans/<int:pk>/report.<slug:kind>", plans.report, name="plan_report"),
    path("plans/<int:pk>/add/<slug:kind>", plan_parts.plan_add, name="plan_add"),
    path("plans/<int:pk>/practices/<int:practice>", plan_parts.plan_follow, name="plan_follow"),
    path("plans/<int:pk>/exit", plan_parts.plan_exit, name="plan_exit"),
    path("plans/<int:pk>/state/<slug:state>", plan_parts.plan_state, name="plan_state"),
    path("plans/parts/<slug:kind>/<int:pk>/remove", plan_parts.plan_remove, name="plan_remove"),
    path("plans/parts/<slug:kind>/<int:pk>/done", plan_parts.plan_done, name="plan_done"),
]

commitment_urls = [
    path("commitments", commitments.commitment_list, name="commitments"),
    path("commitments/new", own_commitments.commitment_new, name="commitment_new"),
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
    path("commitments/<int:pk>/edit", own_commitments.commitment_edit, name="commitment_edit"),
    path(
        "commitments/<int:pk>/<slug:decision>/confirm",
        own_commitments.decide,
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
diagnostic_urls = [
    path("diagnostics", diagnostics.diagnostic_list, name="diagnostics"),
    path("diagnostics/start", diagnostics.start, name="diagnostic_start"),
    path("diagnostics/<int:pk>", diagnostics.overview, name="diagnostic"),
    path("diagnostics/<int:pk>/areas/<slug:area>", diagnostic_areas.area, name="diagnostic_area"),
    path("diagnostics/<int:pk>/exposures", diagnostic_areas.exposure_list, name="exposures"),
    path("diagnostics/<int:pk>/check", diagnostics.check, name="diagnostic_check"),
    path(
        "diagnostics/<int:pk>/<slug:decision>/confirm", diagnostics.decide, name="diagnostic_decide"
    ),
    path("diagnostics/<int:pk>/map", risk_map.risk_map, name="risk_map"),
    path("diagnostics/<int:pk>/map.csv", risk_map.risk_map_rows, name="risk_map_rows"),
    path("diagnostics/<int:pk>/report.<slug:kind>", risk_map.report, name="diagnostic_report"),
    path("diagnostics/<int:pk>/risks", risks.risk_list, name="risks"),
    path("exposures/<int:pk>/remove", diagnostic_areas.remove, name="exposure_remove"),
    path("risks/<int:pk>", risks.risk, name="risk"),
    path("risks/<int:pk>/record", risks.add_event, name="risk_record"),
    path("risks/<int:pk>/questions/<slug:name>", risks.question, name="risk_question"),
]
risk_file_urls = [
    path("diagnostics/<int:pk>/files", risk_files.exposure_files, name="exposure_files"),
    path("diagnostics/<int:pk>/files/new", risk_files.exposure_file_new, name="exposure_file_new"),
    path("exposure-files/layout.csv", risk_files.exposure_layout, name="exposure_layout"),
    path("exposure-files/<int:pk>", risk_files.exposure_file, name="exposure_file"),
    path(
        "exposure-files/<int:pk>/check", risk_files.exposure_file_check, name="exposure_file_check"
    ),
    path(
        "exposure-files/<int:pk>/start", risk_files.exposure_file_start, name="exposure_file_start"
    ),
    path(
        "exposure-files/<int:pk>/faults",
        risk_files.exposure_file_faults,
        name="exposure_file_faults",
    ),
    path("sources", country_files.risk_sources, name="risk_sources"),
    path("sources/tables/<int:pk>", country_files.country_table, name="country_table"),
    path(
        "sources/tables/<int:pk>/withdraw",
        country_files.country_table_withdraw,
        name="country_table_withdraw",
    ),
    path("sources/files/new", country_files.country_file_new, name="country_file_new"),
    path("sources/files/<int:pk>", country_files.country_file, name="country_file"),
    path(
        "sources/files/<int:pk>/check", country_files.country_file_check, name="country_file_check"
    ),
    path(
        "sources/files/<int:pk>/start", country_files.country_file_start, name="country_file_start"
    ),
    path(
        "sources/files/<int:pk>/faults",
        country_files.country_file_faults,
        name="country_file_faults",
    ),
]
urlpatterns = [
    *framework_urls,
    *assessment_urls,
    *result_urls,
    *submission_urls,
    *aggregate_urls,
    *import_urls,
    *commitment_urls,
    *state_urls,
    *leverage_urls,
    *diagnostic_urls,
    *risk_file_urls,
]
