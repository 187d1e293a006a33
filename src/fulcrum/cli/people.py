"""`fulcrum people`: let the first people in."""

from typing import Annotated

import typer

from fulcrum.cli.output import result, say
from fulcrum.kernel.actors import Role

# Django is imported inside the commands: `fulcrum --help` must stay quick.
# ruff: noqa: PLC0415

app = typer.Typer(help="Let people in.", no_args_is_help=True)


@app.command()
def start(
    email: Annotated[str, typer.Argument(help="Address of the first administrator.")],
    *,
    organisation: Annotated[str, typer.Option(help="Who runs this installation.")] = "Secretariat",
) -> None:
    """Open this installation: its own organisation and its first administrator.

    Prints the invitation's link, for the first mail may not arrive.

    Example: fulcrum people start admin@example.org --organisation "FAST Secretariat"
    """
    from fulcrum.cli.platform import people

    link = people.start(organisation, email)
    say("the invitation was sent; whoever opens this link becomes the administrator")
    result(link)


@app.command()
def invite(
    email: Annotated[str, typer.Argument(help="Address of the person.")],
    *,
    role: Annotated[Role, typer.Option(help="What they will do there.")],
    organisation: Annotated[str, typer.Option(help="Name of an organisation that signs in here.")],
) -> None:
    """Invite a person to an organisation; prints the invitation's link.

    Example: fulcrum people invite lead@example.org --role institution_lead --organisation "A Bank"
    """
    from fulcrum.cli.platform import people

    result(people.invite(email, role, organisation))
