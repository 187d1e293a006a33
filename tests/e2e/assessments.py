"""Invented institutions of a site under test, with submitted assessments and a question on one."""

import json

from tests.e2e.conftest import Site
from tests.e2e.people import invent_people

_MAKE = """
import json, tempfile
from pathlib import Path
from fulcrum.apps.accounts.models import Tenant
from fulcrum.apps.blueprint.actions.importing import import_assessments_file
from fulcrum.apps.blueprint.actions.releases import load_release, publish_release
from fulcrum.apps.blueprint.actions.submissions import ask_clarification
from fulcrum.apps.blueprint.assessment_columns import headings
from fulcrum.apps.blueprint.models import Assessment, Clarification, Release
from fulcrum.apps.blueprint.releases import SHIPPED, read_spec
from fulcrum.apps.parties.actions.organisations import link_tenant
from fulcrum.apps.parties.actions.upserting import upsert_organisations
from fulcrum.apps.parties.models import Organisation
from fulcrum.apps.ui.tabular import write_csv
from fulcrum.kernel.actors import system_actor
by = system_actor("test")
shipped = next(SHIPPED.glob("release-*"))
spec = read_spec(shipped)
release = Release.objects.filter(code=spec.id).first() or load_release(shipped, by=by)
if release.state == "draft":
    publish_release(release, by=by)
if not Organisation.objects.filter(external_key="S0").exists():
    countries, sectors = ("KE", "NO", "BR"), ("banking", "banking", "insurance")
    upsert_organisations(
        [{"name": f"Invented Bank {n}", "external_key": f"S{n}", "country": countries[n % 3],
          "sub_sector": sectors[n % 3], "languages": ["en"], "is_invented": True}
         for n in range(12)], by=by)
    own = Organisation.objects.get(external_key="S0")
    tenant = Tenant.objects.get(name="Savannah Trust Bank")
    if not Organisation.objects.filter(tenant=tenant).exists():
        link_tenant(own, tenant, by=by)
    rows = []
    for n in range(10):
        for year in (2025, 2026) if n < 3 else (2026,):
            levels = ["" if (i + n) % 9 == 0 else (i * 7 + n * 3 + year) % 5 for i in range(len(spec.items))]
            levels[3] = "n/a: this business line does not exist here"
            rows.append([f"S{n}", f"{year}-03-01", spec.id, "", *levels])
    path = Path(tempfile.mkdtemp()) / "assessments.csv"
    path.write_bytes(b"".join(write_csv(headings(spec), rows)))
    run = import_assessments_file(path, by=by, dry_run=False)
    assert run.counts["created"] == 13, run.counts
    mine = Assessment.objects.filter(organisation=own).latest("finished_at")
    ask_clarification(mine, "Which decision do you mean?", by=by, item_id=next(iter(spec.items)))
"""
_TELL = """
from fulcrum.apps.blueprint.models import Assessment, Clarification
from fulcrum.apps.parties.models import Organisation
import json, pathlib
mine = Assessment.objects.filter(organisation__external_key="S0").latest("finished_at")
thread = Clarification.objects.filter(assessment=mine).first()
told = {"assessment": mine.pk, "organisation": mine.organisation_id, "thread": thread.pk}
pathlib.Path(r"%s").write_text(json.dumps(told))
"""


def invent_assessments(site: Site) -> dict[str, int]:
    """Make them, once for each site; the keys of the lead's assessment, organisation and thread."""
    invent_people(site)
    site.manage("shell", "--no-imports", "-c", _MAKE)
    told = site.data_dir / "assessments.json"
    site.manage("shell", "--no-imports", "-c", _TELL % told)
    found: dict[str, int] = json.loads(told.read_text("utf-8"))
    return found
