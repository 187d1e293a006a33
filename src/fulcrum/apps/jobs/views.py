"""Pages of long work."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from fulcrum.apps.jobs import actions
from fulcrum.apps.jobs.enums import JobState
from fulcrum.apps.jobs.listing import JOBS
from fulcrum.apps.jobs.models import Job
from fulcrum.apps.jobs.queries import job_progress
from fulcrum.apps.ui.access import actor_of, allowed, permission, require
from fulcrum.apps.ui.lists import list_page
from fulcrum.kernel.errors import ConflictError


@permission("jobs.view_job")
@require_GET
def job_list(request: HttpRequest) -> HttpResponseBase:
    """The organisation's long work, newest first."""
    return list_page(request, JOBS, Job.objects.visible_to(actor_of(request)))


def _job(request: HttpRequest, pk: int) -> Job:
    return get_object_or_404(Job.objects.visible_to(actor_of(request)), pk=pk)


@permission("jobs.view_job")
@require_GET
def job(request: HttpRequest, pk: int) -> HttpResponse:
    """One piece of long work; htmx asks for its progress every two seconds."""
    found = _job(request, pk)
    polled = request.headers.get("HX-Request") == "true"
    if found.state == JobState.DONE and found.result_url:
        return _go_to(found.result_url, polled=polled)
    may_change = allowed(actor_of(request), "jobs.change_job", found)
    context = {"progress": job_progress(found), "job": found, "may_change": may_change}
    return render(request, "jobs/_progress.html" if polled else "jobs/job.html", context)


def _go_to(url: str, *, polled: bool) -> HttpResponse:
    if not polled:
        return HttpResponseRedirect(url)
    response = HttpResponse(status=204)
    response["HX-Redirect"] = url
    return response


@permission("jobs.change_job")
@require_POST
def job_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask it to stop."""
    found = _job(request, pk)
    require(request, "jobs.change_job", found)
    try:
        actions.cancel_job(found, by=actor_of(request))
    except ConflictError as error:
        messages.warning(request, str(error))
    return redirect("job", pk=pk)


@permission("jobs.change_job")
@require_POST
def job_resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Let it go on."""
    found = _job(request, pk)
    require(request, "jobs.change_job", found)
    try:
        actions.resume_job(found, by=actor_of(request))
    except ConflictError as error:
        messages.warning(request, str(error))
    return redirect("job", pk=pk)
