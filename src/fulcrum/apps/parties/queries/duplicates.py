"""Records that may be the same organisation, each with the reasons and what they weigh."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from urllib.parse import urlsplit

from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fulcrum.apps.parties.enums import TermKind
from fulcrum.apps.parties.models import Distinct, Organisation, Term
from fulcrum.apps.parties.names import core

# How far each finding alone makes two records the same; findings add as 1 - ∏(1 - weight).
SAME_LEI = (0.99, _("the same LEI"))
SAME_NAME = (0.8, _("the same name, legal form aside, in the same country"))
SAME_ALIAS = (0.6, _("one is known under the other's name, in the same country"))
SAME_SITE = (0.5, _("the same website"))
OTHER_LEI = (0.3, _("different LEIs: this speaks against it"))
GROUP_LIMIT = 200
GROUP_SIZE = 6


@dataclass(frozen=True, slots=True)
class Reason:
    """One finding."""

    weight: float
    text: str | Promise


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be one.

    Attributes:
        first: the older record.
        second: the newer one.
        score: 0 to 1.
        reasons: why, heaviest first.
    """

    first: Organisation
    second: Organisation
    score: float
    reasons: tuple[Reason, ...]

    @property
    def both(self) -> tuple[Organisation, Organisation]:
        """The two records."""
        return self.first, self.second

    @property
    def percent(self) -> int:
        """The score for people."""
        return round(self.score * 100)


def _site(organisation: Organisation) -> str:
    return (urlsplit(organisation.website).hostname or "").removeprefix("www.")


def _cores(organisation: Organisation) -> tuple[str, set[str]]:
    return core(organisation.name), {core(alias) for alias in organisation.aliases}


def _names_alike(one: Organisation, other: Organisation) -> Reason | None:
    if one.country != other.country:
        return None
    (name, aliases), (other_name, other_aliases) = _cores(one), _cores(other)
    if name == other_name:
        return Reason(*SAME_NAME)
    shared = ({name} | aliases) & ({other_name} | other_aliases)
    return Reason(*SAME_ALIAS) if shared else None


def compare(one: Organisation, other: Organisation) -> Pair:
    """How likely two records are the same, and why."""
    reasons = []
    if one.lei and one.lei == other.lei:
        reasons.append(Reason(*SAME_LEI))
    if alike := _names_alike(one, other):
        reasons.append(alike)
    if _site(one) and _site(one) == _site(other):
        reasons.append(Reason(*SAME_SITE))
    unlike = 1.0
    for reason in reasons:
        unlike *= 1 - reason.weight
    score = 1 - unlike
    if one.lei and other.lei and one.lei != other.lei:
        reasons.append(Reason(*OTHER_LEI))
        score *= OTHER_LEI[0]
    first, second = sorted((one, other), key=lambda row: row.pk)
    return Pair(first, second, round(score, 3), tuple(reasons))


def _not_distinct(pairs: Iterable[Pair]) -> list[Pair]:
    found = [pair for pair in pairs if pair.reasons]
    keys = {pk for pair in found for pk in (pair.first.pk, pair.second.pk)}
    known = set(Distinct.objects.filter(first__in=keys).values_list("first_id", "second_id"))
    kept = (pair for pair in found if (pair.first.pk, pair.second.pk) not in known)
    return sorted(kept, key=lambda pair: (-pair.score, pair.first.name_key, pair.second.pk))


def candidates_for(organisation: Organisation) -> list[Pair]:
    """What may be the same as one organisation, likeliest first."""
    names = {core(name) for name in [organisation.name, *organisation.aliases]}
    alike = Term.objects.filter(kind=TermKind.NAME, value__in=names).values("organisation_id")
    wanted = Q(pk__in=alike, country=organisation.country)
    if organisation.lei:
        wanted |= Q(lei=organisation.lei)
    rows = Organisation.objects.live().filter(wanted).exclude(pk=organisation.pk)[:GROUP_LIMIT]
    return _not_distinct(compare(organisation, row) for row in rows)


def _groups() -> dict[tuple[str, str], list[Organisation]]:
    """Live organisations that share a name (or alias) in a country, by that name and country."""
    terms = Term.objects.filter(kind=TermKind.NAME, organisation__merged_into__isnull=True)
    shared = (
        terms.values("value", "organisation__country")
        .annotate(count=Count("organisation_id"))
        .filter(count__gt=1)
        .order_by("-count", "value")[:GROUP_LIMIT]
    )
    wanted = {(row["value"], row["organisation__country"]) for row in shared}
    found: dict[tuple[str, str], list[Organisation]] = defaultdict(list)
    members = terms.filter(value__in={value for value, _country in wanted})
    for term in members.select_related("organisation").order_by("organisation_id"):
        key = (term.value, term.organisation.country)
        if key in wanted and len(found[key]) < GROUP_SIZE:
            found[key].append(term.organisation)
    return found


def candidate_pairs() -> list[Pair]:
    """Pairs that may be the same, over all live organisations, likeliest first."""
    pairs: dict[tuple[int, int], Pair] = {}
    for group in _groups().values():
        for one, other in combinations(group, 2):
            pair = compare(one, other)
            pairs[pair.first.pk, pair.second.pk] = pair
    return _not_distinct(pairs.values())
