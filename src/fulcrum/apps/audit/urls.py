"""Addresses of audit."""

from django.urls import path

from fulcrum.apps.audit import views

urlpatterns = [
    path("", views.entry_list, name="audit"),
    path("<int:pk>", views.entry, name="audit_entry"),
]
