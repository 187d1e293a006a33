"""What cells become: moments, amounts, directions, channels; and what is said of those that do not."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulcrum.engines.screening.duck import Duck
from fulcrum.engines.screening.intake import cells
from fulcrum.engines.screening.intake.mapping import TableMapping
from tests.engines.screening.intake.taking import Taken, lines, take

DAY = "2026-03-02"


def moments(tmp: Path, *given_: tuple[str, str], **settings: Any) -> Taken:
    """Rows that differ in moment and zone alone: t0, t1, …"""
    rows = [f"t{number},A,{at},5,cash,{zone}" for number, (at, zone) in enumerate(given_)]
    text = lines(*rows, header="txn_id,account_id,at,amount,channel,zone")
    return take(tmp, {"transactions.csv": text}, **settings)


def amounts(tmp: Path, *texts: str, **settings: Any) -> Taken:
    rows = [f't{number};A;{DAY} 10:00;"{text}";card' for number, text in enumerate(texts)]
    header = "txn_id;account_id;at;amount;channel"
    return take(tmp, {"transactions.csv": lines(*rows, header=header)}, **settings)


def clocks(taken: Taken) -> list[str]:
    return [at.isoformat(sep=" ") for at in taken.column("at")]


def reasons(taken: Taken) -> list[tuple[int, str, str]]:
    return [(int(one["row"]), one["said"], one["finding"]) for one in taken.aside()]


def test_a_wall_clock_stays_as_it_is(tmp_path: Path) -> None:
    taken = moments(tmp_path, (f"{DAY} 21:59:59", "Europe/London"), (f"{DAY}T22:00:00", ""))
    assert clocks(taken) == [f"{DAY} 21:59:59", f"{DAY} 22:00:00"]
    assert taken.column("zone") == ["Europe/London", "UTC"]
    assert taken.column("hour") == [21, 22]


def test_an_offset_is_turned_to_the_clock_of_its_row(tmp_path: Path) -> None:
    written = ("Z", "+01:00", "+0100", "+01", "-05:30", " UTC", "+00:00:00")
    told = moments(tmp_path, *((f"{DAY} 21:30:00{one}", "Europe/Paris") for one in written))
    assert clocks(told) == [
        f"{DAY} 22:30:00",
        *[f"{DAY} 21:30:00"] * 3,
        "2026-03-03 04:00:00",
        *[f"{DAY} 22:30:00"] * 2,
    ]


def test_the_nights_on_which_clocks_change(tmp_path: Path) -> None:
    """In London, 01:00 UTC on 29 March 2026 is 02:00, and on 25 October 01:00."""
    told = moments(
        tmp_path,
        ("2026-03-29T00:59:59Z", "Europe/London"),
        ("2026-03-29T01:00:00Z", "Europe/London"),
        ("2026-10-25T00:59:59Z", "Europe/London"),
        ("2026-10-25T01:00:00Z", "Europe/London"),
        ("2026-10-25T21:00:00Z", "Europe/London"),
        ("2026-03-29T04:30:00Z", "Pacific/Kiritimati"),
    )
    assert clocks(told) == [
        "2026-03-29 00:59:59",
        "2026-03-29 02:00:00",
        "2026-10-25 01:59:59",
        "2026-10-25 01:00:00",
        "2026-10-25 21:00:00",
        "2026-03-29 18:30:00",
    ]


def test_rows_without_a_zone_have_the_one_that_was_said(tmp_path: Path) -> None:
    taken = moments(tmp_path, (f"{DAY} 21:30:00Z", ""), zone="Asia/Tokyo")
    assert clocks(taken) == ["2026-03-03 06:30:00"]
    assert taken.column("zone") == ["Asia/Tokyo"]


def test_mixed_zones_are_kept_and_noted(tmp_path: Path) -> None:
    taken = moments(tmp_path, (f"{DAY} 23:00", "Asia/Tokyo"), (f"{DAY} 23:00", "Europe/London"))
    assert clocks(taken) == [f"{DAY} 23:00:00"] * 2
    assert any(note.startswith("2 time zones: each row keeps its own") for note in taken.told.notes)


def test_a_zone_there_is_not_is_set_aside(tmp_path: Path) -> None:
    taken = moments(tmp_path, (f"{DAY} 10:00", "Mars/Olympus"), (f"{DAY} 10:00", "UTC"))
    assert reasons(taken) == [(2, "Mars/Olympus", "is no time zone")]
    assert taken.told.findings == {"transactions: zone is no time zone": 1}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("yesterday", "is not a moment that can be read"),
        ("02/03/2026 10:00", "is not a moment that can be read"),
        ("2026-02-30 10:00", "is not a moment that can be read"),
        ("1989-12-31 10:00", "lies outside 1990 to 2100"),
        ("9999-12-31 10:00", "lies outside 1990 to 2100"),
    ],
)
def test_a_moment_that_cannot_be_is_set_aside(tmp_path: Path, text: str, why: str) -> None:
    taken = moments(tmp_path, (f"{DAY} 10:00", ""), (text, ""))
    assert reasons(taken) == [(3, text, why)]


def test_a_day_without_a_clock_is_no_night(tmp_path: Path) -> None:
    taken = moments(tmp_path, (DAY, ""), (f"{DAY} 00:00", ""))
    assert taken.column("hour") == [12, 0]
    assert any(
        note.startswith("1 rows name a day without a clock; they stand at noon")
        for note in taken.told.notes
    )


@pytest.mark.parametrize(
    ("how", "text", "clock"),
    [
        ("%d.%m.%Y %H:%M", "02.03.2026 21:30", "21:30:00"),
        ("%d.%m.%Y", "02.03.2026", "12:00:00"),
        ("%Y%m%d%H%M%S", "20260302213000", "21:30:00"),
        ("%d.%m.%Y %H:%M %z", "02.03.2026 21:30 +0200", "20:30:00"),
    ],
)
def test_moments_as_a_mapping_says_they_are_written(
    tmp_path: Path, how: str, text: str, clock: str
) -> None:
    columns = {"account_id": "account_id", "at": "at", "amount": "amount", "txn_id": "txn_id"}
    mapping = TableMapping(columns, moment=how)
    taken = moments(tmp_path, (text, ""), mappings={"transactions": mapping}, zone="Europe/Paris")
    assert clocks(taken) == [f"{DAY} {clock}"]


def test_parquet_moments_with_and_without_a_zone(tmp_path: Path) -> None:
    at = datetime(2026, 3, 2, 21, 30)  # noqa: DTZ001 - a wall clock, or UTC, as the column says
    for kind, clock in ((pa.timestamp("us"), "21:30:00"), (pa.timestamp("us", "UTC"), "22:30:00")):
        table = pa.table(
            {
                "txn_id": ["t0"],
                "account_id": ["A"],
                "at": pa.array([at], kind),
                "amount": [5.25],
                "channel": ["cash"],
            }
        )
        taken = take(tmp_path, {"transactions.parquet": table}, zone="Europe/Paris")
        assert clocks(taken) == [f"{DAY} {clock}"]
        assert taken.column("cents") == [525]


def test_seconds_are_never_rounded_up(tmp_path: Path) -> None:
    taken = moments(tmp_path, ("2026-03-02 23:59:59.999", ""))
    (row,) = taken.rows
    assert row["sec"] // 86_400 == row["day"]
    assert (row["hour"], row["month"]) == (23, (2026 - 1970) * 12 + 2)


def test_amounts_with_their_sign(tmp_path: Path) -> None:
    texts = ("10", "-10.01", "+0.10", "1,234.5", "1,234,567.89", "−7", "12 000.00", "12,34,567.00")
    taken = amounts(tmp_path, *texts)
    cents = [1000, 1001, 10, 123450, 123456789, 700, 1200000, 123456700]
    assert taken.column("cents") == cents
    assert taken.column("credit") == [True, False, True, True, True, False, True, True]
    assert taken.aside() == []


@pytest.mark.parametrize("text", ["12,50", "1,2,3", "1,23", "ten", "12.3.4", "5-", "(5.00)", ","])
def test_what_is_not_an_amount_is_set_aside(tmp_path: Path, text: str) -> None:
    taken = amounts(tmp_path, "1", text)
    assert reasons(taken) == [(3, text, "is not an amount")]


def test_decimal_commas_are_read_where_the_mapping_says_so(tmp_path: Path) -> None:
    columns = {name: name for name in ("txn_id", "account_id", "at", "amount", "channel")}
    mapping = TableMapping(columns, decimal=",")
    taken = amounts(
        tmp_path, "12,50", "1.234,5", "1.234", "12.50", mappings={"transactions": mapping}
    )
    assert taken.column("cents") == [1250, 123450, 123400]
    assert reasons(taken) == [(5, "12.50", "is not an amount")]


@given(st.integers(-(10**13), 10**13), st.sampled_from([".", ","]), st.booleans())
def test_every_amount_is_read_to_the_cent(cents: int, decimal: str, grouped: bool) -> None:  # noqa: FBT001
    units = f"{abs(cents) // 100:,}" if grouped else str(abs(cents) // 100)
    text = f"{'-' if cents < 0 else ''}{units}.{abs(cents) % 100:02}"
    if decimal == ",":
        text = text.translate(str.maketrans(".,", ",."))
    read = f"CAST(round(({cells.amount('given', decimal)}) * 100) AS BIGINT)"
    query = f"SELECT {read} FROM (SELECT ? AS given)"  # noqa: S608 - made of the engine's own
    assert READER.execute(query, [text]).fetchone() == (cents,)


READER = Duck().connection


@pytest.mark.parametrize("text", ["12.5", "12.01", "-", "1e400", "-9223372036854775808"])
def test_cents_are_whole(tmp_path: Path, text: str) -> None:
    header = "txn_id,account_id,at,cents,credit"
    rows = (f"t0,A,{DAY} 10:00,1250.0,true", f"t1,A,{DAY} 10:00,{text},true")
    taken = take(tmp_path, {"transactions.csv": lines(*rows, header=header)})
    assert taken.column("cents") == [1250]
    assert taken.rows_aside() == [3]


def directed(tmp: Path, *rows: tuple[str, str], **settings: Any) -> Taken:
    header = "txn_id,account_id,at,amount,direction"
    text = [f"t{n},A,{DAY} 10:00,{amount},{word}" for n, (amount, word) in enumerate(rows)]
    return take(tmp, {"transactions.csv": lines(*text, header=header)}, **settings)


def test_words_for_directions(tmp_path: Path) -> None:
    words = ("C", "cr", "CREDIT", "CRDT", "in", "+", "D", "dr", "Debit", "DBIT", "out", "-")
    taken = directed(tmp_path, *(("5", word) for word in words))
    assert sorted(zip(taken.column("txn_id"), taken.column("credit"), strict=True)) == sorted(
        (f"t{n}", n < 6) for n in range(12)
    )


def test_a_direction_nobody_knows_is_set_aside(tmp_path: Path) -> None:
    taken = directed(tmp_path, ("5", "C"), ("5", "sideways"), ("5", ""))
    assert reasons(taken) == [(3, "sideways", "says neither in nor out"), (4, "", "is empty")]


def test_a_negative_amount_turns_its_direction_and_is_noted(tmp_path: Path) -> None:
    taken = directed(tmp_path, ("5", "C"), ("-5", "C"), ("-5", "D"))
    assert taken.column("credit") == [True, False, True]
    assert taken.column("cents") == [500] * 3
    (note,) = [note for note in taken.told.notes if "below nothing" in note]
    assert note.startswith("2 rows have an amount below nothing beside a direction")


def test_signs_that_look_reversed_are_noted_and_turned_when_asked(tmp_path: Path) -> None:
    header = "txn_id,account_id,at,amount,channel,mcc"
    bought = lines(*(f"t{n},A,{DAY} 10:00,20,card,5411" for n in range(3)), header=header)
    taken = take(tmp_path, {"transactions.csv": bought})
    assert any("signs look reversed" in note for note in taken.told.notes)
    columns = {name: name for name in header.split(",")}
    mapping = TableMapping(columns, reversed_signs=True)
    taken = take(tmp_path, {"transactions.csv": bought}, mappings={"transactions": mapping})
    assert taken.column("credit") == [False] * 3
    assert not any("signs look reversed" in note for note in taken.told.notes)


def test_signs_are_turned_beside_a_direction_too(tmp_path: Path) -> None:
    columns = {name: name for name in ("txn_id", "account_id", "at", "amount", "direction")}
    mapping = TableMapping(columns, reversed_signs=True)
    taken = directed(tmp_path, ("5", "C"), ("5", "D"), mappings={"transactions": mapping})
    assert taken.column("credit") == [False, True]


def test_channels_are_mapped_and_unknown_words_noted(tmp_path: Path) -> None:
    words = ("cash", "CARD", "Geldautomat", "carrier pigeon", "carrier pigeon", "other", "")
    rows = (f"t{n},A,{DAY} 10:00,5,{word}," for n, word in enumerate(words))
    mapping = TableMapping(
        {name: name for name in ("txn_id", "account_id", "at", "amount", "channel")},
        channels={"geldautomat": "cash"},
    )
    taken = take(tmp_path, {"transactions.csv": lines(*rows)}, mappings={"transactions": mapping})
    assert taken.column("channel") == ["cash", "card", "cash", *["other"] * 4]
    (note,) = [note for note in taken.told.notes if "channel" in note]
    assert note == (
        "2 rows have a channel that is not known and became other: 'carrier pigeon' (2). Name it "
        "in the mapping under [transactions.channels]."
    )


def test_codes_that_a_tool_wrote_with_a_point(tmp_path: Path) -> None:
    header = "txn_id,account_id,at,amount,mcc"
    rows = (f"t0,A,{DAY} 10:00,5,5812.0", f"t1,A,{DAY} 10:00,5,5812.5", f"t2,A,{DAY} 10:00,5,x")
    taken = take(tmp_path, {"transactions.csv": lines(*rows, header=header)})
    assert taken.column("mcc") == [5812]
    assert [one[2] for one in reasons(taken)] == ["is not a whole number"] * 2
