"""What the hub knows from the bundles that banks sent it."""

from dataclasses import dataclass, replace
from hashlib import sha256

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from fulcrum.apps.screening.models import PooledBundle
from fulcrum.engines.screening.learning.bundle import Bundle
from fulcrum.engines.screening.learning.payloads import read_payload
from fulcrum.engines.screening.learning.pool import Pool, pool_bundles
from fulcrum.engines.screening.learning.pool_spec import LEAST_BANKS, PoolSpec
from fulcrum.engines.screening.learning.proposals import Proposal, propose_weights
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import FulcrumError
from fulcrum.kernel.provenance import canonical_json


@dataclass(frozen=True, slots=True)
class Received:
    """A bundle that the hub holds, opened."""

    row: PooledBundle
    bundle: Bundle


@dataclass(frozen=True, slots=True)
class Pooling:
    """What the bundles say together.

    Attributes:
        pool: None when nothing can be said.
        why_not: in words; "" when something can.
        banks: how many banks sent something that counts.
        left_out: bundles of invented data, left out beside real ones.
        proposals: for weights.
    """

    pool: Pool | None
    why_not: str
    banks: int
    left_out: int
    proposals: tuple[Proposal, ...] = ()


def received(actor: Actor) -> QuerySet[PooledBundle]:
    """The bundles of the hub acted for, the newest first."""
    return PooledBundle.objects.visible_to(actor).order_by("-pk")


def opened(row: PooledBundle) -> Bundle:
    """A bundle as it was verified when it came.

    Raises:
        FulcrumError: it was changed in the database since.
    """
    data = canonical_json(row.payload)
    if sha256(data).hexdigest() != row.digest:
        raise FulcrumError(
            _("A bundle was changed since it was verified: %(name)s") % {"name": row.label}
        )
    told = read_payload(row.payload["payload"])
    return Bundle(
        row.label, row.fingerprint, row.payload["text"], told, row.payload["signature"], data
    )


def pooling_of(bundles: list[Bundle]) -> Pooling:
    """Pool the bundles; real ones where there are any."""
    has_real = any(not one.told.invented for one in bundles)
    kept = [one for one in bundles if not (has_real and one.told.invented)]
    banks = len({one.key for one in kept})
    left_out = len(bundles) - len(kept)
    if banks < LEAST_BANKS:
        why = _(
            "There are bundles of %(n)d banks; %(least)d are needed: of two, each could work out "
            "the other."
        ) % {"n": banks, "least": LEAST_BANKS}
        return Pooling(None, why, banks, left_out)
    try:
        pool = pool_bundles(PoolSpec(tuple(kept)))
    except FulcrumError as error:
        return Pooling(None, str(error), banks, left_out)
    moved = tuple(one for one in propose_weights(pool) if one.factor != 1)
    return replace(Pooling(pool, "", banks, left_out), proposals=moved)
