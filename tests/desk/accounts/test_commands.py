"""The commands with which whoever runs the desk lets people in."""

import re
from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import RequestFactory

import make
from servanda.desk.accounts.models import Membership, Person

pytestmark = pytest.mark.django_db

PASSWORD = re.compile(r"password.*?\s{2}(\S+)")


def said(*command: str) -> str:
    out = StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


def password_in(text: str) -> str:
    found = PASSWORD.search(text)
    assert found is not None
    return found[1]


def signs_in(email: str, password: str) -> bool:
    request = RequestFactory().post("/accounts/login/")
    return authenticate(request, email=email, password=password) is not None


def test_the_first_welcome_makes_an_officer_and_prints_the_password() -> None:
    make.partnership()

    password = password_in(said("welcome"))

    assert signs_in("officer@localhost", password)


def test_the_second_welcome_makes_nobody_and_keeps_the_password() -> None:
    password = password_in(said("welcome"))

    said("welcome")

    assert (Person.objects.count(), signs_in("officer@localhost", password)) == (1, True)


def test_the_second_welcome_says_who_signs_in_and_how_to_get_a_new_password() -> None:
    said("welcome")

    again = said("welcome")

    assert ("officer@localhost" in again, "servanda desk password officer@localhost" in again) == (
        True,
        True,
    )


def test_the_first_officer_is_officer_and_secretariat_of_what_there_is() -> None:
    here = make.partnership()

    said("welcome")

    membership = Membership.objects.get()
    assert (membership.partnership, membership.roles) == (here, ["officer", "secretariat"])


def test_a_partnership_that_has_people_is_not_given_to_the_officer() -> None:
    said("welcome")
    party = make.party(make.partnership())
    make.person(role="officer", party=party)

    said("welcome")

    assert not Membership.objects.filter(person__email="officer@localhost").exists()


def test_a_partnership_that_comes_later_is_the_officers_too() -> None:
    said("welcome")
    here = make.partnership()

    said("welcome")

    assert Membership.objects.get().partnership == here


def test_where_people_have_accounts_welcome_makes_none() -> None:
    make.person()

    said("welcome")

    assert Person.objects.count() == 1


def test_welcome_without_the_first_officer_names_nobody() -> None:
    make.person()

    assert "officer@localhost" not in said("welcome")


def test_a_new_password_is_printed_and_works() -> None:
    said("welcome")

    password = password_in(said("password", "officer@localhost"))

    assert signs_in("officer@localhost", password)


def test_a_new_password_for_nobody_says_what_to_do() -> None:
    with pytest.raises(CommandError, match=r"Nobody here has .* Check its spelling"):
        said("password", "nobody@example.org")


def test_a_weak_password_of_ones_own_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    old = password_in(said("welcome"))
    target = "servanda.desk.accounts.management.commands.password.getpass"
    monkeypatch.setattr(target, lambda _: "weak")

    with pytest.raises(CommandError, match="was not changed"):
        said("password", "officer@localhost", "--ask")

    assert signs_in("officer@localhost", old)


def test_a_person_is_made_with_roles_for_a_party() -> None:
    party = make.party(make.partnership())

    said(
        *("person", "a@example.org", "--name", "Somebody", "--partnership", "north-south"),
        *("--party", "north", "--role", "officer", "--role", "approver"),
    )

    membership = Membership.objects.get()
    assert (membership.party, membership.roles) == (party, ["approver", "officer"])


def test_the_password_of_a_new_person_is_printed_and_works() -> None:
    password = password_in(said("person", "a@example.org", "--name", "Somebody"))

    assert signs_in("a@example.org", password)


def test_an_invited_person_gets_mail_and_no_password_is_printed() -> None:
    told = said(
        "person", "a@example.org", "--name", "Somebody", "--invite", "https://x.example.org"
    )

    assert (PASSWORD.search(told), len(mail.outbox)) == (None, 1)


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        ([], "Give the name too"),
        (["--name", "A", "--partnership", "atlantis"], "no partnership “atlantis”"),
        (["--name", "A", "--partnership", "north-south", "--party", "x"], "no party “x”"),
        (["--name", "A", "--partnership", "north-south"], "Say which roles"),
    ],
)
def test_a_command_that_lacks_something_says_what(arguments: list[str], answer: str) -> None:
    make.partnership()

    with pytest.raises(CommandError, match=answer):
        said("person", "a@example.org", *arguments)


def test_a_command_that_fails_leaves_nobody_behind() -> None:
    with pytest.raises(CommandError):
        said("person", "a@example.org", "--name", "A", "--partnership", "atlantis")

    assert Person.objects.count() == 0


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(CommandError, match="Nothing was changed"):
        said("person", "not-an-address", "--name", "A")
