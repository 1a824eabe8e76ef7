"""Signing in through the browser: what works, and what must not."""

import re
from http.cookies import Morsel
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.test import Client

import make
from servanda.desk.accounts import services
from servanda.desk.accounts.models import TAKEN, Person
from servanda.desk.record.models import LedgerEntry
from servanda.desk.record.services import SYSTEM
from servanda.desk.web.urls import urlpatterns

pytestmark = pytest.mark.django_db

RIGHT, WRONG = "correct horse battery", "wrong horse battery"
EMAIL = "clerk@example.org"


@pytest.fixture
def clerk() -> Person:
    return services.create_person(EMAIL, "A clerk", by=SYSTEM, password=RIGHT)


def try_to_sign_in(client: Client, password: str, email: str = EMAIL, **extra: Any) -> Any:
    return client.post("/accounts/login/", {"login": email, "password": password}, **extra)


def is_signed_in(client: Client) -> bool:
    return bool(client.get("/about/").wsgi_request.user.is_authenticated)


def without_tokens(response: Any) -> str:
    text: str = response.content.decode()
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)


def test_a_person_signs_in_with_address_and_password(clerk: Person, client: Client) -> None:
    try_to_sign_in(client, RIGHT)

    assert is_signed_in(client)


def test_a_wrong_password_signs_nobody_in(clerk: Person, client: Client) -> None:
    try_to_sign_in(client, WRONG)

    assert not is_signed_in(client)


def test_the_answer_does_not_tell_whether_an_address_has_an_account(
    clerk: Person, client: Client
) -> None:
    known = try_to_sign_in(client, WRONG)
    unknown = try_to_sign_in(client, WRONG, "nobody@example.org")

    told = without_tokens(known).replace(EMAIL, "…")
    assert without_tokens(unknown).replace("nobody@example.org", "…") == told


def test_the_eleventh_try_is_refused_even_with_the_right_password(
    clerk: Person, client: Client
) -> None:
    for _ in range(10):
        try_to_sign_in(client, WRONG)

    response = try_to_sign_in(client, RIGHT)

    assert (response.status_code, is_signed_in(client)) == (429, False)


def test_the_ninth_wrong_try_still_leaves_one(clerk: Person, client: Client) -> None:
    for _ in range(9):
        try_to_sign_in(client, WRONG)

    try_to_sign_in(client, RIGHT)

    assert is_signed_in(client)


def test_the_spelling_of_an_address_does_not_give_more_tries(clerk: Person, client: Client) -> None:
    for number in range(10):
        try_to_sign_in(client, WRONG, EMAIL.upper() if number % 2 else f" {EMAIL}")

    assert try_to_sign_in(client, RIGHT).status_code == 429


def test_wrong_tries_for_one_account_do_not_lock_another(clerk: Person, client: Client) -> None:
    for _ in range(11):
        try_to_sign_in(client, WRONG, "nobody@example.org")

    try_to_sign_in(client, RIGHT)

    assert is_signed_in(client)


def test_wrong_tries_from_elsewhere_do_not_lock_out_the_person(
    clerk: Person, client: Client
) -> None:
    for _ in range(11):
        try_to_sign_in(client, WRONG, REMOTE_ADDR="198.51.100.7")

    try_to_sign_in(client, RIGHT)

    assert is_signed_in(client)


def test_sign_up_is_closed(client: Client) -> None:
    filled = {"email": "new@example.org", "password1": RIGHT, "password2": RIGHT}

    client.post("/accounts/signup/", filled)

    assert not Person.objects.exists()


def test_a_session_from_before_signing_in_is_not_the_one_after(
    clerk: Person, client: Client
) -> None:
    session = client.session
    session["planted"] = "yes"
    session.save()
    before = client.cookies["servanda_session"].value

    try_to_sign_in(client, RIGHT)

    assert client.cookies["servanda_session"].value != before


def test_a_person_who_is_deactivated_is_out_at_the_next_request(
    clerk: Person, client: Client
) -> None:
    try_to_sign_in(client, RIGHT)

    services.deactivate(clerk, by=SYSTEM)

    assert not is_signed_in(client)


def test_a_new_password_ends_the_sessions_of_the_old(clerk: Person, client: Client) -> None:
    try_to_sign_in(client, RIGHT)

    services.set_password(clerk, "another horse battery", by=SYSTEM)

    assert not is_signed_in(client)


def test_signing_in_leads_to_no_other_site(clerk: Person, client: Client) -> None:
    filled = {"login": EMAIL, "password": RIGHT, "next": "https://evil.example.com/"}

    response = client.post("/accounts/login/", filled)

    assert response.headers["Location"] == "/"


def reset_link(client: Client) -> str:
    client.post("/accounts/password/reset/", {"email": EMAIL})
    found = re.search(
        r"http://testserver(/accounts/password/reset/key/\S+)", str(mail.outbox[-1].body)
    )
    assert found is not None
    return found[1]


def choose_password(client: Client, link: str, password: str) -> None:
    form = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": password, "password2": password})


def test_a_forgotten_password_is_set_anew_through_the_mailed_link(
    clerk: Person, client: Client
) -> None:
    choose_password(client, reset_link(client), "another horse battery")

    try_to_sign_in(client, "another horse battery")

    assert is_signed_in(client)


def test_a_password_set_through_the_link_enters_the_ledger(clerk: Person, client: Client) -> None:
    choose_password(client, reset_link(client), "another horse battery")

    entry = LedgerEntry.objects.last()
    assert entry is not None
    assert (entry.action, entry.actor_id) == ("person.password_changed", clerk.id)


