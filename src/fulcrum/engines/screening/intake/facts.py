"""What the transactions taken in hold, and what was noticed about them."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from fulcrum.engines.screening.contract import TABLES
from fulcrum.engines.screening.duck import Duck
from fulcrum.engines.screening.intake.cells import name
from fulcrum.engines.screening.slices import SECONDS_A_DAY

NAMES = TABLES["transactions"].names
MOST_WORDS = 5  # how many unknown words are told
# "at" is a word of SQL, so the column's name is always quoted.
SECOND = 'CAST(floor(epoch("at")) AS BIGINT)'
DAY = f'CAST(floor(epoch("at") / {SECONDS_A_DAY}) AS INTEGER)'
LONGEST_WORD = 40
KEYS = ("rows", "first_day", "last_day", "refunds", "cards", "orphans")
NOTED = ("late", "clockless", "negative", "strange")
COUNTED = ("rows", "repeated", "conflicting", "refunds", "cards", "orphans", *NOTED)


@dataclass
class Facts:
    """What the shards written so far hold.

    Attributes:
        rows: transactions kept.
        repeated: rows that repeated another.
        conflicting: among them, those that said something else than the row they repeat.
        late: rows older than the row before them in their file.
        clockless: rows that name a day without a clock.
        negative: rows with a direction and an amount below nothing.
        strange: rows with a word for their channel that no mapping knows.
        refunds: card movements with a merchant that came in.
        cards: card movements with a merchant.
        orphans: accounts that no file describes.
        zones: zones seen.
        words: those rows by the word, the most usual ones.
        first_day: days since 1970-01-01.
        last_day: likewise.
        given: how many rows have each column.
        digests: of each shard's file.
    """

    rows: int = 0
    repeated: int = 0
    conflicting: int = 0
    late: int = 0
    clockless: int = 0
    negative: int = 0
    strange: int = 0
    refunds: int = 0
    cards: int = 0
    orphans: int = 0
    zones: set[str] = field(default_factory=set)
    words: Counter[str] = field(default_factory=Counter)
    first_day: int = 10**6
    last_day: int = -(10**6)
    given: dict[str, int] = field(default_factory=dict)
    digests: list[str] = field(default_factory=list)

    def add(self, told: dict[str, Any]) -> None:
        """Count another shard."""
        for key in COUNTED:
            setattr(self, key, getattr(self, key) + (told[key] or 0))
        self.zones |= set(told["zones"])
        self.words.update(told["words"])
        if told["rows"]:
            self.first_day = min(self.first_day, told["first_day"])
            self.last_day = max(self.last_day, told["last_day"])
        for column, count in told["given"].items():
            self.given[column] = self.given.get(column, 0) + count
        self.digests.append(told["digest"])

    def filled(self, table: str) -> dict[str, float]:
        """Share of rows that have each column."""
        return {f"{table}.{key}": count / max(self.rows, 1) for key, count in self.given.items()}

    def notes(self) -> list[str]:
        """What was noticed, as sentences."""
        found = []
        if self.conflicting:
            found.append(
                f"{self.conflicting:,} rows bear the id of another row of their account and say "
                "something else; the earliest was kept."
            )
        if self.late:
            found.append(f"{self.late:,} rows were out of order; all are sorted now.")
        if self.clockless:
            found.append(
                f"{self.clockless:,} rows name a day without a clock; they stand at noon, and "
                "nothing that happened at night can be seen in them."
            )
        if self.negative:
            found.append(
                f"{self.negative:,} rows have an amount below nothing beside a direction; each was "
                "taken for a reversal. Where debits are always written with a minus, leave the "
                "direction out of the mapping."
            )
        if self.strange:
            usual = sorted(self.words.items(), key=lambda one: (-one[1], one[0]))[:MOST_WORDS]
            told = ", ".join(f"{word!r} ({number:,})" for word, number in usual)
            found.append(
                f"{self.strange:,} rows have a channel that is not known and became "
                f"other: {told}. Name it in the mapping under [transactions.channels]."
            )
        if self.cards and self.refunds > self.cards / 2:
            found.append(
                "More than half of all card movements came in: signs look reversed. Set "
                "reversed_signs = true in the mapping if they are."
            )
        if len(self.zones) > 1:
            found.append(
                f"{len(self.zones)} time zones: each row keeps its own wall clock, "
                "so that nights are nights."
            )
        if self.orphans:
            found.append(f"{self.orphans:,} accounts have transactions but are not described.")
        return found


def noticed(duck: Duck) -> dict[str, Any]:
    """What was noticed about the rows of the table `staged`, repeated ones among them."""
    found = duck.execute(
        "SELECT count(*) FILTER (late), count(*) FILTER (clockless), count(*) FILTER (negative), "
        "count(word) FROM staged"
    ).fetchone() or (0,) * len(NOTED)
    words = duck.execute(
        f"SELECT left(word, {LONGEST_WORD}) AS said, count(*) AS n FROM staged "
        f"WHERE word IS NOT NULL GROUP BY said ORDER BY n DESC, said LIMIT {10 * MOST_WORDS}"
    ).fetchall()
    return dict(zip(NOTED, found, strict=True)) | {"words": dict(words)}


def count(duck: Duck) -> dict[str, Any]:
    """The facts of the shard that lies in the table `staged`."""
    counted = ", ".join(f"count({name(one)})" for one in NAMES)
    rows = duck.execute(f"SELECT {counted} FROM staged").fetchone() or ()
    known = (
        f"SELECT count(*), min({DAY}), max({DAY}), "
        "count(*) FILTER (channel = 'card' AND mcc IS NOT NULL AND credit), "
        "count(*) FILTER (channel = 'card' AND mcc IS NOT NULL), "
        "(SELECT count(DISTINCT account_id) FROM staged WHERE account_id NOT IN "
        "(SELECT account_id FROM described)) FROM staged"
    )
    found = duck.execute(known).fetchone() or (0,) * len(KEYS)
    zones = duck.execute("SELECT DISTINCT zone FROM staged WHERE zone IS NOT NULL").fetchall()
    return {
        **dict(zip(KEYS, found, strict=True)),
        "given": dict(zip(NAMES, rows, strict=True)),
        "zones": sorted(row[0] for row in zones),
    }
