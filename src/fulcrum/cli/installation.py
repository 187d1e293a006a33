"""Commands that run an installation: database, server, worker, backups, health."""

from pathlib import Path
from typing import Annotated

import typer

from fulcrum.cli.output import FOUND, result, result_json, say

# Django is imported inside the commands: `fulcrum --help` must stay quick.
# ruff: noqa: PLC0415

app = typer.Typer()


@app.command()
def migrate() -> None:
    """Bring both databases up to date and load the reference data; safe to repeat.

    Example: fulcrum migrate
    """
    from fulcrum.cli.platform import database

    database.migrate(say)
    say("the databases are up to date")


@app.command()
def serve() -> None:
    """Serve the site until stopped, on FULCRUM_HOST and FULCRUM_PORT.

    Example: PORT=8001 fulcrum serve
    """
    from fulcrum.cli.platform import serving

    serving.serve(say)


@app.command()
def work(
    *,
    while_parent_lives: Annotated[
        bool, typer.Option(hidden=True, help="Stop when standard input closes.")
    ] = False,
) -> None:
    """Run queued jobs (imports, reports) until stopped; what died goes on where it was.

    Example: fulcrum work
    """
    from fulcrum.cli.platform import serving

    serving.work(say, while_parent_lives=while_parent_lives)


@app.command()
def showcase() -> None:
    """Fill a showcase with one invented year; done at once when it is filled.

    Example: FULCRUM_SHOWCASE=true FULCRUM_DATA_DIR=demo fulcrum showcase
    """
    from fulcrum.cli.platform import showcase as built

    say("the showcase is ready" if built.build(say) else "the showcase was there already")


@app.command()
def doctor(
    *, as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False
) -> None:
    """Look at databases, keys, disk, clock, jobs and the log, and say what to mend.

    Example: fulcrum doctor
    """
    from fulcrum.cli.platform import checks

    findings = list(checks.examine())
    if as_json:
        rows = [{"name": f.name, "is_well": f.is_well, "text": f.text, "cure": f.cure} for f in findings]  # fmt: skip
        result_json({"findings": rows})
    else:
        for finding in findings:
            mark = "well" if finding.is_well else "MEND"
            result(f"{mark}  {finding.name}: {finding.text}. {finding.cure}".rstrip())
    if not all(finding.is_well for finding in findings):
        raise typer.Exit(FOUND)


@app.command()
def backup(
    folder: Annotated[Path, typer.Argument(help="Where the backup is written.")],
) -> None:
    """Write one encrypted file with both databases and the uploaded files.

    Example: fulcrum backup /srv/backups
    """
    from fulcrum.cli.platform import backups

    result(str(backups.back_up(folder, say)))


@app.command()
def restore(
    file: Annotated[
        Path,
        typer.Argument(help="A file that `fulcrum backup` wrote.", exists=True, dir_okay=False),
    ],
    *,
    identity: Annotated[
        Path, typer.Option(help="File with the age private key.", exists=True, dir_okay=False)
    ],
    verify: Annotated[
        bool, typer.Option("--verify", help="Check all of it, change nothing.")
    ] = False,
) -> None:
    """Put a backup in place, after checking all of it. Stop web server and worker first.

    Example: fulcrum restore monday.fulcrum-backup --identity backup-key.txt --verify
    """
    from fulcrum.cli.platform import restores

    if verify:
        manifest = restores.verify_backup(file, identity, say)
        result(f"The backup of {manifest.made_at} is whole.")
        return
    done = restores.restore(file, identity, say)
    result(f"The backup of {done.manifest.made_at} is in place.")
    result(f"What was there before is in {done.kept_at}; delete it when all is well.")
    if done.erased_again:
        result(f"{done.erased_again} keys of erased records were destroyed again.")