def test_the_mailed_link_works_once(clerk: Person, client: Client) -> None:
    link = reset_link(client)
    choose_password(client, link, "another horse battery")

    again = Client().get(link, follow=True)

    assert "password1" not in again.content.decode()


def test_no_mail_goes_to_an_address_without_an_account(client: Client) -> None:
    client.post("/accounts/password/reset/", {"email": "nobody@example.org"})

    assert mail.outbox == []


def test_asking_for_a_new_password_does_not_tell_who_has_an_account(
    clerk: Person, client: Client
) -> None:
    answers = [
        client.post("/accounts/password/reset/", {"email": email})
        for email in (EMAIL, "nobody@example.org")
    ]

    assert len({(each.status_code, each.headers["Location"]) for each in answers}) == 1


def test_a_forged_host_gets_no_link_mailed(clerk: Person, client: Client) -> None:
    response = client.post(
        "/accounts/password/reset/", {"email": EMAIL}, headers={"host": "evil.example.com"}
    )

    assert (response.status_code, mail.outbox) == (400, [])


def second_factor(clerk: Person) -> str:
    secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(clerk, secret)
    return secret


def code_for(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time()))))


def test_with_a_second_factor_the_password_alone_signs_nobody_in(
    clerk: Person, client: Client
) -> None:
    second_factor(clerk)

    try_to_sign_in(client, RIGHT)

    assert not is_signed_in(client)


def test_password_and_second_factor_sign_in(clerk: Person, client: Client) -> None:
    secret = second_factor(clerk)
    try_to_sign_in(client, RIGHT)

    client.post("/accounts/2fa/authenticate/", {"code": code_for(secret)})

    assert is_signed_in(client)


def test_a_code_works_once(clerk: Person, client: Client) -> None:
    secret = second_factor(clerk)
    code = code_for(secret)
    try_to_sign_in(client, RIGHT)
    client.post("/accounts/2fa/authenticate/", {"code": code})
    other = Client()
    try_to_sign_in(other, RIGHT)

    other.post("/accounts/2fa/authenticate/", {"code": code})

    assert not is_signed_in(other)


def test_a_new_password_does_not_go_round_the_second_factor(clerk: Person, client: Client) -> None:
    second_factor(clerk)
    choose_password(client, reset_link(client), "another horse battery")

    try_to_sign_in(client, "another horse battery")

    assert not is_signed_in(client)


def prove_again(client: Client) -> None:
    try_to_sign_in(client, RIGHT)
    client.post("/accounts/reauthenticate/", {"password": RIGHT})


def test_adding_a_second_factor_asks_for_the_password_again(clerk: Person, client: Client) -> None:
    try_to_sign_in(client, RIGHT)

    response = client.get("/accounts/2fa/totp/activate/")

    assert response.headers["Location"].startswith("/accounts/reauthenticate/")


def test_a_second_factor_can_be_added(clerk: Person, client: Client) -> None:
    prove_again(client)
    client.get("/accounts/2fa/totp/activate/")
    secret = client.session["mfa.totp.secret"]

    client.post("/accounts/2fa/totp/activate/", {"code": code_for(secret)})

    assert Authenticator.objects.filter(user=clerk, type=Authenticator.Type.TOTP).exists()


def test_the_secret_of_a_second_factor_page_shows_its_picture_under_the_strict_policy(
    clerk: Person, client: Client
) -> None:
    prove_again(client)

    page = client.get("/accounts/2fa/totp/activate/").content.decode()

    assert 'src="data:image/svg+xml' in page


def test_the_session_cookie_is_for_the_server_only(clerk: Person, client: Client) -> None:
    try_to_sign_in(client, RIGHT)

    cookie: Morsel[str] = client.cookies["servanda_session"]
    assert (bool(cookie["httponly"]), cookie["samesite"]) == (True, "Lax")


HEADERS = {
    "Content-Security-Policy": "default-src 'self'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.mark.parametrize("address", ["/about/", "/accounts/login/", "/nowhere/at/all/"])
@pytest.mark.parametrize("name", HEADERS)
def test_every_answer_carries_the_browsers_defences(
    client: Client, address: str, name: str
) -> None:
    assert HEADERS[name] in client.get(address).headers.get(name, "")


@pytest.mark.parametrize("directive", ["unsafe", "http:", "*"])
def test_the_content_policy_has_no_hole(client: Client, directive: str) -> None:
    assert directive not in client.get("/about/").headers["Content-Security-Policy"]


def test_what_a_signed_in_person_sees_is_kept_in_no_cache(clerk: Person, client: Client) -> None:
    try_to_sign_in(client, RIGHT)

    assert client.get("/about/").headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("query", ["on=10.05.2026", "known=2026-02-30", "on=%00"])
def test_a_day_that_is_none_is_answered_with_400_and_a_sentence(client: Client, query: str) -> None:
    response = client.get(f"/about/?{query}")

    assert (response.status_code, "is not a day" in response.content.decode()) == (400, True)


def test_the_persons_own_language_is_spoken(client: Client) -> None:
    person = make.person(language="az")

    page = make.signed_in(person).get("/about/").content.decode()

    assert '<html lang="az"' in page


def test_the_language_chosen_in_the_browser_comes_first(client: Client) -> None:
    browser = make.signed_in(make.person(language="az"))
    browser.cookies["servanda_language"] = "en"

    assert '<html lang="en"' in browser.get("/about/").content.decode()


def test_no_partnership_takes_the_address_of_a_page() -> None:
    own = {str(each.pattern).partition("/")[0] for each in urlpatterns}

    assert {name for name in own if name and "<" not in name} <= TAKEN
