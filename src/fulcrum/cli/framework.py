"""`fulcrum framework`: releases of the Blueprint's Goals, Actions and questions."""

from pathlib import Path
from typing import Annotated

import typer

from fulcrum.cli.output import result

# Django is imported inside the commands: `fulcrum --help` must stay quick.
# ruff: noqa: PLC0415

app = typer.Typer(help="Releases of the framework.", no_args_is_help=True)
Code = Annotated[str, typer.Argument(help="A release's code, such as 2019.1.")]


@app.command()
def load(
    path: Annotated[Path, typer.Argument(help="A folder, or one YAML or JSON file.")],
    *,
    publish: Annotated[bool, typer.Option("--publish", help="Put it in force at once.")] = False,
) -> None:
    """Check a release and load it, as a draft unless told to publish.

    Example: fulcrum framework load releases/2019.2 --publish
    """
    from fulcrum.cli.platform import releases

    release = releases.load(path, publish=publish)
    result(f"{release.code}: {release.get_state_display()}")


@app.command(name="list")
def list_() -> None:
    """List the releases that are loaded.

    Example: fulcrum framework list
    """
    from fulcrum.cli.platform import releases

    for release in releases.listed():
        result(f"{release.code}  {release.get_state_display()}  {release.title}")


@app.command()
def diff(old: Code, new: Code) -> None:
    """Say what differs between two releases.

    Example: fulcrum framework diff 2019.1 2019.2
    """
    from fulcrum.cli.platform import releases

    for difference in releases.compared(old, new):
        result(str(difference))


@app.command()
def publish(code: Code) -> None:
    """Put a loaded release in force; answers given before keep theirs.

    Example: fulcrum framework publish 2019.2
    """
    from fulcrum.cli.platform import releases

    result(f"{releases.publish(code).code} is in force.")


@app.command()
def export(
    code: Code, file: Annotated[Path, typer.Argument(help="Where the bundle is written.")]
) -> None:
    """Write a release as a signed bundle for other installations.

    Example: fulcrum framework export 2019.1 fulcrum-2019.1.json
    """
    from fulcrum.cli.platform import releases

    result(f"{file}: {releases.write_bundle(code, file):,} bytes")


@app.command(name="import")
def import_(
    file: Annotated[Path, typer.Argument(help="A bundle another installation exported.")],
    *,
    trust: Annotated[list[str], typer.Option(help="Public key of a signer, hex.")] = [],  # noqa: B006 - Typer copies it
) -> None:
    """Check a signed bundle and load it as a draft.

    Example: fulcrum framework import fulcrum-2019.1.json --trust 3b6a…
    """
    from fulcrum.cli.platform import releases

    release = releases.read_bundle(file, trust)
    result(f"{release.code}: {release.get_state_display()}, signed by {release.signed_by}")
