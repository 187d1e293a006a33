"""Addresses of what was learnt, and of the hub."""

from django.urls import path

from fulcrum.apps.screening.views import hub, learning

urlpatterns = [
    path("learning", learning.learning_page, name="learning"),
    path("learning/key", learning.key_file, name="learning_key"),
    path("learning/bundles/new", learning.bundle_new, name="bundle_new"),
    path("learning/bundles/<int:pk>", learning.bundle_page, name="bundle"),
    path("learning/bundles/<int:pk>/sign", learning.bundle_sign, name="bundle_sign"),
    path("learning/bundles/<int:pk>/file", learning.bundle_take, name="bundle_file"),
    path("hub", hub.hub_page, name="hub"),
    path("hub/add", hub.hub_add, name="hub_add"),
]
