"""Choices: looked up once for each language, and never the labels of another list."""

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from fulcrum.apps.ui.lists import ChoiceFilter, link_to, spec
from fulcrum.apps.ui.lists.spec import labelled

_YES = _("Yes")


def test_labels_follow_the_language() -> None:
    choices = [("y", _("Yes"))]
    assert labelled(choices) == [("y", "Yes")]
    assert labelled(choices) is labelled(choices)
    with translation.override("ar"):
        assert labelled(choices) == [("y", "نعم")]


def test_what_is_kept_stays_bounded() -> None:
    for number in range(spec._KEPT_LIMIT + 5):
        assert labelled([(number, str(number))]) == [(number, str(number))]
    assert len(spec._kept) <= spec._KEPT_LIMIT


def test_choices_made_when_asked() -> None:
    words = ["a"]
    choice = ChoiceFilter("k", "K", lambda: [(word, word) for word in words])
    assert choice.options() == [("a", "a")]
    words.append("b")
    assert choice.options() == [("a", "a"), ("b", "b")]


def test_offered_choices_are_kept_until_they_change() -> None:
    choice = ChoiceFilter("k", "K", lambda: [("y", _YES)])
    assert choice.options() is choice.options()
    with translation.override("ar"):
        assert choice.options() == [("y", "نعم")]
    for number in range(spec._KEPT_LIMIT + 1):
        ChoiceFilter("k", "K", [(number, str(number))]).options()
    assert len(spec._offered) <= spec._KEPT_LIMIT


def test_links_to_rows() -> None:
    link = link_to("job")
    assert link({"pk": 7}) == "/jobs/7"
    assert link({"pk": None}) is None
    assert link_to("job", "job_id")({"job_id": 12}) == "/jobs/12"
