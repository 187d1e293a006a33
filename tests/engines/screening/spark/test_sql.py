"""Whatever indicators are built from means on Spark what it means on DuckDB."""

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from ibis import _
from ibis.expr import operations as ops

from fulcrum.engines.screening.measures import PROCESSORS
from fulcrum.engines.screening.pack import load_pack
from fulcrum.engines.screening.plan import make_plan
from fulcrum.engines.screening.spark.sql import java_pattern, sql_of
from tests.engines.screening.spark.both import on_both, table_of, unlike

WORDS = (
    "rent", "RENT", "tenancy", "Far Shores", "Ltd", "gmbh", "spa", "ŽIŽKOV", "ΝΙΚΟΣ", "İstanbul",
    "straße", "a.b", "x", "", "  ", "night club", "au pair", "(abc)", "[Maria]", "paypal",
    "checkout.com", "national insurance", "05551 234", "+44-20 7", "Banco", "tax", "e\u0301", "é",
    "\U0001f600", "\u200b", "ﬁ", "Ⅷ", "٣", "中文", "_", "-", "'", '"', "\\", "$", "^", "%", "{1}",
)  # fmt: skip
GLUE = (" ", "", "\n", "\t", "\r", "\v", "\f", "\u00a0", "\u2028", "\u0085", ".", "  ", "'", "/")
# Letters that have had cases since Unicode 16 only, which DuckDB does not know yet.
NEW = {0x1C89, 0xA7CB, 0xA7CC, 0xA7DA, 0xA7DC, *range(0x10D50, 0x10D66)}
TRAPS = (
    r"\brent\b", "rent$", "^.rent", "a.b", r"\s+", r"[^\s]+$", "(?i)STRASSE|straße", r"\S\S",
    r"\w+\b", r"\d", "[[(]+", "[a&&b]+", r"\$", r"x|\\", r"[\]x]+", "[]x]",
)  # fmt: skip
SLOW = settings(
    max_examples=5,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking asks Spark hundreds of times
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def texts() -> pa.Table:
    """Two thousand texts of what names and notes hold, and of what they should not."""
    drawn = random.Random(4)  # noqa: S311 - invented rows
    made = {""}
    while len(made) < 2000:
        parts = (drawn.choice(GLUE) + drawn.choice(WORDS) for _ in range(drawn.randint(0, 5)))
        made.add("".join(parts) + drawn.choice(GLUE))
    told = [*sorted(made), None]
    return pa.table({"number": range(len(told)), "text": pa.array(told, pa.string())})


def patterns_of_pack() -> Iterator[Any]:
    pack = load_pack()
    for step in make_plan(pack, pack.values({})).steps:
        for made in (step.found.hits, step.found.events, step.gathered):
            if made is not None:
                kinds = (ops.RegexSearch, ops.RegexExtract, ops.RegexReplace, ops.RegexSplit)
                yield from made.op().find(kinds)


def as_used(text: Any, node: Any) -> Any:
    """A pattern on a text, in the way in which an indicator uses it."""
    pattern = node.pattern.value
    if isinstance(node, ops.RegexExtract):
        return text.re_extract(pattern, node.index.value)
    if isinstance(node, ops.RegexReplace):
        return text.re_replace(pattern, node.replacement.value)
    return text.re_split(pattern) if isinstance(node, ops.RegexSplit) else text.re_search(pattern)


def test_every_pattern_of_the_pack_reads_the_same(spark: Any, tmp_path: Path) -> None:
    rows = texts()
    text = table_of(rows).text
    used = {sql_of(as_used(text, node).as_table()): node for node in patterns_of_pack()}
    assert used
    columns = {f"c{n}": as_used(text.lower(), node) for n, node in enumerate(used.values())}
    columns |= {f"raw{n}": as_used(text, node) for n, node in enumerate(used.values())}
    query = table_of(rows).select("number", **columns, processors=text.re_search(PROCESSORS))
    assert unlike(on_both(spark, tmp_path / "texts.parquet", rows, query), rows) == {}


def test_what_java_reads_otherwise_reads_the_same(spark: Any, tmp_path: Path) -> None:
    rows = texts()
    text = table_of(rows).text
    columns = {f"search {pattern}": text.re_search(pattern) for pattern in TRAPS}
    columns |= {f"extract {pattern}": text.re_extract(pattern, 0) for pattern in TRAPS}
    columns |= {f"replace {pattern}": text.re_replace(pattern, "#") for pattern in TRAPS}
    query = table_of(rows).select("number", **columns)
    assert unlike(on_both(spark, tmp_path / "texts.parquet", rows, query), rows) == {}


def test_texts_and_lists_of_words_are_the_same(spark: Any, tmp_path: Path) -> None:
    rows = texts()
    text = table_of(rows).text
    words = text.split(" ")
    query = table_of(rows).select(
        "number",
        folded=text.strip().lower(),
        upper=text.re_replace("[^A-Za-z0-9ß. ]", "").upper(),
        length=text.length(),
        words=words,
        parts=text.split("."),
        sorted=words.sort(),
        long=words.filter(lambda word: word.length() > 9).join("-"),
        common=words.intersect(text.split(".")).length(),
        different=words.unique().length(),
        holds=text.contains("a"),
        begins=text.startswith("R"),
        ends=text.endswith("\n"),
        replaced=text.replace(".", "-"),
        joined=text + "\v" + text,
        part=text.substr(1, 3),
        blank=text.nullif(""),
        among=text.isin(["x", ""]),
    )
    assert unlike(on_both(spark, tmp_path / "texts.parquet", rows, query), rows) == {}


def test_every_letter_is_folded_the_same(spark: Any, tmp_path: Path) -> None:
    letters = [chr(code) for code in range(1, 0x20000) if not 0xD800 <= code < 0xE000]
    told = [f"A{letter}" for letter in letters if ord(letter) not in NEW]
    rows = pa.table({"number": range(len(told)), "text": told})
    text = table_of(rows).text
    query = table_of(rows).select("number", lower=text.lower(), strip=text.strip())
    assert unlike(on_both(spark, tmp_path / "letters.parquet", rows, query), rows) == {}


WHOLE = st.none() | st.sampled_from([0, 1, -1, 7, 24]) | st.integers(-(10**14), 10**14)
PARTS = st.none() | st.sampled_from([0.0, 0.1, 2.5]) | st.floats(-1e9, 1e9)


@SLOW
@given(st.lists(st.tuples(WHOLE, WHOLE, PARTS), min_size=40, max_size=200))
def test_numbers_come_out_the_same(
    spark: Any, tmp_path_factory: pytest.TempPathFactory, drawn: list[Any]
) -> None:
    schema = pa.schema(
        [("number", pa.int64()), ("a", pa.int64()), ("b", pa.int64()), ("f", pa.float64())]
    )
    told = [dict(zip(schema.names, (n, *one), strict=True)) for n, one in enumerate(drawn)]
    rows = pa.Table.from_pylist(told, schema)
    t = table_of(rows)
    query = t.select(
        "number",
        ratio=t.a / t.b,
        parts=t.f / t.a,
        of_decimal=t.a / 0.3,
        times_decimal=t.a * 0.3 >= t.b,
        rest=t.a % t.b,
        hour=(t.a - t.b + 24) % 24,
        day=t.a // 86_400,
        week=(t.a + 3) // 7,
        most=ibis.greatest(t.a, t.b, 1),
        least=ibis.least(t.a, t.f),
        no_number=(t.f / t.f).isnull(),
        number_known=(t.f / t.f).notnull(),
        above=(t.f / t.f) > 1,
        nullif=t.a.nullif(0),
        text=t.a.cast("string"),
        flag=(t.a > 0).cast("int64"),
        known=ibis.coalesce(t.a, t.b, 0),
        whole=t.f.cast("int64"),
        halves=((t.a % 1000) / 2).cast("int64"),
    )
    path = tmp_path_factory.mktemp("numbers") / "rows.parquet"
    assert unlike(on_both(spark, path, rows, query), rows) == {}


@SLOW
@given(st.lists(st.lists(PARTS, min_size=1, max_size=60), min_size=20, max_size=60))
def test_quantiles_are_equal_to_the_last_digit(
    spark: Any, tmp_path_factory: pytest.TempPathFactory, drawn: list[list[float | None]]
) -> None:
    told = [(group, value) for group, values in enumerate(drawn) for value in values]
    seen = pa.array([value for _group, value in told], pa.float64())
    rows = pa.table({"segment": [group for group, _value in told], "seen": seen})
    cents = table_of(rows).mutate(cents=(_.seen * 100).cast("int64"))
    query = cents.group_by("segment").agg(
        rows=_.count(),
        p50=_.seen.quantile(0.5),
        p95=_.seen.quantile(0.95),
        p99=_.seen.quantile(0.99),
        median=_.cents.median(),
        whole=_.cents.quantile(0.95),
        mean=_.cents.mean(),
    )
    path = tmp_path_factory.mktemp("quantiles") / "rows.parquet"
    first, second = on_both(spark, path, rows, query)
    assert first == second


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        (r"a$", r"a\z"),
        (r"a\$", r"a\$"),
        ("[$.]", "[$.]"),
        (r"[^()\[\]]", r"[^()\[\]]"),
        ("[[(]", r"[\[(]"),
        ("[]a]", r"[]a]"),
        (r"[\s&&]", r"[\t\n\f\r &\&]"),
    ],
)
def test_patterns_are_put_as_java_takes_them(pattern: str, told: str) -> None:
    assert java_pattern(pattern) == "(?du)" + told


def test_a_text_stays_as_it_is() -> None:
    rows = pa.table({"text": ["x"]})
    made = sql_of(table_of(rows).select(one=ibis.literal("a\v\f\t\n\\'b")))
    assert "'a\v\f\t\n\\\\\\'b'" in made
    assert re.search(r"FROM `given_rows`", made)
