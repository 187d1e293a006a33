"""The network around an alert: nodes, flows and links, and the shapes they make."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from fulcrum.kernel.provenance import Provenance

ACCOUNT, PARTY, EXTERNAL = "account", "party", "external"
FLOW, IDENTITY = "flow", "identity"
FAN_IN, FAN_OUT, PASS_THROUGH, CYCLE, SHARED = (
    "fan_in", "fan_out", "pass_through", "cycle", "shared_payees",
)  # fmt: skip
SHAPES = {
    FAN_IN: "Many pay one",
    FAN_OUT: "One pays many",
    PASS_THROUGH: "Money that goes on",
    CYCLE: "Money that comes back",
    SHARED: "Payers with the same payees",
}
# How a link of identity is said. The first two are known, the others are equal details.
LINKS = {
    "holder": "the same holder",
    "related": "parties that may be one",
    "email": "the same e-mail",
    "phone": "the same telephone",
    "address": "the same address",
}


@dataclass(frozen=True, slots=True)
class Node:
    """An account, a party without one, or an account at another bank.

    Attributes:
        id: account_id, party_id, or what transactions call the other side.
        kind: account, party or external.
        hop: 0 for the alert's subject, 1 or 2.
        label: the holder's name, or the name that messages carry; "" for none.
        party: party_id of the first holder; "" when not known.
        party_kind: person or firm; "" when not known.
        segment: peer group of the account; "" when not known.
        opened: day the account was opened, ISO 8601; "" when not known.
        alert: an alert about it, the one with most points; "" when there is none.
        partners: how many others it dealt with in these days; None where it was not followed.
        hub: whether it has too many partners to be followed.
        in_cents: what came in over the flows shown.
        out_cents: what went out over them.
        x: place from the left, 0 to 1.
        y: place from the top, 0 to 1.
    """

    id: str
    kind: str
    hop: int
    label: str
    party: str
    party_kind: str
    segment: str
    opened: str
    alert: str
    partners: int | None
    hub: bool
    in_cents: int
    out_cents: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Edge:
    """Money that went from one node to another, or a link of identity.

    Attributes:
        source: id of a node.
        target: id of a node; of identity, links have no direction.
        kind: flow or identity.
        cents: of a flow, how much in all.
        count: of a flow, in how many movements.
        first_day: of a flow, ISO 8601.
        last_day: of a flow, ISO 8601.
        reasons: of identity: keys of `LINKS`.
        probability: of identity, where a model gave one.
    """

    source: str
    target: str
    kind: str
    cents: int = 0
    count: int = 0
    first_day: str = ""
    last_day: str = ""
    reasons: tuple[str, ...] = ()
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class Motif:
    """A shape that flows make.

    Attributes:
        kind: a key of `SHAPES`.
        nodes: ids, in the order in which money goes; the centre first for fans; payers, then
            payees for shared ones. At most twenty.
        payers: for shared payees, how many of the nodes are payers; else 0.
        members: how many nodes take part besides the centre.
        cents: how much in all.
        count: in how many movements, or how many times.
        first_day: ISO 8601.
        last_day: ISO 8601.
        told: what it is, in a sentence.
    """

    kind: str
    nodes: tuple[str, ...]
    payers: int
    members: int
    cents: int
    count: int
    first_day: str
    last_day: str
    told: str


@dataclass(frozen=True, slots=True)
class Network:
    """What lies around an alert.

    Attributes:
        alert: its name.
        subject: id of the node it is about.
        first_day: of the flows looked at, ISO 8601.
        last_day: likewise; never after the alert's last day.
        currency: of amounts.
        nodes: the subject first, then by hop and flow.
        edges: flows, the strongest first; then links of identity.
        motifs: by kind; those with the subject first, then those with most alerts.
        left_out: partners that were not shown because others have stronger flows.
        hubs: nodes shown but not followed.
        source: where the data says it comes from.
        provenance: how it was computed.
    """

    alert: str
    subject: str
    first_day: str
    last_day: str
    currency: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    motifs: tuple[Motif, ...]
    left_out: int
    hubs: int
    source: str
    provenance: Provenance

    def summary(self) -> str:
        """What there is, in a few lines."""
        flows = sum(one.kind == FLOW for one in self.edges)
        alerted = sum(bool(one.alert) for one in self.nodes) - bool(self.nodes[0].alert)
        what = f"{len(self.nodes):,} nodes, {flows:,} flows, {len(self.edges) - flows:,} links of identity"
        lines = [
            f"{what} around {self.subject}, {self.first_day} to {self.last_day}.",
            f"{alerted:,} others have alerts.",
            f"{self.hubs:,} have too many partners to be followed.",
            f"{self.left_out:,} weaker partners are not shown.",
        ]
        return "\n".join(lines + [one.told for one in self.motifs])

    def to_dict(self) -> Mapping[str, Any]:
        """Everything as plain values."""
        return asdict(self)
