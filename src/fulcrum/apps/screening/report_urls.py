"""Addresses of reports."""

from django.urls import path

from fulcrum.apps.screening.views import report_work, reports, schemas

urlpatterns = [
    path("cases/<int:pk>/report", reports.report_new, name="report_new"),
    path("reports/<int:pk>", reports.report_page, name="report"),
    path("reports/<int:pk>/edit", reports.report_edit, name="report_edit"),
    path("reports/<int:pk>/build", report_work.report_build, name="report_build"),
    path("reports/<int:pk>/approve", report_work.report_approve, name="report_approve"),
    path("reports/<int:pk>/file", report_work.report_file, name="report_file"),
    path("reports/<int:pk>/withdraw", report_work.report_withdraw, name="report_withdraw"),
    path("reports/<int:pk>/take.<slug:kind>", report_work.report_take, name="report_document"),
    path("schemas", schemas.schema_list, name="schemas"),
    path("schemas/new", schemas.schema_new, name="schema_new"),
]
