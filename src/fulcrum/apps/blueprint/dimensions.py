"""The dimensions of the state of play as people read them: names, values in order, labels."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from fulcrum.apps.blueprint.models import Release, ReleaseState
from fulcrum.apps.blueprint.queries.aggregate import GROUPS, PARTS
from fulcrum.apps.blueprint.queries.results import OVERALL
from fulcrum.apps.blueprint.releases import spec_of
from fulcrum.apps.blueprint.spec import ReleaseSpec
from fulcrum.apps.parties import geography
from fulcrum.apps.parties.enums import Continent, SubSector
from fulcrum.apps.parties.queries.organisations import languages_in_use

NOT_KNOWN = "unknown"  # how addresses hold a language that is not known

NAMES = {
    "sub_sector": gettext_lazy("Sub-sector"),
    "continent": gettext_lazy("Continent"),
    "language": gettext_lazy("Language"),
    "area": gettext_lazy("Area"),
    "goal": gettext_lazy("Goal"),
    "action": gettext_lazy("Action"),
}
ROWS = tuple(NAMES)
COLUMNS = ("goal", "area", "sub_sector", "continent", "language")


def published_spec() -> ReleaseSpec | None:
    """The published release, whose titles are shown; None before there is one."""
    release = Release.objects.filter(state=ReleaseState.PUBLISHED).first()
    return spec_of(release) if release else None


def _parts(spec: ReleaseSpec | None, name: str) -> dict[str, str]:
    """Ids and titles of a release's areas, Goals or Actions, in its order."""
    if spec is None:
        return {}
    goals = {goal.id: goal.order for goal in spec.goals}
    parts: dict[str, list[Any]] = {
        "area": sorted(spec.areas, key=lambda area: area.order),
        "goal": sorted(spec.goals, key=lambda goal: goal.order),
        "action": sorted(spec.actions, key=lambda a: (goals[a.goal], a.kind, a.order)),
    }
    language = (get_language() or "en").partition("-")[0]
    titles = {part.id: spec.title_of(f"{name}s", part.id, language) for part in parts[name]}
    if name == "area":
        return titles
    return {key: f"{key} {_marked(spec, key, title)}" for key, title in titles.items()}


def _marked(spec: ReleaseSpec, key: str, title: str) -> str:
    """A title that says so while it is a working title."""
    action = spec.action_by_id.get(key)
    if action is None or action.confirmed:
        return title
    return _("%(title)s (working title)") % {"title": title}


def labels(name: str, spec: ReleaseSpec | None) -> dict[str, str]:
    """Every value a dimension may have with its label, in the order it is shown."""
    if name in PARTS:
        return _parts(spec, name)
    if name == "language":
        return {"": _("Not known")} | geography.languages()
    choices = SubSector.choices if name == "sub_sector" else Continent.choices
    return {str(value): str(label) for value, label in choices}


def shown(found: Iterable[str], known: dict[str, str]) -> list[tuple[str, str]]:
    """The values that occur with their labels, in order; one of an older release by its id."""
    wanted = set(found)
    ordered = [(value, label) for value, label in known.items() if value in wanted]
    return ordered + [(value, value) for value in sorted(wanted - known.keys())]


def measures(spec: ReleaseSpec | None) -> list[tuple[str, str]]:
    """Which evaluation may be asked for when neither rows nor columns split it into parts."""
    found = [(OVERALL, _("Overall"))]
    for name, kind in PARTS.items():
        found += [(f"{kind}:{key}", title) for key, title in _parts(spec, name).items()]
    return found


def measure_label(kind: str, key: str, spec: ReleaseSpec | None) -> str:
    """What an evaluation is called."""
    return dict(measures(spec)).get(f"{kind}:{key}" if key else kind, key or kind)


def filter_label(name: str, value: str) -> str:
    """A filter's value as people read it."""
    return labels(name, None).get(value, value)


def said_filters(filters: Mapping[str, str]) -> list[str]:
    """The filters in force, as "Continent: Africa".

    An empty language is one that is not known; any other empty value filters nothing.
    """
    chosen = (
        (name, value)
        for name, value in filters.items()
        if name in GROUPS and (value or name == "language")
    )
    return [f"{NAMES[name]}: {filter_label(name, value)}" for name, value in chosen]


def language_choices() -> list[tuple[str, str]]:
    """The languages to filter by, and the one that is not known."""
    return [*languages_in_use(), (NOT_KNOWN, _("Not known"))]


def known_language(value: str) -> str:
    """A language as it is stored, of one as addresses hold it."""
    return "" if value == NOT_KNOWN else value
