"""The search of the whole site: only what the person who asks may see anyway."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from fulcrum.apps.accounts.queries import people_of
from fulcrum.apps.blueprint.models import Assessment
from fulcrum.apps.blueprint.queries.releases import published_release
from fulcrum.apps.blueprint.queries.submissions import queue
from fulcrum.apps.blueprint.releases import spec_of
from fulcrum.apps.home.queries.pieces import Line
from fulcrum.apps.parties.models import Organisation, Person
from fulcrum.apps.ui.access import allowed
from fulcrum.kernel.actors import Actor

MOST, SHORTEST = 10, 2


@dataclass(frozen=True, slots=True)
class Found:
    """One kind of thing that was found; `is_cut` when there are more than are shown."""

    title: str | Promise
    lines: Sequence[Line]
    is_cut: bool = False


def _group(title: str, lines: Sequence[Line]) -> Found:
    return Found(title, lines[:MOST], len(lines) > MOST)


def _organisations(actor: Actor, text: str) -> Found:
    rows = Organisation.objects.visible_to(actor).live().search(text).order_by("name_key", "pk")
    found = rows.values_list("pk", "name", "country")[: MOST + 1]
    lines = [Line(name, reverse("organisation", args=[pk]), country) for pk, name, country in found]
    return _group(_("Organisations"), lines)


def _framework(text: str) -> list[Found]:
    """Goals, Actions and questions of the release in force that hold every word."""
    release = published_release()
    if release is None:
        return []
    spec, words = spec_of(release), text.casefold().split()

    def fits(*parts: str) -> bool:
        whole = " ".join(parts).casefold()
        return all(word in whole for word in words)

    actions = [
        Line(f"{one.id} {one.title}", reverse("action", args=[one.id]),
             "" if one.confirmed else _("working title"))
        for one in spec.actions if fits(one.id, one.title, one.guidance)
    ]  # fmt: skip
    goals = [
        Line(f"{one.id} {one.title}", f"{reverse('framework')}#{one.id}")
        for one in spec.goals
        if fits(one.id, one.title, one.summary)
    ]
    questions = [
        Line(one.title, reverse("action", args=[one.actions[0]]), spec.area_of[one.id].title)
        for one in spec.items.values()
        if fits(one.id, one.title, one.question)
    ]
    return [
        _group(_("Goals"), goals),
        _group(_("Actions"), actions),
        _group(_("Questions of the self-assessment"), questions),
    ]


def _assessments(actor: Actor, text: str) -> list[Found]:
    if allowed(actor, "blueprint.view_submissions"):
        rows = queue(actor).filter(organisation__name__icontains=text).order_by("-finished_at")
        found = rows.values_list("pk", "organisation__name", "as_of_date")[: MOST + 1]
        lines = [Line(name, reverse("submission", args=[pk]), str(day)) for pk, name, day in found]
        return [_group(_("Submitted self-assessments"), lines)]
    if not allowed(actor, "blueprint.view_assessments"):
        return []
    own = Assessment.objects.visible_to(actor).filter(tenant_id=actor.tenant_id or 0)
    noted = own.filter(Q(answers__note__icontains=text) | Q(answers__reason__icontains=text))
    days = noted.distinct().order_by("-pk").values_list("pk", "as_of_date")[: MOST + 1]
    lines = [Line(str(day), reverse("assessment_summary", args=[pk])) for pk, day in days]
    return [_group(_("Your self-assessments with such a note"), lines)]


def _people(actor: Actor, text: str) -> list[Found]:
    found = []
    if allowed(actor, "accounts.view_people") and actor.tenant_id:
        rows = people_of(actor, actor.tenant_id).filter(user__name__icontains=text)
        names = rows.order_by("user__name", "pk").values_list("pk", "user__name")[: MOST + 1]
        lines = [Line(name, reverse("person", args=[pk])) for pk, name in names]
        found.append(_group(_("People of your organisation"), lines))
    if allowed(actor, "parties.view_person"):
        contacts = Person.objects.visible_to(actor).filter(name__icontains=text).order_by("pk")
        known = contacts.values_list("pk", "name")[: MOST + 1]
        lines = [Line(name, reverse("contact", args=[pk])) for pk, name in known]
        found.append(_group(_("Contacts"), lines))
    return found


def search(actor: Actor, text: str) -> list[Found]:
    """What was found, by kind; kinds without a find are left out.

    Args:
        actor: who asks.
        text: words; fewer than two letters find nothing.
    """
    text = text.strip()
    if len(text) < SHORTEST:
        return []
    groups = [
        _organisations(actor, text),
        *_framework(text),
        *_assessments(actor, text),
        *_people(actor, text),
    ]
    return [group for group in groups if group.lines]
