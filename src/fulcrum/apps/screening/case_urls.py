"""Addresses of cases."""

from django.urls import path

from fulcrum.apps.screening.views import case_decisions, case_files, case_parts, case_work, cases

urlpatterns = [
    path("cases", cases.case_list, name="cases"),
    path("cases/new", cases.case_new, name="case_new"),
    path("cases/of-alert/<int:pk>", cases.case_from_alert, name="case_from_alert"),
    path("cases/<int:pk>", cases.case_page, name="case"),
    path("cases/<int:pk>/edit", case_work.case_edit, name="case_edit"),
    path("cases/<int:pk>/close", case_work.case_close, name="case_close"),
    path("cases/<int:pk>/reopen", case_work.case_reopen, name="case_reopen"),
    path("cases/<int:pk>/parties", case_parts.party_new, name="case_party_new"),
    path("cases/parties/<int:pk>", case_parts.party_edit, name="case_party_edit"),
    path("cases/<int:pk>/notes", case_parts.note_new, name="case_note_new"),
    path("cases/<int:pk>/tasks", case_parts.task_new, name="case_task_new"),
    path("cases/tasks/<int:pk>/done", case_parts.task_done, name="case_task_done"),
    path("cases/tasks/<int:pk>/undo", case_parts.task_undo, name="case_task_undo"),
    path("cases/<int:pk>/files", case_files.file_new, name="case_file_new"),
    path("cases/files/<int:pk>", case_files.file_open, name="case_file"),
    path("cases/<int:pk>/decide", case_decisions.case_decide, name="case_decide"),
    path("cases/parties/<int:pk>/decide", case_decisions.party_decide, name="case_party_decide"),
    path("cases/decisions/<int:pk>", case_decisions.decision_check, name="case_decision_check"),
]
