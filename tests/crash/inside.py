"""What tests ask an installation from inside: `python -m tests.crash.inside QUESTION …`.

Every question prints one line of JSON.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402 - Django first
from django.core.management import call_command  # noqa: E402
from django.db.models import CharField  # noqa: E402
from django.db.models.functions import Cast  # noqa: E402
from django.test import Client  # noqa: E402

from fulcrum.apps.accounts.enums import TenantKind  # noqa: E402
from fulcrum.apps.accounts.models import Membership, Tenant, User  # noqa: E402
from fulcrum.apps.audit.models import Entry  # noqa: E402
from fulcrum.apps.audit.queries import verify  # noqa: E402
from fulcrum.apps.jobs.models import Job  # noqa: E402
from fulcrum.apps.parties.models import Import, Organisation, RowFault, Term  # noqa: E402
from fulcrum.kernel.actors import Role  # noqa: E402
from tests.conftest import sign_in  # noqa: E402
from tests.crash.content import FIELDS, digest_of  # noqa: E402


def migrate() -> dict[str, Any]:
    """Make the tables."""
    call_command("migrate", verbosity=0)
    call_command("migrate", database="vault", verbosity=0)
    return {}


def officer() -> dict[str, Any]:
    """The cookies of an officer of the Secretariat with a second factor."""
    tenant = Tenant.objects.create(kind=TenantKind.SECRETARIAT, name="Secretariat")
    user = User.objects.create_user("officer@example.org", name="Officer")
    client = Client()
    sign_in(
        client,
        Membership.objects.create(user=user, tenant=tenant, role=Role.SECRETARIAT_OFFICER),
    )
    return {name: morsel.value for name, morsel in client.cookies.items()}


def jobs() -> list[dict[str, Any]]:
    """Where every job stands."""
    fields = ("id", "state", "done_count", "total_count", "attempts", "error", "task")
    return list(Job.objects.order_by("pk").values(*fields))


def organisations() -> dict[str, Any]:
    """What is known of imported organisations: how many, which, whose part, found by what."""
    known = Organisation.objects.exclude(external_key="")
    rows = known.values_list(*FIELDS, "parent__external_key")
    run = Import.objects.order_by("-pk")[0]
    terms = Term.objects.exclude(organisation__external_key="")
    return {
        "count": known.count(),
        "digest": digest_of(rows),
        "terms": terms.values("organisation_id").distinct().count(),
        "faults": RowFault.objects.count(),
        "import": {"state": run.state, "counts": run.counts},
        "kept": Path(settings.DATA_DIR, "files", run.stored_name).exists(),
    }


def log() -> dict[str, Any]:
    """Whether the log's chain is whole, and how often each imported organisation was made."""
    known = Organisation.objects.exclude(external_key="").annotate(text=Cast("pk", CharField()))
    made = Entry.objects.filter(verb="create_organisation", target_id__in=known.values("text"))
    return verify().to_dict() | {
        "created": made.count(),
        "created_once": made.values("target_id").distinct().count(),
    }


QUESTIONS: dict[str, Callable[[], Any]] = {
    "migrate": migrate,
    "officer": officer,
    "jobs": jobs,
    "organisations": organisations,
    "log": log,
}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(QUESTIONS[sys.argv[1]]()) + "\n")
