"""Where a result comes from: what computed it, from which input, by which method."""

import json
from dataclasses import asdict, dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from hashlib import sha256
from typing import Any


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a reader needs to compute a result again.

    Attributes:
        engine: the engine, by its package's name.
        version: of the engine; it changes whenever the same input gives another result.
        input_hash: SHA-256 of the validated input, hex.
        seed: of the random draws; None when there are none.
        method: how it was computed, in a sentence or two.
        citation: who described the method; "" when it is ours.
    """

    engine: str
    version: str
    input_hash: str
    seed: int | None
    method: str
    citation: str = ""

    def to_dict(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    if isinstance(value, Enum):
        return _plain(value.value)
    return value.isoformat() if isinstance(value, date) else value


def canonical_json(value: Any) -> bytes:
    """A value's canonical JSON: sorted keys, no spaces, ASCII; the same on every machine.

    Args:
        value: dataclasses, mappings, sequences, dates, enumerations and JSON's own kinds.

    Raises:
        TypeError: something in it is none of these.
        ValueError: a number in it is not finite.
    """
    text = json.dumps(_plain(value), sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode()


def hash_of(value: Any) -> str:
    """SHA-256 of a value's canonical JSON, hex; raises as `canonical_json` does."""
    return sha256(canonical_json(value)).hexdigest()
