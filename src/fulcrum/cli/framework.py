"""`fulcrum framework`: releases of the Blueprint's Goals, Actions and questions."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from fulcrum.cli.output import result, result_json

# Django is imported inside the commands: `fulcrum --help` must stay quick.
# ruff: noqa: PLC0415

app = typer.Typer(help="Releases of the framework.", no_args_is_help=True)
AsJson = Annotated[bool, typer.Option("--json", help="For machines.")]
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
def list_(*, as_json: AsJson = False) -> None:
    """List the releases that are loaded.

    Example: fulcrum framework list
    """
    from fulcrum.cli.platform import releases

    if as_json:
        result_json([releases.facts(release) for release in releases.listed()])
        return
    for release in releases.listed():
        result(f"{release.code}  {release.get_state_display()}  {release.title}")


@app.command()
def diff(old: Code, new: Code, *, as_json: AsJson = False) -> None:
    """Say what differs between two releases.

    Example: fulcrum framework diff 2019.1 2019.2
    """
    from fulcrum.cli.platform import releases

    found = releases.compared(old, new)
    if as_json:
        result_json([asdict(difference) for difference in found])
        return
    for difference in found:
        result(str(difference))
    if not found:
        result("Nothing differs.")


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

    size = releases.write_bundle(code, file)
    result(f"{file}: {size:,} bytes, signed by {releases.release_of(code).signed_by}")


@app.command()
def signer() -> None:
    """Print the public key under which this installation signs releases, for others to trust.

    Example: fulcrum framework signer
    """
    from fulcrum.cli.platform import releases

    result(releases.own_public_key())


@app.command(name="import")
def import_(
    file: Annotated[Path, typer.Argument(help="A bundle another installation exported.")],
    *,
    trust: Annotated[list[str], typer.Option(help="Public key of a signer, hex.")] = [],  # noqa: B006 - Typer copies it
) -> None:
    """Check a signed bundle and load it as a draft; what this installation signed needs no --trust.

    Example: fulcrum framework import fulcrum-2019.1.json
    """
    from fulcrum.cli.platform import releases

    release = releases.read_bundle(file, trust)
    result(f"{release.code}: {release.get_state_display()}, signed by {release.signed_by}")
