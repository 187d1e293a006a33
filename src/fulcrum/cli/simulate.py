"""`fulcrum simulate`: files of invented data, for trying imports and for teaching."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from fulcrum.cli.output import MISUSED, result, result_json, stop
from fulcrum.cli.simulate_bank import bank
from fulcrum.kernel.errors import FulcrumError

if TYPE_CHECKING:
    from fulcrum.engines.simulation import Institutions

T = TypeVar("T")
app = typer.Typer(help="Write files of invented data.", no_args_is_help=True)
app.command()(bank)

PACKAGE = Path(__file__).resolve().parents[1]
SHIPPED = PACKAGE / "apps" / "blueprint" / "data" / "release-2019.1"
ORGANISATIONS, ASSESSMENTS = "organisations.xlsx", "assessments.xlsx"
FIXED = ("organisation", "as_of_date", "release", "submitted_date")


@dataclass(frozen=True, slots=True)
class Questions:
    """What a release asks: its code, and the ids of its items in the order of its areas."""

    release: str
    item_ids: tuple[str, ...]


def _yaml(path: Path) -> Any:
    import yaml  # noqa: PLC0415 - `fulcrum --help` must stay quick

    return yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)


def _document(path: Path) -> tuple[str, list[dict[str, Any]]]:
    """A release's code and areas, from its folder or from one file."""
    if path.is_dir():
        areas = [_yaml(file) for file in sorted((path / "areas").glob("*.yaml"))]
        return str(_yaml(path / "release.yaml")["id"]), areas
    document = _yaml(path)
    return str(document["id"]), document["areas"]


def read_questions(path: Path) -> Questions:
    """The questions of a release, from its folder or from one YAML or JSON file.

    Raises:
        FulcrumError: there is no such path, or it holds no release.
    """
    import yaml  # noqa: PLC0415 - as above

    try:
        code, areas = _document(path)
        areas = sorted(areas, key=lambda area: int(area["order"]))
        items = tuple(str(item["id"]) for area in areas for item in area["items"])
    except OSError as error:
        raise FulcrumError(
            "This release cannot be read.", where=str(path), mend="Check the path."
        ) from error
    except (yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        raise FulcrumError(
            "This is not a release of the framework.",
            where=str(path),
            mend="Name a folder with release.yaml and areas, or one file that holds both.",
        ) from error
    return Questions(code, items)


def write_sheet(
    path: Path, name: str, headings: Sequence[str], rows: Iterable[dict[str, str]]
) -> None:
    """Write one sheet; every cell is text, so that nothing in it is taken for a formula.

    Raises:
        FulcrumError: the file cannot be written.
    """
    import xlsxwriter  # noqa: PLC0415 - `fulcrum --help` must stay quick

    try:
        path.open("wb").close()  # before the library opens its own temporary files
    except OSError as error:
        raise FulcrumError(
            "This file cannot be written.", where=str(path), mend="Check the folder and its rights."
        ) from error
    options = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}
    book = xlsxwriter.Workbook(str(path), options)
    # Without a fixed day the same seed would give another file each second.
    book.set_properties({"created": datetime(2000, 1, 1), "comments": "Invented data"})  # noqa: DTZ001 - the library wants it naive
    sheet = book.add_worksheet(name)
    sheet.write_row(0, 0, headings, book.add_format({"bold": True}))
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, len(headings) - 1, 16)
    for number, row in enumerate(rows, start=1):
        sheet.write_row(number, 0, [row.get(heading, "") for heading in headings])
    book.close()


def assessment_headings(result: "Institutions", item_ids: Sequence[str]) -> list[str]:
    """The columns of the sheet of assessments: the fixed ones, the items, the notes there are."""
    noted = {answer.item_id for one in result.assessments for answer in one.answers if answer.note}
    return [*FIXED, *item_ids, *(f"{item}:note" for item in item_ids if item in noted)]


def write_files(result: "Institutions", item_ids: Sequence[str], folder: Path) -> dict[str, Path]:
    """Write both workbooks into a folder, which is made when it is missing.

    Raises:
        FulcrumError: the folder or a file cannot be written.
    """
    from fulcrum.engines.simulation.sheets import HEADINGS  # noqa: PLC0415 - as above

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FulcrumError(
            "This folder cannot be made.", where=str(folder), mend="Choose another with --out."
        ) from error
    organisations, assessments = folder / ORGANISATIONS, folder / ASSESSMENTS
    write_sheet(organisations, "Organisations", HEADINGS, (row.cells for row in result.rows))
    headings = assessment_headings(result, item_ids)
    write_sheet(assessments, "Assessments", headings, result.assessment_cells())
    return {"organisations": organisations, "assessments": assessments}


def _said_by(work: Callable[[], T]) -> T:
    """What some work gives; what it refuses becomes a sentence and exit status 2."""
    try:
        return work()
    except FulcrumError as error:
        raise stop(str(error), MISUSED) from error


@app.callback()
def root() -> None:
    """Write files of invented data. Every row says that it is invented."""


def _tell(made: "Institutions", files: dict[str, Path], *, as_json: bool) -> None:
    """Say what was made, to people or to machines."""
    if as_json:
        result_json(
            {
                "files": {name: str(path) for name, path in files.items()},
                "institution_count": len(made.institutions),
                "row_count": len(made.rows),
                "assessment_count": len(made.assessments),
                "provenance": made.provenance.to_dict(),
            }
        )
        return
    result(made.summary())
    for path in files.values():
        result(f"Wrote {path}.")


@app.command()
def institutions(  # noqa: PLR0913 - each parameter is an option of the command
    *,
    out: Annotated[Path, typer.Option(help="Folder for the two workbooks.")],
    seed: Annotated[int, typer.Option(help="The same seed gives the same data.")] = 0,
    count: Annotated[int, typer.Option(help="How many institutions.")] = 200,
    assessments: Annotated[int, typer.Option(help="How many completed assessments.")] = 150,
    release: Annotated[
        Path | None, typer.Option(help="Folder or file of the release; the shipped one without.")
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Last day of the simulated years; today without."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Say what was made as JSON.")] = False,
) -> None:
    """Write organisations.xlsx and assessments.xlsx, as the imports take them.

    The sheet of organisations holds a few rows twice and a few spelt differently, as real ones do.

    Example: fulcrum simulate institutions --out simulated --seed 7 --count 200 --assessments 150
    """
    day = (until or datetime.now()).date()  # noqa: DTZ005 - the day where the command is run

    def work() -> tuple["Institutions", dict[str, Path]]:
        from fulcrum.engines.simulation import (  # noqa: PLC0415 - `--help` must stay quick
            InstitutionsSpec,
            simulate_institutions,
        )

        questions = read_questions(release or SHIPPED)
        spec = InstitutionsSpec(
            count=count,
            assessment_count=assessments,
            item_ids=questions.item_ids,
            release=questions.release,
            until=day,
            seed=seed,
        )
        made = simulate_institutions(spec)
        return made, write_files(made, questions.item_ids, out)

    made, files = _said_by(work)
    _tell(made, files, as_json=as_json)
