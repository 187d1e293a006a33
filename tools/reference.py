"""Make the pages of the reference that are read off the code: settings, commands, permissions.

The documentation's conf.py calls `write_pages`; what it writes is not kept in the repository.
"""

import csv
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def table(header: list[str], rows: list[list[str]]) -> str:
    """A Markdown table."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines
    )


def _default(value: object) -> str:
    if value in ("", [], None):
        return ""
    return f"`{json.dumps(value, default=str)}`".replace('`"', "`").replace('"`', "`")


def settings_page() -> str:
    """Every setting, from the class that reads them."""
    from fulcrum.site.config import Config  # noqa: PLC0415 - after the environment is prepared

    rows = [
        [f"`FULCRUM_{name.upper()}`", field.description or "", _default(field.default)]
        for name, field in Config.model_fields.items()
    ]
    return table(["Variable", "What it is", "Default"], rows)


def _commands(group: Any, path: str) -> Iterator[tuple[str, Any]]:
    for name, command in sorted(group.commands.items()):
        if command.hidden:
            continue
        if hasattr(command, "commands"):
            yield from _commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


def _argument(parameter: Any) -> str:
    name = parameter.name.upper() + ("..." if parameter.nargs == -1 else "")
    return name if parameter.required else f"[{name}]"


def _usage(command: Any, path: str) -> str:
    kinds = [parameter.param_type_name for parameter in command.params]
    words = [path, *(["[options]"] if "option" in kinds else [])]
    return " ".join(
        words + [_argument(p) for p in command.params if p.param_type_name == "argument"]
    )


def _options(command: Any) -> Iterator[list[str]]:
    for parameter in command.params:
        names = parameter.opts + parameter.secondary_opts
        if parameter.param_type_name == "argument":
            names = [parameter.name.upper()]
        text = getattr(parameter, "help", "") or ""
        yield [", ".join(f"`{name}`" for name in names), " ".join(text.split())]


def commands_page() -> str:
    """Every command with its arguments, from the command line itself."""
    from typer.main import get_command  # noqa: PLC0415 - as above

    from fulcrum.cli.main import app  # noqa: PLC0415 - as above

    parts = []
    for path, command in _commands(get_command(app), "fulcrum"):
        parts += [f"## {path}", f"```\n{_usage(command, path)}\n```", (command.help or "").strip()]
        options = list(_options(command))
        if options:
            parts.append(table(["Argument or option", "What it does"], options))
    return "\n\n".join(parts)


def _holders(name: str) -> list[Any]:
    """The roles that hold a permission, before the object is looked at."""
    from fulcrum.apps.ui.access import allowed  # noqa: PLC0415 - Django is set up by now
    from fulcrum.kernel.actors import Actor, ActorKind, Role  # noqa: PLC0415 - as above

    def actor(role: Role) -> Actor:
        return Actor(kind=ActorKind.PERSON, user_id=1, tenant_id=1, role=role, verified=True)

    return [role for role in Role if allowed(actor(role), name)]


def _permission_rows(names: list[str]) -> list[list[str]]:
    from fulcrum.apps.accounts.enums import ROLE_LABELS  # noqa: PLC0415 - Django is set up by now

    rows = []
    for name in names:
        holders = _holders(name)
        everybody = len(holders) == len(ROLE_LABELS)
        who = "every role" if everybody else ", ".join(str(ROLE_LABELS[role]) for role in holders)
        rows.append([f"`{name}`", who or "the installation itself (commands and jobs)"])
    return rows


def permissions_page() -> str:
    """Roles with what they are for, then each app's permissions with the roles that hold them."""
    import django  # noqa: PLC0415 - only this page needs it

    django.setup()
    import rules  # noqa: PLC0415 - as above

    from fulcrum.apps.accounts.enums import (  # noqa: PLC0415 - as above
        MFA_ROLES,
        ROLE_LABELS,
        ROLE_PURPOSES,
    )

    roles = [
        [str(label), str(ROLE_PURPOSES[role]), "yes" if role in MFA_ROLES else ""]
        for role, label in ROLE_LABELS.items()
    ]
    parts = ["## Roles", table(["Role", "What it is for", "Second factor"], roles)]
    names = sorted(rules.permissions.permissions)
    for area in sorted({name.partition(".")[0] for name in names}):
        mine = [name for name in names if name.partition(".")[0] == area]
        parts += [f"## {area.capitalize()}", table(["Permission", "Roles"], _permission_rows(mine))]
    return "\n\n".join(parts)


ROUTES_TABLE = Path(__file__).resolve().parents[1] / "tests" / "permissions" / "table.csv"
_NOT_ROLES = ("address", "case", "method", "route", "permission", "step_up", "anonymous", "former")


def _welcome(line: dict[str, str]) -> str:
    """Who gets through an address, in words."""
    if line["anonymous"] == "ok":
        return "anybody"
    roles = [name for name in line if name not in _NOT_ROLES]
    let_in = [name for name in roles if line[name] in {"ok", "asked"}]
    if len(let_in) == len(roles):
        return "every role" + (", and former members" if line["former"] == "ok" else "")
    return ", ".join(name.replace("_", " ") for name in let_in) or "nobody"


