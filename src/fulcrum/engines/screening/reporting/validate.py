"""Checking a file against the schema that the operator hands over; no schema is shipped.

Nothing but the two texts is read: no network, no entity, no further file.
"""

from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from lxml import etree

from fulcrum.engines.screening.reporting.anchors import without_anchors
from fulcrum.engines.screening.reporting.complaints import Complaint, complaints
from fulcrum.kernel.errors import FulcrumError

XSD = "{http://www.w3.org/2001/XMLSchema}"
OUTSIDE = ("include", "import", "redefine", "override")


@dataclass(frozen=True, slots=True)
class Validation:
    """What the schema says of a file.

    Attributes:
        complaints: what is wrong, in the file's order; none when it is valid.
        stripped: from how many patterns of the schema anchors were taken off, in memory.
        schema_digest: SHA-256 of the schema's file as it was handed over, hex.
        file_digest: SHA-256 of the checked file, hex.
    """

    complaints: tuple[Complaint, ...]
    stripped: int
    schema_digest: str
    file_digest: str

    @property
    def is_valid(self) -> bool:
        """Whether nothing is wrong."""
        return not self.complaints

    def summary(self) -> str:
        """Whether it is valid, and if not, why, a line each."""
        if self.is_valid:
            told = [f"Valid against the schema {self.schema_digest[:16]}."]
        else:
            told = [f"{len(self.complaints)} things are wrong."]
            told += [one.summary() for one in self.complaints]
        if self.stripped:
            told.append(
                f"{self.stripped} patterns of the schema carry anchors (^ and $), which XSD reads "
                "as characters; they were read as anchors."
            )
        return "\n".join(told)

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain values."""
        return asdict(self)


def _safe_parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)


def _tree(data: bytes, what: str) -> etree._Element:
    try:
        return etree.fromstring(data, _safe_parser())
    except etree.XMLSyntaxError as error:
        told = f"The {what} is no well-formed XML: {error.msg}."
        raise FulcrumError(told, where=what, mend="Fetch it again.") from None


def _parse(data: bytes, what: str) -> etree._Element:
    root = _tree(data, what)
    if root.getroottree().docinfo.internalDTD is not None:
        raise FulcrumError(
            f"The {what} has a DOCTYPE, with which files can be made to read others.",
            where=what,
            mend="Remove it: neither schemas nor reports need one.",
        )
    return root


def _unusable(told: str, mend: str) -> FulcrumError:
    return FulcrumError(told, where="schema", mend=mend)


def _strip_anchors(root: etree._Element) -> int:
    told = [(node, node.get("value", "")) for node in root.iter(f"{XSD}pattern")]
    anchored = [(node, text) for node, text in told if without_anchors(text) != text]
    for node, text in anchored:
        node.set("value", without_anchors(text))
    return len(anchored)


def read_schema(data: bytes) -> tuple[etree.XMLSchema, int]:
    """A schema ready for use, and from how many of its patterns anchors were taken off.

    Raises:
        FulcrumError: it is none, refers to other files, or cannot be used.
    """
    root = _parse(data, "schema")
    if root.tag != f"{XSD}schema":
        raise _unusable("This is no XML schema.", "Hand over the unit's .xsd file.")
    outside = [name for name in OUTSIDE if root.find(f"{XSD}{name}") is not None]
    if outside:
        told = f"The schema refers to other files ({outside[0]}), and nothing else is read."
        raise _unusable(told, "Put its parts into one file.")
    stripped = _strip_anchors(root)
    try:
        return etree.XMLSchema(root), stripped
    except etree.XMLSchemaParseError as error:
        raise _unusable(f"The schema cannot be used: {error}.", "Fetch it again.") from None


def validate(xml: bytes, schema: bytes) -> Validation:
    """Check a file.

    Args:
        xml: the file, as `goaml.write_goaml` makes it or after somebody changed it.
        schema: the unit's schema, as its file holds it.

    Raises:
        FulcrumError: either is no XML that can be used.
    """
    checker, stripped = read_schema(schema)
    root = _parse(xml, "report")
    checker.validate(root)
    log: Any = checker.error_log
    return Validation(
        complaints(log),
        stripped,
        sha256(schema).hexdigest(),
        sha256(xml).hexdigest(),
    )
