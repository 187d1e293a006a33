"""What comparing parties found."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from fulcrum.kernel.provenance import Provenance

# What two parties agree or differ in, in words.
WORDS = {
    "email": "the same e-mail",
    "phone": "the same telephone",
    "address": "the same address",
    "surname": "the same surname",
    "town": "the same town",
    "given": "the same given names",
    "given_alike": "given names that are alike",
    "not_given": "other given names",
    "not_surname": "another surname",
    "not_email": "another e-mail",
    "not_phone": "another telephone",
    "not_address": "another address",
}
CAUTION = (
    "Sharing is no proof: families, carers and flatmates share telephones and addresses. "
    "Look before anything follows."
)


@dataclass(frozen=True, slots=True)
class Identity:
    """Parties that may be one and the same.

    Attributes:
        parties: how many were compared.
        pairs: Arrow rows: left and right (party ids, left before right), probability (NULL where
            links are exact), shared (email, phone, address), reasons and against (keys of `WORDS`).
        clusters: Arrow rows: party_id, cluster (the first party of it) and size.
        threshold: from which pairs make clusters: a probability, or contacts shared where exact.
        exact: whether only equal contacts were looked at.
        counted: whether chance agreement was counted in the data.
        placeholders: contacts that too many parties share to link anybody, by kind.
        provenance: how it was computed.
    """

    parties: int
    pairs: pa.Table
    clusters: pa.Table
    threshold: float
    exact: bool
    counted: bool
    placeholders: Mapping[str, int]
    provenance: Provenance

    @property
    def cluster_count(self) -> int:
        """How many clusters of two or more there are."""
        return len(set(self.clusters["cluster"].to_pylist()))

    @property
    def largest(self) -> int:
        """Parties of the largest cluster; 0 when there is none."""
        return max(self.clusters["size"].to_pylist(), default=0)

    def summary(self) -> str:
        """What was found, in a few lines."""
        how = "contacts shared" if self.exact else "probability"
        clusters = f"{self.cluster_count:,} clusters from {how} {self.threshold:g}"
        lines = [
            f"{self.parties:,} parties compared: {self.pairs.num_rows:,} pairs.",
            f"{clusters}, the largest of {self.largest:,} parties.",
        ]
        cut = {name: count for name, count in self.placeholders.items() if count}
        if cut:
            told = ", ".join(f"{count:,} of {name}" for name, count in cut.items())
            lines.append(f"Shared by too many to link anybody: {told}.")
        if not self.exact and not self.counted:
            lines.append("Too few parties to count chance agreement: our defaults were taken.")
        return "\n".join([*lines, CAUTION])

    def explain(self, left: str, right: str) -> str:
        """Why two parties may be one, in a sentence; "" when they are no pair."""
        one, other = sorted((left, right))
        for row in self.pairs.to_pylist():
            if (row["left"], row["right"]) == (one, other):
                return in_words(row)
        return ""

    def to_dict(self) -> dict[str, Any]:
        """All but the rows, as plain values."""
        return {
            "parties": self.parties,
            "pairs": self.pairs.num_rows,
            "clusters": self.cluster_count,
            "largest": self.largest,
            "threshold": self.threshold,
            "exact": self.exact,
            "counted": self.counted,
            "placeholders": dict(self.placeholders),
            "provenance": self.provenance.to_dict(),
        }

    def write(self, out: Path) -> None:
        """Write pairs.parquet, clusters.parquet and identity.json into a folder."""
        out.mkdir(parents=True, exist_ok=True)
        pq.write_table(self.pairs, out / "pairs.parquet", compression="zstd")
        pq.write_table(self.clusters, out / "clusters.parquet", compression="zstd")
        text = json.dumps(self.to_dict(), indent=1, sort_keys=True)
        (out / "identity.json").write_text(text + "\n", "utf-8")


def in_words(pair: Mapping[str, Any]) -> str:
    """A row of `Identity.pairs` as a sentence."""
    chance = "" if pair["probability"] is None else f"Probability {pair['probability']:.2f}: "
    same = ", ".join(WORDS[one] for one in pair["reasons"])
    against = ", ".join(WORDS[one] for one in pair["against"])
    return f"{chance}{same}{f'; but {against}' if against else ''}."
