"""A trivial classifier on one column at a time, to see whether planted rows can be told by it.

It learns on one half which values (or which of 40 ranges of a number) are likelier among planted
rows, and is judged on the other half by balanced accuracy: 0.5 is guessing. The halves share no
network and no ordinary account, so that it cannot learn by heart who was planted.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

Array = np.ndarray[Any, Any]
Features = dict[str, Array]
BINS = 40
_PLACE = np.zeros(256, dtype=np.int64)
_PLACE[np.frombuffer(b"0123456789ABCDEFGHJKMNPQRSTVWXYZ", dtype=np.uint8)] = np.arange(32)


@dataclass(frozen=True)
class Labelled:
    """A table, which of its rows are planted, and which of them are learnt from."""

    rows: pa.Table
    planted: Array
    learnt: Array


def balanced_accuracy(values: Array, planted: Array, learnt: Array) -> float:
    """How well values tell planted rows among those that were not learnt from."""
    _, codes = np.unique(values, return_inverse=True)
    size = int(codes.max()) + 1
    yes = np.bincount(codes[learnt & planted], minlength=size) + 0.5
    no = np.bincount(codes[learnt & ~planted], minlength=size) + 0.5
    says = (yes / yes.sum() > no / no.sum())[codes]
    hits, false = says[~learnt & planted].mean(), says[~learnt & ~planted].mean()
    return float((hits + 1 - false) / 2)


def ranges(values: Array, learnt: Array) -> Array:
    """The range of each number, by quantiles of what is learnt from."""
    edges = np.unique(np.quantile(values[learnt], np.linspace(0, 1, BINS + 1)[1:-1]))
    return np.searchsorted(edges, values, side="right")


def identifier_features(column: Any, learnt: Array) -> Features:
    """What an identifier could say: its number, how it begins and ends, whether there is one."""
    letters = np.array(column.fill_null("").to_pylist(), dtype="S")
    places = _PLACE[letters.view(np.uint8).reshape(len(letters), -1)]
    number = np.zeros(len(letters))
    for place in places[:, 1:].T:
        number = number * 32 + place
    return {
        "number": ranges(number, learnt),
        "begins": places[:, 0] * 32 + places[:, 1],
        "ends": places[:, -1],
        "length": np.char.str_len(letters),
    }


def moment_features(column: Any, learnt: Array) -> Features:
    """What a moment could say."""
    micro = column.cast(pa.int64()).to_numpy()
    seconds = micro // 1_000_000
    return {
        "fraction": micro % 1_000_000,
        "second": seconds % 60,
        "minute": seconds // 60 % 60,
        "hour": seconds // 3_600 % 24,
        "weekday": seconds // 86_400 % 7,
        "day": ranges(seconds // 86_400, learnt),
    }


def number_features(column: Any, learnt: Array) -> Features:
    """What a number could say: its size, which it is, and how round it is."""
    values = column.cast(pa.int64()).fill_null(-1).to_numpy(zero_copy_only=False)
    return {
        "size": ranges(values, learnt),
        "which": values,
        "cents": values % 100,
        "last": values % 1_000,
    }


def text_features(column: Any, learnt: Array) -> Features:
    """What text could say: which it is, its first word, and how long it is."""
    coded = column.fill_null("").dictionary_encode()
    words = coded.dictionary
    codes = coded.indices.to_numpy(zero_copy_only=False)
    first = pc.list_element(pc.split_pattern(words, " ", max_splits=1), 0).dictionary_encode()
    return {
        "which": codes,
        "begins": first.indices.to_numpy(zero_copy_only=False)[codes],
        "length": pc.utf8_length(words).to_numpy(zero_copy_only=False)[codes],
    }


def features_of(column: Any) -> Callable[[Any, Array], Features]:
    """How a column is looked at, by its kind."""
    if pa.types.is_timestamp(column.type):
        return moment_features
    if pa.types.is_string(column.type):
        return text_features
    if pa.types.is_boolean(column.type) or pa.types.is_date(column.type):
        return lambda one, learnt: number_features(pc.cast(one, pa.int32()), learnt)
    return number_features


def leaks(table: Labelled, identifiers: tuple[str, ...]) -> dict[str, float]:
    """Balanced accuracy by column and feature, the most telling first."""
    found = {"row.place": ranges(np.arange(len(table.planted)), table.learnt)}
    for name in table.rows.column_names:
        column = table.rows[name].combine_chunks()
        how = identifier_features if name in identifiers else features_of(column)
        found |= {f"{name}.{what}": one for what, one in how(column, table.learnt).items()}
    scores = {
        name: balanced_accuracy(values, table.planted, table.learnt)
        for name, values in found.items()
    }
    return dict(sorted(scores.items(), key=lambda one: -one[1]))
