"""People come, get roles and passwords, and go."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import authenticate
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import RequestFactory

import make
from servanda.desk.accounts import services
from servanda.desk.accounts.models import Membership, Person
from servanda.desk.accounts.viewing import viewer_for
from servanda.desk.record.models import LedgerEntry
from servanda.desk.record.policy import ANONYMOUS
from servanda.desk.record.services import SYSTEM

pytestmark = pytest.mark.django_db

GOOD = "correct horse battery"


def somebody(password: str | None = GOOD) -> Person:
    return services.create_person(
        "Some.Body@Example.org", "Some Body", by=SYSTEM, password=password
    )


def signs_in(email: str, password: str) -> bool:
    request = RequestFactory().post("/accounts/login/")
    return authenticate(request, email=email, password=password) is not None


def ledger() -> str:
    return " ".join(f"{entry.before} {entry.after}" for entry in LedgerEntry.objects.all())


def test_a_new_person_signs_in_with_their_password() -> None:
    somebody()

    assert signs_in("some.body@example.org", GOOD)


def test_the_case_of_an_e_mail_address_does_not_matter() -> None:
    somebody()

    assert signs_in("SOME.BODY@example.org", GOOD)


def test_one_address_is_one_person_whatever_its_case() -> None:
    somebody()

    with pytest.raises(ValidationError):
        services.create_person("SOME.body@example.org", "Another", by=SYSTEM)


def test_without_a_password_nobody_signs_in() -> None:
    somebody(password=None)

    assert not signs_in("some.body@example.org", "")


@pytest.mark.parametrize("weak", ["short", "password1234", "839201748392", "some.body@example"])
def test_a_weak_password_is_refused(weak: str) -> None:
    with pytest.raises(ValidationError):
        somebody(password=weak)


def test_a_new_address_is_vouched_for_so_that_a_second_factor_can_be_added() -> None:
    somebody()

    assert EmailAddress.objects.get().verified


@pytest.mark.parametrize("secret", ["some.body@example.org", "md5$", "password"])
def test_neither_address_nor_password_enters_the_ledger(secret: str) -> None:
    person = somebody()
    services.set_password(person, "another horse battery", by=SYSTEM)
    services.new_feed_token(person, by=SYSTEM)

    assert secret not in ledger()


def test_that_a_password_was_changed_enters_the_ledger() -> None:
    services.set_password(somebody(), "another horse battery", by=SYSTEM)

    assert LedgerEntry.objects.filter(action="person.password_changed").exists()


def test_a_new_password_replaces_the_old_one() -> None:
    services.set_password(somebody(), "another horse battery", by=SYSTEM)

    assert not signs_in("some.body@example.org", GOOD)


def test_a_person_who_is_deactivated_signs_in_no_more() -> None:
    services.deactivate(somebody(), by=SYSTEM)

    assert not signs_in("some.body@example.org", GOOD)


def test_a_person_who_is_deactivated_looks_as_nobody() -> None:
    person = make.person(role="officer", party=make.party(make.partnership()))

    services.deactivate(person, by=SYSTEM)

    assert viewer_for(person) == ANONYMOUS


def test_roles_are_granted_for_a_party() -> None:
    party = make.party(make.partnership())

    services.grant(somebody(), party.partnership, ["officer"], party=party, by=SYSTEM)

    membership = Membership.objects.get()
    assert (membership.party, membership.roles) == (party, ["officer"])


def test_roles_granted_again_replace_the_former() -> None:
    here, person = make.partnership(), somebody()
    services.grant(person, here, ["officer"], by=SYSTEM)

    services.grant(person, here, ["auditor", "reader"], by=SYSTEM)

    assert Membership.objects.get().roles == ["auditor", "reader"]


def test_a_role_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValidationError, match="no role “emperor”"):
        services.grant(somebody(), make.partnership(), ["emperor"], by=SYSTEM)


def test_a_party_of_another_partnership_is_refused() -> None:
    party = make.party(make.partnership("east-west"))

    with pytest.raises(ValidationError, match="another partnership"):
        services.grant(somebody(), make.partnership(), ["officer"], party=party, by=SYSTEM)


def test_revoked_roles_are_gone_and_the_ledger_remembers_them() -> None:
    services.grant(somebody(), make.partnership(), ["officer"], by=SYSTEM)

    services.revoke(Membership.objects.get(), by=SYSTEM, reason="left the ministry")

    entry = LedgerEntry.objects.last()
    assert entry is not None
    assert (entry.action, entry.reason) == ("membership.revoked", "left the ministry")


def test_a_feed_address_leads_to_its_person() -> None:
    person = somebody()

    token = services.new_feed_token(person, by=SYSTEM)

    assert services.person_of_feed_token(token) == person


def test_a_feed_token_has_at_least_128_bits() -> None:
    token = services.new_feed_token(somebody(), by=SYSTEM)

    assert len(token) * 6 >= 128


def test_a_feed_token_is_not_stored() -> None:
    person = somebody()

    token = services.new_feed_token(person, by=SYSTEM)

    assert token not in str(Person.objects.filter(pk=person.pk).values())


def test_a_new_feed_address_ends_the_old_one() -> None:
    person = somebody()
    old = services.new_feed_token(person, by=SYSTEM)

    services.new_feed_token(person, by=SYSTEM)

    assert services.person_of_feed_token(old) is None


def test_a_revoked_feed_address_leads_to_nobody() -> None:
    person = somebody()
    token = services.new_feed_token(person, by=SYSTEM)

    services.revoke_feed_token(person, by=SYSTEM)

    assert services.person_of_feed_token(token) is None


def test_the_feed_of_a_person_who_left_leads_to_nobody() -> None:
    person = somebody()
    token = services.new_feed_token(person, by=SYSTEM)

    services.deactivate(person, by=SYSTEM)

    assert services.person_of_feed_token(token) is None


@pytest.mark.parametrize("token", ["", "x", "\x00", "ə" * 500])
def test_a_token_that_is_nobodys_leads_to_nobody(token: str) -> None:
    somebody()

    assert services.person_of_feed_token(token) is None


def test_an_invitation_carries_a_link_to_choose_a_password() -> None:
    services.invite(somebody(password=None), address="https://desk.example.org/")

    assert re.search(
        r"https://desk\.example\.org/accounts/password/reset/key/per_\w+-\S+/",
        str(mail.outbox[0].body),
    )


def test_random_passwords_are_good_enough_for_the_rules() -> None:
    assert somebody(password=services.random_password()).has_usable_password()
