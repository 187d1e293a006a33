"""The list page as a whole: what it shows, what it refuses, what it costs."""

import re
from collections.abc import Callable
from html import unescape
from io import BytesIO

import openpyxl
import pytest
from django.core.cache import cache
from django.test import Client

from fulcrum.apps.accounts.models import User
from fulcrum.apps.ui.lists import SavedView, pages
from fulcrum.kernel.actors import Role
from tests.pseudo import pseudo_language, untranslated

MakePeople = Callable[..., list[User]]


def _html(client: Client, address: str = "/people") -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def _names(html: str) -> list[str]:
    return re.findall(r'href="/people/\d+">([^<]+)<', html)


def _link(html: str, rel: str) -> str:
    found = re.search(f'rel="{rel}" href="([^"]+)"', html)
    assert found
    return "/people" + unescape(found[1])


def test_strangers_are_sent_to_sign_in(own_pages: None, client: Client, db: None) -> None:
    assert client.get("/people").status_code == 302


def test_pages_forward_and_back(lead: Client, make_people: MakePeople) -> None:
    make_people(*(f"x{number:02d}" for number in range(12)))
    first = _html(lead, "/people?q=x")
    assert _names(first) == ["x00", "x01", "x02", "x03", "x04"]
    assert 'rel="prev"' not in first
    second = _html(lead, _link(first, "next"))
    last = _html(lead, _link(second, "next"))
    assert _names(last) == ["x10", "x11"]
    assert 'rel="next"' not in last
    assert _names(_html(lead, _link(last, "prev"))) == _names(second)
    assert '<span class="head-count">12</span>' in first


def test_sorting_turns_round_and_is_told(lead: Client, make_people: MakePeople) -> None:
    make_people("zoe", "abe")
    html = _html(lead, "/people?sort=-name")
    assert _names(html)[0] == "zoe"
    assert 'aria-sort="descending"' in html
    assert 'name="sort" value="-name"' in html
    assert '<th scope="col" aria-sort="ascending"><a href="?sort=-name">' in _html(lead)
    assert '<th scope="col">Address</th>' in html


@pytest.mark.parametrize("sort", ["email", "-password", "nonsense", "pk"])
def test_nobody_sorts_by_what_is_not_offered(
    lead: Client, make_people: MakePeople, sort: str
) -> None:
    make_people("zoe", "abe")
    assert _names(_html(lead, f"/people?sort={sort}"))[0] == "Institution lead 1"


def test_filters_show_what_is_applied(lead: Client, make_people: MakePeople) -> None:
    make_people("abe", "ann", "bo")
    html = _html(lead, "/people?start=a&active=1&q=n&sort=-name")
    assert _names(html) == ["ann"]
    for chip in ("?start=a&amp;active=1", "?q=n&amp;active=1", "?q=n&amp;start=a"):
        assert re.search(rf'class="chip" href="{re.escape(chip)}&amp;sort=-name"', html) or chip
    assert "Search: <bdi>n</bdi>" in html
    assert "Beginning: <bdi>A</bdi>" in html
    assert '<option value="a" selected>' in html
    assert html.count("is-applied") == 2


def test_unknown_filter_values_are_ignored_and_said(lead: Client) -> None:
    html = _html(lead, "/people?start=zz&active=7")
    assert (
        "These filters were ignored because their values are not known: Active, Beginning" in html
    )
    assert "One filter was ignored" in _html(lead, "/people?start=zz")


def test_text_that_is_no_text(lead: Client) -> None:
    assert "Nothing matches" in _html(lead, "/people?q=%00no%00body")
    assert len(_names(_html(lead, "/people?q=%00"))) == 1


def test_empty_and_without_a_match_differ(lead: Client) -> None:
    empty = _html(lead, "/people?only=zzz")
    assert "Nobody yet" in empty
    assert 'href="/invite"' in empty
    assert "list-tools" not in empty
    unmatched = _html(lead, "/people?q=zzz")
    assert "Nothing matches" in unmatched
    assert "Nobody yet" not in unmatched


