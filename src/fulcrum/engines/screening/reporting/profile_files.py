"""Reading country profiles: those that are shipped, and a bank's own."""

import tomllib
from collections.abc import Mapping
from dataclasses import fields
from importlib.resources import files
from re import fullmatch
from typing import Any

from fulcrum.engines.screening.reporting.profiles import Profile
from fulcrum.kernel.errors import FulcrumError

FORMS = ("goaml", "fincen")
STATUSES = ("unconfirmed", "confirmed")
ALLOWED = {
    "form": FORMS,
    "status": STATUSES,
    "date_element": ("submission_date", "report_date"),
    "activity": ("always", "without", "never"),
}
# What goAML writes for a sex or a nationality that is not told. Nothing here may tell one.
UNTOLD = {"gender": {"-"}, "nationality1": {"-", "ZZ", "XX"}}
FOLDER = "profiles"


def _problem(what: str, name: str, mend: str = "Correct the profile.") -> FulcrumError:
    return FulcrumError(what, where=f"profile {name}", mend=mend)


def parse_profile(text: str, name: str) -> Profile:
    """A profile from the text of its file.

    Raises:
        FulcrumError: it is no TOML, has an unknown part or one of another kind, names no unit, or
            would tell anybody's sex or nationality.
    """
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _problem(f"It is no TOML: {error}.", name) from None
    known = {one.name: one for one in fields(Profile) if one.name != "name"}
    strange = sorted(set(told) - set(known))
    if strange:
        raise _problem(f"It has a part {strange[0]!r}, which profiles do not have.", name)
    if not str(told.get("title", "")).strip():
        raise _problem("It does not say whose it is.", name, "Give it a title.")
    made = Profile(name=name, **{key: _typed(key, value, name) for key, value in told.items()})
    _check(made)
    return made


def _limits(table: Mapping[str, Any], name: str) -> dict[str, Any]:
    if all(isinstance(one, int) and not isinstance(one, bool) for one in table.values()):
        return dict(table)
    raise _problem("A limit is no whole number.", name)


def _typed(key: str, value: Any, name: str) -> Any:
    """A part in the kind it must be of."""
    if key in {"codes", "fillers", "terms"}:
        return {part: _texts(entry, key, name) for part, entry in _table(value, key, name).items()}
    if key in {"mandatory", "statutory"}:
        table = _table(value, key, name)
        return {part: _words(entry, f"{key}.{part}", name) for part, entry in table.items()}
    if key == "limits":
        return _limits(_table(value, key, name), name)
    if key == "kinds":
        return _words(value, key, name)
    wanted = bool if key in {"original_names", "suspected", "identify_victims"} else str
    if not isinstance(value, wanted):
        raise _problem(f"{key} is no {'true or false' if wanted is bool else 'text'}.", name)
    return value


def _table(value: Any, key: str, name: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise _problem(f"{key} is no table.", name)
    return value


def _texts(value: Any, key: str, name: str) -> dict[str, str]:
    table = _table(value, key, name)
    if not all(isinstance(one, str) for one in table.values()):
        raise _problem(f"{key} holds something that is no text.", name)
    return dict(table)


def _words(value: Any, key: str, name: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise _problem(f"{key} is no list of words.", name)
    return tuple(value)


def _check(made: Profile) -> None:
    for key, allowed in ALLOWED.items():
        if getattr(made, key) not in allowed:
            raise _problem(f"{key} is none of {', '.join(allowed)}.", made.name)
    if not made.kinds:
        raise _problem("It names no kind of report.", made.name)
    if made.currency and not fullmatch(r"[A-Z]{3}", made.currency):
        raise _problem(f"{made.currency!r} is no currency code.", made.name)
    if made.identify_victims and not made.victims_basis.strip():
        raise _problem(
            "It has possible victims named and does not say by which law.",
            made.name,
            "Name the law in victims_basis, or leave them unnamed.",
        )
    _check_fillers(made)


def _check_fillers(made: Profile) -> None:
    for part, entries in made.fillers.items():
        for element, value in entries.items():
            if value not in UNTOLD.get(element, {value}):
                raise _problem(f"{part}.{element} would tell what nobody knows.", made.name)


def profile_names() -> tuple[str, ...]:
    """The profiles that are shipped."""
    found = files(__package__).joinpath(FOLDER).iterdir()
    return tuple(sorted(one.name[:-5] for one in found if one.name.endswith(".toml")))


def load_profile(name: str) -> Profile:
    """A profile that is shipped.

    Raises:
        FulcrumError: there is none of that name.
    """
    if name not in profile_names():
        raise FulcrumError(
            f"There is no profile {name!r}.",
            where="profile",
            mend=f"Known: {', '.join(profile_names())}; or hand over a file of your own.",
        )
    path = files(__package__).joinpath(FOLDER, f"{name}.toml")
    return parse_profile(path.read_text("utf-8"), name)
