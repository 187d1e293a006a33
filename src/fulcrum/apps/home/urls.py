"""Addresses of home."""

from django.urls import path

from fulcrum.apps.home import views

urlpatterns = [
    path("", views.today, name="today"),
    path("search", views.find, name="search"),
]
