"""Expressions as Spark's SQL that means what the same expression means on DuckDB.

Ibis writes both dialects, but some of what it writes for Spark means something else there. What
differs is put right here, once, so that whoever writes an indicator need not know. Each difference
was seen on pyspark 4.0 and duckdb 1.5; the tests try them all.
"""

import re
from typing import Any, ClassVar

import sqlglot.expressions as sge
from ibis.backends.sql.compilers.base import NULL, SQLGlotCompiler
from ibis.backends.sql.compilers.pyspark import PySparkCompiler
from ibis.backends.sql.dialects import PySpark
from ibis.expr import datatypes as dt
from ibis.expr import operations as ops
from ibis.expr.types import Table

# Between a letter, digit or underscore of ASCII and anything else, as RE2 has it; Java's own \b
# changes with its version.
WORD = "[0-9A-Za-z_]"
BOUNDARY = f"(?:(?<!{WORD})(?={WORD})|(?<={WORD})(?!{WORD}))"
BLANK = r"\t\n\f\r "
OUTSIDE = {r"\b": BOUNDARY, "$": r"\z", r"\s": f"[{BLANK}]", r"\S": f"[^{BLANK}]"}
TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)
# Capitals that DuckDB folds letter by letter, and Java by what stands around them.
SINGLE = ("Σİ", "σi")  # noqa: RUF001 - Greek is meant


def java_pattern(pattern: str) -> str:
    r"""A regular expression of RE2, which DuckDB uses, as Java reads it the same.

    `$` is the very end (Java: also before a last line feed), `.` leaves out line feeds alone, and
    `\b` and `\s` are ASCII's.
    """
    return "(?du)" + "".join(map(_java_token, TOKEN.findall(pattern)))


def _java_token(token: str) -> str:
    if not token.startswith("["):
        return OUTSIDE.get(token, token)
    # Java takes a bracket within brackets for a union, and && for an intersection.
    inner = token[1:-1].replace(r"\s", BLANK).replace("&&", r"&\&")
    return "[" + re.sub(r"(\\.)|\[", lambda found: found[1] or r"\[", inner) + "]"


class SameMeaning(PySparkCompiler):  # type: ignore[misc]  # Ibis publishes no types
    """Ibis' compiler for Spark, put right where its SQL means something else than on DuckDB."""

    SIMPLE_OPS: ClassVar[dict[Any, str]] = {}  # Ibis would let inherited ones win over what follows

    def visit_NonNullLiteral(self, op: Any, *, value: Any, dtype: Any) -> Any:  # noqa: N802
        """Fractions as they are; Ibis would ask for options that only a loaded backend has."""
        if dtype.is_floating():
            return self.visit_DefaultLiteral(op, value=value, dtype=dtype)
        return super().visit_NonNullLiteral(op, value=value, dtype=dtype)

    def visit_Field(self, op: Any, *, rel: Any, name: str) -> Any:  # noqa: N802
        """A column as it is, for the same reason."""
        return SQLGlotCompiler.visit_Field(self, op, rel=rel, name=name)

    def visit_Cast(self, op: Any, *, arg: Any, to: Any) -> Any:  # noqa: N802
        """Fractions to the nearest whole number, halves to the even one; Spark would cut them."""
        if op.arg.dtype.is_floating() and to.is_integer():
            arg = self.f.anon.rint(arg)
        return super().visit_Cast(op, arg=arg, to=to)

    def visit_IsNull(self, op: Any, *, arg: Any) -> Any:  # noqa: N802
        """What is no number (0 / 0) is not missing on DuckDB."""
        return arg.is_(NULL)

    def visit_NotNull(self, op: Any, *, arg: Any) -> Any:  # noqa: N802
        """As `visit_IsNull`."""
        return arg.is_(sge.not_(NULL))

    def visit_Divide(self, op: Any, *, left: Any, right: Any) -> Any:  # noqa: N802
        """In floating point, and by zero as IEEE 754 has it; Spark would round or stop."""
        part, whole = (self.cast(sge.paren(one), dt.float64) for one in (left, right))
        infinite = self.cast(sge.convert("Infinity"), dt.float64)
        return self.if_(whole.eq(0), part * infinite, part / whole)

    def visit_Modulus(self, op: Any, *, left: Any, right: Any) -> Any:  # noqa: N802
        """NULL by zero; Spark would stop."""
        return sge.paren(left) % self.f.nullif(right, 0)

    def visit_Lowercase(self, op: Any, *, arg: Any) -> Any:  # noqa: N802
        """Letter by letter."""
        return self.f.lower(self.f.anon.translate(arg, *map(sge.convert, SINGLE)))

    def visit_Uppercase(self, op: Any, *, arg: Any) -> Any:  # noqa: N802
        """Letter by letter; but rare ligatures, which DuckDB keeps and Java spells out."""
        return self.f.upper(self.f.anon.translate(arg, sge.convert("ß"), sge.convert("ẞ")))

    def visit_StringSplit(self, op: Any, *, arg: Any, delimiter: Any) -> Any:  # noqa: N802
        """At a text; Spark would take it for a pattern."""
        if isinstance(op.delimiter, ops.Literal):
            delimiter = sge.convert(re.escape(op.delimiter.value))
        return self.f.split(arg, delimiter)

    def visit_ArrayStringJoin(self, op: Any, *, arg: Any, sep: Any) -> Any:  # noqa: N802
        """An empty list is an empty text."""
        return self.if_(arg.is_(NULL), NULL, self.f.concat_ws(sep, arg))

    def visit_ArrayIntersect(self, op: Any, *, left: Any, right: Any) -> Any:  # noqa: N802
        """Every entry of the left, also those that come twice."""
        entry = sge.to_identifier("entry")
        inside = sge.Lambda(this=self.f.array_contains(right, entry), expressions=[entry])
        return self.f.filter(left, inside)

    def visit_RegexSearch(self, op: Any, *, arg: Any, pattern: Any) -> Any:  # noqa: N802
        """As RE2 reads the pattern; so are the next three."""
        return super().visit_RegexSearch(op, arg=arg, pattern=_pattern(op, pattern))

    def visit_RegexExtract(self, op: Any, *, arg: Any, pattern: Any, index: Any) -> Any:  # noqa: N802
        """As `visit_RegexSearch`."""
        return self.f.anon.regexp_extract(arg, _pattern(op, pattern), index)

    def visit_RegexReplace(  # noqa: N802
        self, op: Any, *, arg: Any, pattern: Any, replacement: Any
    ) -> Any:
        """As `visit_RegexSearch`."""
        return self.f.regexp_replace(arg, _pattern(op, pattern), replacement)

    def visit_RegexSplit(self, op: Any, *, arg: Any, pattern: Any) -> Any:  # noqa: N802
        """As `visit_RegexSearch`."""
        return self.f.split(arg, _pattern(op, pattern))


def _pattern(op: Any, pattern: Any) -> Any:
    if isinstance(op.pattern, ops.Literal):
        return sge.convert(java_pattern(op.pattern.value))
    return pattern


def _dialect() -> Any:
    """Spark's dialect; sqlglot escapes rare blanks in a way that Spark reads as letters."""
    dialect = PySpark()
    dialect.ESCAPED_SEQUENCES = {"\\": "\\\\"}
    return dialect


COMPILER, DIALECT = SameMeaning(), _dialect()


def sql_of(expression: Table) -> str:
    """An expression as Spark's SQL."""
    return str(COMPILER.to_sqlglot(expression.unbind()).sql(dialect=DIALECT))
