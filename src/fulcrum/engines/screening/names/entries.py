"""What a list of names holds, and what was wrong with its file."""

from dataclasses import asdict, dataclass
from typing import Any

PERSON, ORGANISATION, VESSEL, UNSAID = "person", "organisation", "vessel", ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One person, firm or ship of a list.

    Attributes:
        id: as the list has it; "row N" where it has none.
        names: the main name first, then aliases.
        kind: person, organisation or vessel; "" when the list does not say.
        country: of a firm or ship, as the list has it; shown, never compared.
        source: the list, or the authority behind the entry.
        date: of the entry, as the list has it.
    """

    id: str
    names: tuple[str, ...]
    kind: str = UNSAID
    country: str = ""
    source: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a row of a file.

    Attributes:
        row: its number; the first line of a file is row 1.
        column: which column; "" for the whole row.
        what: what is wrong, as a sentence's end, for instance "has no name".
        kept: whether the row was kept all the same.
    """

    row: int
    column: str
    what: str
    kept: bool

    def __str__(self) -> str:
        column = f", {self.column}" if self.column else ""
        return f"row {self.row}{column}: {self.what}"


@dataclass(frozen=True, slots=True)
class NameList:
    """A list that was read.

    Attributes:
        name: of the file.
        entries: in the file's order.
        findings: rows set aside, or kept with something wrong; the first thousand.
        set_aside: how many rows were set aside.
        other: how many rows are of a kind without names to compare (an address, a passport).
        digest: SHA-256 of the file, hex.
    """

    name: str
    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]
    set_aside: int
    other: int
    digest: str

    def summary(self) -> str:
        """What was read, in a few lines."""
        names = sum(len(one.names) for one in self.entries)
        lines = [f"{self.name}: {len(self.entries):,} entries with {names:,} names."]
        if self.other:
            lines.append(f"{self.other:,} rows are of other kinds, without names to compare.")
        if self.set_aside:
            lines.append(f"{self.set_aside:,} rows were set aside.")
        lines += [f"  {one}" for one in self.findings[:5]]
        return "\n".join(lines)

    def to_dict(self) -> dict[str, Any]:
        """How it was read, as plain values; the entries are only counted."""
        return {
            "name": self.name,
            "entries": len(self.entries),
            "set_aside": self.set_aside,
            "other": self.other,
            "digest": self.digest,
            "findings": [asdict(one) for one in self.findings],
        }
