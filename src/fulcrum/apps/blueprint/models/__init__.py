"""Releases of the framework, and the assessments made under them."""

from fulcrum.apps.blueprint.models.releases import Release, ReleaseState

__all__ = ["Release", "ReleaseState"]
