"""Pages of the style guide."""

from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from fulcrum.apps.ui.access import public
from fulcrum.apps.ui.figures import figure_csv_response
from fulcrum.apps.ui.lists import ChoiceFilter, Column, Empty, ListSpec, list_page
from fulcrum.apps.ui.lists.spec import Row, Rows
from fulcrum.apps.ui.patterns import WizardPlace
from fulcrum.apps.ui.reports import report_response
from fulcrum.apps.ui.styleguide import figures, samples
from fulcrum.apps.ui.styleguide.forms import QuestionForm, SampleForm
from fulcrum.kernel.errors import ConflictError


def _app_labels() -> list[tuple[str, str]]:
    labels = ContentType.objects.order_by("app_label").values_list("app_label", flat=True)
    return [(label, label) for label in labels.distinct()]


def _record_address(_row: Row) -> str:
    return reverse("styleguide_record")


def _search(rows: Rows, text: str) -> Rows:
    return rows.filter(model__icontains=text)


KINDS = ListSpec(
    name="kinds",
    title=_("Kinds of record"),
    columns=(
        Column("model", _("Kind"), link=_record_address, sort=True),
        Column("app_label", _("Part of the house"), sort=True),
        Column("pk", _("Number"), numeric=True),
    ),
    filters=(ChoiceFilter("app_label", _("Part of the house"), choices=_app_labels),),
    search=_search,
    default_sort="model",
    page_size=10,
    empty=Empty(
        _("No kind of record yet"),
        _("This list shows what the house keeps. It fills itself when the database is made."),
        _("Back to the style guide"),
        "/styleguide",
    ),
)


@public
@require_GET
def guide(request: HttpRequest) -> HttpResponse:
    """Every small piece with its code, and links to the page patterns."""
    shown = [(sample, sample.render(request)) for sample in samples.samples()]
    return render(request, "ui/styleguide/guide.html", {"samples": shown})


@public
@require_GET
def list_pattern(request: HttpRequest) -> HttpResponseBase:
    """The list; `?none=1` shows it empty."""
    rows = ContentType.objects.all()
    return list_page(request, KINDS, rows.none() if "none" in request.GET else rows)


@public
@require_GET
def record_pattern(request: HttpRequest) -> HttpResponse:
    """A record."""
    context = {"record": samples.record_head(), "timeline": samples.timeline()}
    return render(request, "ui/styleguide/record.html", context)


@public
@require_http_methods(["GET", "POST"])
def form_pattern(request: HttpRequest) -> HttpResponse:
    """A form; sent empty, it shows its errors."""
    form = SampleForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return redirect("styleguide")
    status = 422 if form.is_bound else 200
    return render(request, "ui/styleguide/form.html", {"form": form}, status=status)


@public
@require_http_methods(["GET", "POST"])
def wizard_pattern(request: HttpRequest) -> HttpResponse:
    """A question of a wizard, which leads to its summary."""
    form = QuestionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return redirect("styleguide_summary")
    guide_url = reverse("styleguide")
    place = WizardPlace(3, 38, _("Governance"), back_url=guide_url, leave_url=guide_url)
    context = {"form": form, "wizard": place}
    status = 422 if form.is_bound else 200
    return render(request, "ui/styleguide/wizard.html", context, status=status)


@public
@require_http_methods(["GET", "POST"])
def summary_pattern(request: HttpRequest) -> HttpResponse:
    """What a wizard shows before anything is sent."""
    if request.method == "POST":
        return redirect("styleguide")
    context = {
        "summary": samples.summary(),
        "send_label": _("Send to the Secretariat"),
        "back_url": reverse("styleguide_wizard"),
    }
    return render(request, "ui/styleguide/summary.html", context)


@public
@require_http_methods(["GET", "POST"])
def progress_pattern(request: HttpRequest) -> HttpResponse:
    """Long work; htmx asks for the panel alone."""
    part = request.headers.get("HX-Request") == "true"
    template = "ui/progress.html" if part else "ui/styleguide/progress.html"
    return render(request, template, {"work": samples.long_work()})


@public
@require_http_methods(["GET", "POST"])
def confirm_pattern(request: HttpRequest) -> HttpResponse:
    """A question of its own page instead of a dialog."""
    if request.method == "POST":
        return redirect("styleguide")
    context = {
        "question": _("End this membership?"),
        "consequence": _("The person is signed out at once. What they did stays in the log."),
        "confirm_label": _("End the membership"),
        "cancel_url": reverse("styleguide"),
        "tone": "danger",
    }
    return render(request, "ui/confirm.html", context)


@public
@require_GET
def report_pattern(request: HttpRequest) -> HttpResponse:
    """A report as a page, with links to its files."""
    links = [(kind.upper(), reverse("styleguide_file", args=[kind])) for kind in ("pdf", "docx")]
    return report_response(
        request, figures.report(), "html", "sample-report",
        back_url=reverse("styleguide"), back_label=_("Style guide"), links=links,
    )  # fmt: skip


@public
@require_GET
def report_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The same report as PDF or DOCX."""
    return report_response(request, figures.report(), kind, "sample-report")


@public
@require_GET
def rows_file(request: HttpRequest, key: str) -> HttpResponseBase:
    """The rows behind a figure.

    Raises:
        Http404: there is no such figure.
    """
    if key not in figures.FIGURES:
        raise Http404
    return figure_csv_response(figures.FIGURES[key]())


@public
@require_GET
def error_pattern(request: HttpRequest) -> HttpResponse:
    """A problem that a person can mend, raised past its view.

    Raises:
        ConflictError: always.
    """
    raise ConflictError(
        str(_("Somebody submitted this assessment while you were writing.")),
        mend=str(_("Open it again to see what they sent.")),
    )
