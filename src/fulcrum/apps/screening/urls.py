"""Addresses of screening."""

from django.urls import path

from fulcrum.apps.screening import case_urls, learning_urls, report_urls
from fulcrum.apps.screening.views import alerts, evidence, runs

urlpatterns = [
    path("alerts", alerts.alert_list, name="alerts"),
    path("alerts/assign", alerts.alert_assign, name="alert_assign"),
    path("alerts/<int:pk>", alerts.alert_page, name="alert"),
    path("alerts/<int:pk>/rows", evidence.alert_rows, name="alert_rows"),
    path("alerts/<int:pk>/verdict", alerts.alert_verdict, name="alert_verdict"),
    path("alerts/<int:pk>/snooze", alerts.alert_snooze, name="alert_snooze"),
    path("readings/<int:pk>", alerts.alert_check, name="alert_check"),
    path("snoozes/<int:pk>/lift", alerts.snooze_lift, name="snooze_lift"),
    path("runs", runs.run_list, name="runs"),
    path("runs/new", runs.run_new, name="run_new"),
    path("runs/<int:pk>", runs.run_page, name="run"),
    path("runs/<int:pk>/since/<int:before>", runs.run_difference, name="run_difference"),
    path("data/<int:pk>/schedule", runs.run_schedule, name="run_schedule"),
    *case_urls.urlpatterns,
    *report_urls.urlpatterns,
    *learning_urls.urlpatterns,
]
