"""Addresses of the style guide, in the showcase."""

from django.urls import URLPattern, path

from fulcrum.apps.ui.styleguide import views


def styleguide_urls(*, showcase: bool) -> list[URLPattern]:
    """The routes in a showcase; none elsewhere."""
    if not showcase:
        return []
    return [
        path("styleguide", views.guide, name="styleguide"),
        path("styleguide/list", views.list_pattern, name="styleguide_list"),
        path("styleguide/record", views.record_pattern, name="styleguide_record"),
        path("styleguide/form", views.form_pattern, name="styleguide_form"),
        path("styleguide/wizard", views.wizard_pattern, name="styleguide_wizard"),
        path("styleguide/summary", views.summary_pattern, name="styleguide_summary"),
        path("styleguide/progress", views.progress_pattern, name="styleguide_progress"),
        path("styleguide/confirm", views.confirm_pattern, name="styleguide_confirm"),
        path("styleguide/report", views.report_pattern, name="styleguide_report"),
        path("styleguide/report.<slug:kind>", views.report_file, name="styleguide_file"),
        path("styleguide/rows/<slug:key>.csv", views.rows_file, name="styleguide_rows"),
        path("styleguide/error", views.error_pattern, name="styleguide_error"),
    ]
