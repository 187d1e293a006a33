"""Addresses of jobs."""

from django.urls import path

from fulcrum.apps.jobs import views

urlpatterns = [
    path("", views.job_list, name="jobs"),
    path("<int:pk>", views.job, name="job"),
    path("<int:pk>/cancel", views.job_cancel, name="job_cancel"),
    path("<int:pk>/resume", views.job_resume, name="job_resume"),
]
