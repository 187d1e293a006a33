"""`fulcrum keys`: make keys, and move what is sealed from old ones to new ones."""

import secrets
from pathlib import Path
from typing import Annotated

import typer

from fulcrum.cli.output import MISUSED, result, say, stop

# Django and cryptography are imported inside the commands: `fulcrum --help` must stay quick.
# ruff: noqa: PLC0415

app = typer.Typer(help="Make and rotate keys.", no_args_is_help=True)

NAMES = ("SECRET", "AUDIT", "SEED", "SIGNING", "VAULT")
KEY_BYTES = 32


@app.command()
def new() -> None:
    """Print five new keys, as lines of a settings file. Nothing is stored.

    Example: fulcrum keys new >> fulcrum.env
    """
    for name in NAMES:
        result(f"FULCRUM_{name}_KEY={secrets.token_hex(KEY_BYTES)}")


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="Where the private half is written; must be new.")],
) -> None:
    """Make a key pair for backups: the private half into a file, the public half to standard output.

    Example: fulcrum keys backup backup-key.txt
    """
    import pyrage

    identity = pyrage.x25519.Identity.generate()
    public = str(identity.to_public())
    try:
        with file.open("x", encoding="ascii") as target:
            file.chmod(0o600)
            target.write(f"# public key: {public}\n{identity}\n")
    except FileExistsError as error:
        raise stop(f"{file} exists already; choose another name.", MISUSED) from error
    say(f"the private half is in {file}: keep it away from this machine")
    result(f'FULCRUM_BACKUP_RECIPIENTS=["{public}"]')


@app.command()
def rotate() -> None:
    """Seal what is under replaced keys anew under those in force.

    Example: fulcrum keys rotate
    """
    from fulcrum.cli.platform import keys

    done = keys.rotate()
    result(f"{done.seed_count} second-factor seeds and {done.private_key_count} keys sealed anew.")
