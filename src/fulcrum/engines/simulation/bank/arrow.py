"""Arrays of codes as Arrow columns. Text is written through dictionaries, so that it is cheap."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa

from fulcrum.engines.simulation.bank.arrays import Array
from fulcrum.engines.simulation.bank.columns import (
    CENTS,
    DAY,
    FLAG,
    INTEGER,
    MOMENT,
    TABLES,
    TRUTH,
)

CODED = pa.dictionary(pa.int32(), pa.string())
PLAIN = {"txn_id", "linked_id"}  # nearly every value another: a dictionary would be in the way
MICROSECONDS = 1_000_000
_KINDS = {
    INTEGER: pa.int32(),
    CENTS: pa.int64(),
    MOMENT: pa.timestamp("us"),
    DAY: pa.date32(),
    FLAG: pa.bool_(),
}


def _written_as(name: str, kind: str) -> Any:
    return pa.string() if name in PLAIN else _KINDS.get(kind, CODED)


def schema_of(table: str) -> Any:
    """The Arrow schema that a table is written with."""
    columns = TABLES.get(table) or TRUTH[table]
    return pa.schema([(name, _written_as(name, kind)) for name, kind in columns.items()])


def fixed(letters: Array, missing: Array | None = None) -> Any:
    """Text of fixed width from bytes of shape (count, width).

    Args:
        letters: the characters.
        missing: which rows have none.
    """
    count, width = letters.shape
    offsets = np.arange(0, (count + 1) * width, width, dtype=np.int32)
    if missing is not None:
        letters = letters[~missing]
        offsets = np.concatenate([[0], np.cumsum(~missing) * width]).astype(np.int32)
    buffers = [pa.py_buffer(offsets), pa.py_buffer(np.ascontiguousarray(letters))]
    valid = None if missing is None else pa.array(~missing).buffers()[1]
    return pa.StringArray.from_buffers(count, *buffers, valid)


def spoken(codes: Array, speak: Callable[[list[int]], list[str]]) -> Any:
    """Text of codes, each different one spoken once; negative codes are empty.

    Two codes may be spoken alike; Parquet's dictionaries may not hold a word twice.
    """
    encoded = pa.array(codes, mask=codes < 0).dictionary_encode()
    words = pa.array(speak(encoded.dictionary.to_pylist()), pa.string()).dictionary_encode()
    indices = words.indices.take(encoded.indices).cast(pa.int32())
    return pa.DictionaryArray.from_arrays(indices, words.dictionary)


def looked_up(codes: Array, words: list[str] | tuple[str, ...]) -> Any:
    """Text of places in a short list; negative places are empty."""
    indices = pa.array(codes.astype(np.int32), mask=codes < 0)
    return pa.DictionaryArray.from_arrays(indices, pa.array(words, pa.string()))


def labelled(letters: Array, places: Array) -> Any:
    """Text by place in `letters`, which holds nothing twice; negative places are empty."""
    indices = pa.array(places.astype(np.int32), mask=places < 0)
    return pa.DictionaryArray.from_arrays(indices, fixed(letters))


def scattered(numbers: Array, write: Callable[[Array], Array]) -> Any:
    """Identifiers of numbers that repeat, each different one written once; negative are empty."""
    encoded = pa.array(numbers, mask=numbers < 0).dictionary_encode()
    letters = write(encoded.dictionary.to_numpy(zero_copy_only=False))
    return pa.DictionaryArray.from_arrays(encoded.indices.cast(pa.int32()), fixed(letters))


def moments(seconds: Array) -> Any:
    """Local moments of seconds since 1970-01-01; 0 is empty."""
    return pa.array(seconds.astype(np.int64) * MICROSECONDS, pa.timestamp("us"), mask=seconds == 0)


def whole(values: Array, kind: Any) -> Any:
    """Whole numbers; negative ones are empty."""
    return pa.array(values, kind, mask=values < 0)
