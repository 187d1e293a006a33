"""Draw figures, cold and from memory, and set a report of them: one table.

Run: python benchmarks/figures.py [--rounds 10]

"Cold" empties the cache before each figure, "again" is the same figure asked for once more. The
report holds every kind of figure, a table of 60 rows and texts in two scripts; PDF is Typst under
PDF/UA-1. Times are medians of this process, after each part was loaded once.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import _django_site  # noqa: F401 - before anything with Django
from django.core.cache import cache

from fulcrum.apps.ui.figures import Figure, figure_png, figure_svg
from fulcrum.apps.ui.reports import FigureBlock, report_docx, report_html, report_pdf
from tests.apps.ui.figures import samples
from tests.apps.ui.reports.samples import a_report

Row = tuple[str, float, int]


def median_ms(work: Callable[[], object], rounds: int, before: Callable[[], None]) -> float:
    """The median of the milliseconds that work takes."""
    work()
    times = []
    for _ in range(rounds):
        before()
        start = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def nothing() -> None:
    """Leave the cache as it is."""


def of_figure(figure: Figure, rounds: int) -> Iterator[Row]:
    """A figure's rows of the table."""
    name = type(figure.chart).__name__
    svg = figure_svg(figure)
    yield f"{name}: SVG, cold", median_ms(lambda: figure_svg(figure), rounds, cache.clear), len(svg)
    yield f"{name}: SVG, again", median_ms(lambda: figure_svg(figure), rounds, nothing), len(svg)


def of_reports(rounds: int) -> Iterator[Row]:
    """The rows of a report in its formats, figures drawn before."""
    blocks = tuple(FigureBlock(make()) for make in samples.ALL)
    report = a_report(blocks=(*a_report().blocks, *blocks))
    for name, render in (("HTML", report_html), ("PDF/UA", report_pdf), ("DOCX", report_docx)):
        size = len(render(report))

        def work(render: Callable[..., object] = render) -> object:
            return render(report)

        yield f"Report of {len(blocks) + 1} figures: {name}", median_ms(work, rounds, nothing), size
    turned = replace(report, language="ar")
    pdf = median_ms(lambda: report_pdf(turned), rounds, nothing)
    yield "The same from right to left: PDF/UA", pdf, len(report_pdf(turned))


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=10)
    rounds = parser.parse_args().rounds
    rows = [row for make in samples.ALL for row in of_figure(make(), rounds)]
    png = median_ms(lambda: figure_png(samples.ranges()), rounds, nothing)
    rows.append(("RangeBars: PNG for a document", png, len(figure_png(samples.ranges()))))
    rows += of_reports(rounds)
    print(f"{'What':<42}{'ms':>9}{'kB':>9}")
    for name, took, size in rows:
        print(f"{name:<42}{took:>9.1f}{size / 1000:>9.1f}")


if __name__ == "__main__":
    main()
