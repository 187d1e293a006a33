"""Which of a file's columns is which: kept as TOML, so that people can edit it, and read with care."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fulcrum.engines.screening.contract import CHANNELS, TABLES
from fulcrum.engines.screening.parameters import read_toml
from fulcrum.kernel.errors import FulcrumError

# Columns a file may have instead of the contract's: an amount in units with its sign or direction.
INSTEAD = {"transactions": ("amount", "direction", "currency"), "authorisations": ("amount",)}
CREDIT = ("c", "cr", "credit", "crdt", "in", "+", "true", "1")
DEBIT = ("d", "dr", "debit", "dbit", "out", "-", "false", "0")


@dataclass(frozen=True, slots=True)
class TableMapping:
    """How one file's columns become a table of the contract.

    Attributes:
        columns: the file's column, by the contract's.
        moment: how moments are written (strptime); "" for ISO 8601.
        decimal: the decimal sign of amounts, "." or ",".
        reversed_signs: whether the file writes money that came in as negative.
        channels: the contract's channel, by the file's word in lower case.
        credit_words: words that mean money came in, in lower case.
        debit_words: words that mean money went out.
    """

    columns: Mapping[str, str]
    moment: str = ""
    decimal: str = "."
    reversed_signs: bool = False
    channels: Mapping[str, str] = field(default_factory=dict)
    credit_words: tuple[str, ...] = CREDIT
    debit_words: tuple[str, ...] = DEBIT


def wanted(table: str) -> tuple[str, ...]:
    """The columns a file may give for a table."""
    return (*TABLES[table].names, *INSTEAD.get(table, ()))


def _is_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _is_names(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(one, str) for one in value.values())


# What each setting may be: a test, and what it asks for.
KINDS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "columns": (_is_names, "the file's column, as text, for each of ours"),
    "moment": (lambda value: isinstance(value, str), "a format such as '%d.%m.%Y %H:%M'"),
    "decimal": (lambda value: value in {".", ","}, "'.' or ','"),
    "reversed_signs": (lambda value: isinstance(value, bool), "true or false"),
    "channels": (_is_names, "one of our channels, as text, for each word of the file"),
    "credit_words": (_is_words, "a list of words in lower case"),
    "debit_words": (_is_words, "a list of words in lower case"),
}


def read_mappings(path: Path) -> dict[str, TableMapping]:
    """The mappings of a TOML file, by table.

    Raises:
        FulcrumError: it cannot be read, is not TOML, or names a table, column, setting or channel
            there is not, or a value that cannot be.
    """
    return {table: _read(table, part, str(path)) for table, part in read_toml(path).items()}


def _read(table: str, part: Any, where: str) -> TableMapping:
    if table not in TABLES or not isinstance(part, dict):
        raise FulcrumError(
            f"There is no table {table!r}.", where=where, mend=f"Known: {', '.join(TABLES)}."
        )
    wrong = _refused(table, part)
    if wrong:
        raise FulcrumError(wrong[0], where=where, mend=wrong[1])
    settings: dict[str, Any] = {"columns": {}} | {
        key: tuple(value) if isinstance(value, list) else value for key, value in part.items()
    }
    return TableMapping(**settings)


def _refused(table: str, part: dict[str, Any]) -> tuple[str, str] | None:
    """What is wrong with a table's settings, and what to do; None when nothing is."""
    for key, value in part.items():
        known, meaning = KINDS.get(key, (None, ""))
        if known is None:
            return f"[{table}] has no setting {key!r}.", f"Known: {', '.join(KINDS)}."
        if not known(value):
            return f"{key} = {value!r} cannot be.", f"Give {meaning}."
    columns = wanted(table)
    strange = sorted(set(part.get("columns", {})) - set(columns))
    if strange:
        return f"[{table}] has no column {strange[0]!r}.", f"Known: {', '.join(columns)}."
    unknown = sorted(set(part.get("channels", {}).values()) - set(CHANNELS))
    if unknown:
        return f"There is no channel {unknown[0]!r}.", f"Known: {', '.join(CHANNELS)}."
    return None


def mapping_text(mappings: Mapping[str, TableMapping]) -> str:
    """Mappings as TOML, with every setting shown so that it can be edited."""
    lines = ["# Which column of your files is which. Edit, and pass it with --mapping."]
    for table, one in mappings.items():
        lines += [
            "",
            f"[{table}]",
            f"moment = {_toml(one.moment)}",
            f"decimal = {_toml(one.decimal)}",
        ]
        lines.append(f"reversed_signs = {str(one.reversed_signs).lower()}")
        lines += [
            f"credit_words = {_toml(one.credit_words)}",
            f"debit_words = {_toml(one.debit_words)}",
        ]
        lines += ["", f"[{table}.columns]"]
        lines += [f"{name} = {_toml(column)}" for name, column in one.columns.items()]
        if table == "transactions":
            lines += ["", "[transactions.channels]"]
            lines += [f"{_toml(word)} = {_toml(name)}" for word, name in one.channels.items()]
    return "\n".join(lines) + "\n"


def _toml(value: str | Sequence[str]) -> str:
    if isinstance(value, str):
        text = "".join(
            f"\\u{ord(one):04x}" if ord(one) < 32 or ord(one) == 127 else one
            for one in value.replace("\\", "\\\\").replace('"', '\\"')
        )
        return f'"{text}"'
    return f"[{', '.join(_toml(one) for one in value)}]"