def routes_page() -> str:
    """Every address and method with who gets through, from the table that the tests perform."""
    with ROUTES_TABLE.open(newline="", encoding="utf-8") as file:
        lines = list(csv.DictReader(file))
    rows = [
        [
            f"`/{line['address']}`" + (f" ({line['case']})" if line["case"] else ""),
            line["method"],
            f"`{line['permission']}`",
            line["step_up"],
            _welcome(line),
        ]
        for line in lines
    ]
    return table(["Address", "Method", "Permission", "Fresh proof", "Who gets through"], rows)


def organisation_columns_page() -> str:
    """The columns of a file of organisations, with the headings that are recognised."""
    import django  # noqa: PLC0415 - Django is not set up before

    django.setup()
    from fulcrum.apps.parties.columns import COLUMNS  # noqa: PLC0415 - as above

    rows = [
        [
            f"`{column.field}`",
            str(column.label),
            "yes" if column.spec().required else "",
            ", ".join(column.synonyms),
        ]
        for column in COLUMNS
    ]
    return table(["Heading", "What it is", "Needed", "Also recognised"], rows)


def assessment_columns_page() -> str:
    """The columns of a file of completed assessments that are not questions."""
    import django  # noqa: PLC0415 - Django is not set up before

    django.setup()
    from fulcrum.apps.blueprint.assessment_columns import FIXED  # noqa: PLC0415 - as above

    rows = [
        [f"`{column.field}`", str(column.label), "yes" if column.is_needed else ""]
        for column in FIXED
    ]
    return table(["Heading", "What it is", "Needed"], rows)


def indicators_page() -> str:
    """Every indicator of the shipped pack, and the scenarios above them."""
    from fulcrum.engines.screening.pack import load_pack  # noqa: PLC0415 - heavy
    from fulcrum.engines.screening.sources import SOURCES  # noqa: PLC0415 - as above

    pack, parts = load_pack(), []
    for one in pack.indicators.values():
        rows = [
            [f"`{each.name}`", f"{each.default} {each.unit}", each.origin.value, each.meaning]
            for each in one.parameters
        ]
        needs = ", ".join(one.needs)
        parts += [
            f"## {one.id} {one.name}",
            one.measures,
            f"**Family** {one.family.value}; **needs** {needs}; **weight** {one.weight:g}.",
            table(["Parameter", "Default", "Origin", "What it bounds"], rows) if rows else "",
            f"**Who may be who**: {one.roles}",
            f"**It may also be**: {one.false_positives}",
            "**After**: " + "; ".join(SOURCES[key].citation for key in one.sources) + ".",
        ]
    parts.append("## Scenarios")
    for scenario in pack.scenarios.values():
        needed = "; ".join(f"{part.name}: {', '.join(part.indicators)}" for part in scenario.parts)
        parts += [f"### {scenario.id} {scenario.name}", scenario.story, f"**Parts** {needed}."]
    return "\n\n".join(part for part in parts if part)


def screening_data_page() -> str:
    """The tables of the data contract."""
    from fulcrum.engines.screening.contract import TABLES  # noqa: PLC0415 - as above

    parts = []
    for one in TABLES.values():
        rows = [
            [f"`{column.name}`", column.kind, "yes" if column.required else "", column.meaning]
            for column in one.columns
        ]
        parts += [
            f"## {one.name}" + (" (feed)" if one.feed else ""),
            one.meaning,
            table(["Column", "Kind", "Needed", "What it holds"], rows),
        ]
    return "\n\n".join(parts)


def figures_page() -> str:
    """Every figure of the house: the value recorded, its slack and its bound."""
    from tools.figures import RECORD, RULES  # noqa: PLC0415 - only this page needs it

    recorded = json.loads(RECORD.read_text("utf-8"))
    rows = [
        [
            rule.text,
            f"{recorded[name]:g}" if name in recorded else "",
            f"{rule.slack:g}",
            "" if rule.bound is None else f"{rule.bound:g}",
            "lower" if rule.lower_is_better else "higher",
        ]
        for name, rule in RULES.items()
    ]
    return table(["Figure", "Recorded", "Slack", "Bound", "Better"], rows)


PAGES = {
    "figures": figures_page,
    "settings": settings_page,
    "commands": commands_page,
    "organisation-columns": organisation_columns_page,
    "assessment-columns": assessment_columns_page,
    "permissions": permissions_page,
    "routes": routes_page,
    "indicators": indicators_page,
    "screening-data": screening_data_page,
}


def write_pages(folder: Path) -> None:
    """Write the generated parts of the reference into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        os.environ |= {"FULCRUM_SHOWCASE": "true", "FULCRUM_DATA_DIR": data}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fulcrum.site.settings")
        for name, make in PAGES.items():
            (folder / f"{name}.md").write_text(make() + "\n", "utf-8")
