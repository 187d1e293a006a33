"""Guessing and flooding come to an end: limits in the database, lockouts by account and address."""

from datetime import timedelta

from axes.models import AccessAttempt
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse
from django.utils import timezone

from fulcrum.apps.accounts.models import Membership, Tally
from fulcrum.apps.accounts.throttling import account_digest, count, first_use
from fulcrum.apps.audit.models import Entry
from tests.apps.accounts.conftest import Door, give_app, give_password, verbs

WRONG = "wrong password altogether"


def test_a_window_allows_so_many(db: None) -> None:
    said = [count("knock", 1, limit=2, seconds=60) for _ in range(3)]
    assert said == [True, True, False]
    assert count("knock", 2, limit=2, seconds=60)
    assert count("ring", 1, limit=2, seconds=60)


def test_a_window_ends(db: None) -> None:
    assert first_use("knock", 1, seconds=60)
    assert not first_use("knock", 1, seconds=60)
    Tally.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert first_use("knock", 1, seconds=60)
    assert Tally.objects.count() == 1


def test_a_tally_does_not_say_whose_it_is(db: None) -> None:
    count("knock", "amara@example.org", limit=1, seconds=60)
    assert "amara" not in str(Tally.objects.values().get())
    assert str(Tally.objects.get()).startswith("tally ")


def test_what_lockouts_count_by_holds_no_address() -> None:
    one = account_digest(None, {"email": " Amara@Example.org "})
    assert one == account_digest(None, {"login": "amara@example.org"})
    assert one == account_digest(None, {"username": "amara@example.org"})
    assert one != account_digest(None, {"email": "joseph@example.org"})
    with override_settings(SECRET_KEY="another key of this installation"):
        assert one != account_digest(None, {"email": "amara@example.org"})
    assert len(one) == 40


def test_lockouts_read_the_address_from_the_form_when_nothing_else_names_it() -> None:
    request = RequestFactory().post("/", {"login": " Amara@Example.org"})
    assert account_digest(request, {}) == account_digest(None, {"email": "amara@example.org"})
    assert account_digest(request, {"email": "joseph@example.org"}) != account_digest(request, {})


def test_without_credentials_the_form_says_whose_it_is(rf: RequestFactory) -> None:
    request = rf.post("/account/sign-in", {"login": "Amara@example.org"})
    assert account_digest(request, None) == account_digest(None, {"login": "amara@example.org"})


def lock(door: Door, email: str) -> list[int]:
    return [door.password(email, WRONG).status_code for _ in range(5)]


def test_five_wrong_passwords_lock_the_account_from_there(
    door: Door, colleague: Membership
) -> None:
    user = give_password(colleague.user)
    assert lock(door, user.email) == [200, 200, 200, 200, 429]
    answer = door.password(user.email)
    assert answer.status_code == 429
    assert answer["Retry-After"] == "900"
    page = answer.content.decode()
    assert "For 15 minutes nobody can sign in" in page
    assert door.signed_in_as() is None
    elsewhere = Door(Client(REMOTE_ADDR="192.0.2.77"))
    assert elsewhere.password(user.email).status_code == 302
    assert verbs() == [*["fail_sign_in"] * 4, "lock_out", "sign_in"]


def test_the_lock_opens_after_a_quarter_of_an_hour(door: Door, colleague: Membership) -> None:
    user = give_password(colleague.user)
    lock(door, user.email)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert door.password(user.email).status_code == 302


def test_knocking_on_does_not_flood_the_log(door: Door, colleague: Membership) -> None:
    give_password(colleague.user)
    lock(door, colleague.user.email)
    before = Entry.objects.count()
    for _ in range(3):
        door.password(colleague.user.email, WRONG)
    assert Entry.objects.count() == before


def test_unknown_addresses_lock_alike(door: Door) -> None:
    assert lock(door, "nobody@example.org") == [200, 200, 200, 200, 429]


def test_success_forgets_the_failures_before(door: Door, colleague: Membership) -> None:
    user = give_password(colleague.user)
    for _ in range(3):
        door.password(user.email, WRONG)
    door.password(user.email)
    assert not AccessAttempt.objects.exists()


def test_the_table_of_attempts_holds_no_address(door: Door, colleague: Membership) -> None:
    give_password(colleague.user)
    door.password(colleague.user.email, WRONG)
    kept = str(AccessAttempt.objects.values().get())
    assert colleague.user.email not in kept
    assert WRONG not in kept


def test_guessing_at_the_second_step_ends_too(door: Door, administrator: Membership) -> None:
    user = give_password(administrator.user)
    give_app(user)
    door.password(user.email)
    codes = [door.code(f"{number:06}") for number in range(12)]
    assert any("too many" in answer.content.decode().lower() for answer in codes)
    assert door.signed_in_as() is None


def test_asking_for_letters_too_often_gets_a_page_in_words(
    door: Door, colleague: Membership
) -> None:
    url = reverse("account_reset_password")
    answers = [door.client.post(url, {"email": colleague.user.email}) for _ in range(6)]
    assert answers[-1].status_code == 429
    assert "That was a lot at once" in answers[-1].content.decode()


def test_four_wrong_passwords_do_not_lock(door: Door, colleague: Membership) -> None:
    user = give_password(colleague.user)
    for _ in range(4):
        door.password(user.email, WRONG)
    assert door.password(user.email).status_code == 302