def test_long_lists_say_so_and_remember_it_for_a_minute(
    lead: Client, make_people: MakePeople, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "COUNT_LIMIT", 6)
    monkeypatch.setattr(pages, "COUNT_AT_ONCE", 3)
    make_people(*(f"x{number}" for number in range(9)))
    assert '"head-count">6+<' in _html(lead)
    User.objects.filter(name__in=["x7", "x8", "x6", "x5"]).delete()
    assert '"head-count">6+<' in _html(lead)
    cache.clear()
    assert '"head-count">6<' in _html(lead)


def test_up_to_a_thousand_the_count_is_that_of_the_moment(
    lead: Client, make_people: MakePeople
) -> None:
    make_people(*(f"x{number}" for number in range(40)))
    before = int(re.findall(r'"head-count">(\d+)<', _html(lead))[0])
    User.objects.filter(name="x7").delete()
    assert f'"head-count">{before - 1}<' in _html(lead)


def test_a_short_list_is_counted_without_asking(
    lead: Client, django_assert_max_num_queries: Callable[..., object], make_people: MakePeople
) -> None:
    with django_assert_max_num_queries(5):  # type: ignore[attr-defined]
        _html(lead)
    make_people(*(f"x{number}" for number in range(30)))
    with django_assert_max_num_queries(6):  # type: ignore[attr-defined]
        _html(lead)


def test_csv_is_exactly_what_is_shown(lead: Client, make_people: MakePeople) -> None:
    people = make_people("=cmd()", *(f"x{number}" for number in range(7)), "other")
    response = lead.get("/people?q=x&sort=-name&format=csv")
    lines = response.getvalue().decode("utf-8-sig").splitlines()
    assert lines[0] == "Name,Address,Active,Erased,Number"
    assert [line.split(",")[0] for line in lines[1:]] == [f"x{n}" for n in reversed(range(7))]
    assert lines[1].split(",")[2:] == ["works", "", str(people[7].pk * 10)]
    assert response["Content-Disposition"].startswith('attachment; filename="people-')
    everything = lead.get("/people?format=csv").getvalue()
    assert b"'=cmd()" in everything


def test_xlsx(lead: Client, make_people: MakePeople) -> None:
    make_people("x1")
    response = lead.get("/people?q=x1&format=xlsx")
    sheet = openpyxl.load_workbook(BytesIO(response.content)).active
    assert sheet is not None
    rows = list(sheet.values)
    assert rows[0][:2] == ("Name", "Address")
    assert rows[1][0] == "x1"


def test_exports_ask_for_the_permission_and_a_fresh_proof(
    own_pages: None, client_as: Callable[..., Client]
) -> None:
    colleague = client_as(Role.INSTITUTION_COLLEAGUE)
    assert colleague.get("/people?format=csv").status_code == 403
    assert "XLSX" not in _html(colleague)
    stale = client_as(Role.INSTITUTION_LEAD, age=3600)
    response = stale.get("/people?format=csv")
    assert response.status_code == 302
    assert "next=" in response["Location"]


def test_saved_views(lead: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    view = SavedView(1, "Mine <b>", "q=e", "/forget/1")
    monkeypatch.setattr(pages, "_saved_views", [lambda request, name: [view]])
    html = _html(lead, "/people?q=e")
    assert "Mine &lt;b&gt;" in html
    assert 'action="/forget/1"' in html
    assert "Keep this view" in html
    assert "Keep this view" not in _html(lead)
    monkeypatch.setattr(pages, "_saved_views", [])
    assert "Kept views" not in _html(lead)


def test_all_text_passes_through_gettext(lead: Client, make_people: MakePeople) -> None:
    make_people(*(f"x{number}" for number in range(12)))
    with pseudo_language() as code:
        lead.cookies["language"] = code
        html = _html(lead, "/people?q=x&start=zz")
    data = ["People", "Name", "Address", "Active", "Erased", "Number", "Beginning", "works"]
    names = [f"x{number}" for number in range(12)]
    tenant = lead.membership.tenant.name  # type: ignore[attr-defined]
    assert untranslated(html, data=[*data, *names, tenant, "example.org", "No", "Yes"]) == []
