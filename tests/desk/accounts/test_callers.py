"""Whose tries are counted: whom trusted proxies vouch for, never whom one claims to be."""

from ipaddress import ip_network
from typing import Any

import pytest
from allauth.account.adapter import get_adapter
from axes.helpers import get_client_ip_address
from django.core.exceptions import ImproperlyConfigured
from django.test import Client, RequestFactory

from servanda.desk.accounts import services
from servanda.desk.accounts.callers import address_of
from servanda.desk.record.services import SYSTEM
from servanda.desk.web.environment import networks

RIGHT, WRONG = "correct horse battery", "wrong horse battery"
PROXIES = ["10.0.0.0/8", "192.0.2.1", "2001:db8:1::/48"]
CALLS = {
    "no list": ("10.1.1.1", "", "10.1.1.1"),
    "one proxy": ("10.1.1.1", "198.51.100.7", "198.51.100.7"),
    "two proxies": ("10.1.1.1", "198.51.100.7, 192.0.2.1", "198.51.100.7"),
    "written by the visitor": ("10.1.1.1", "203.0.113.9, 198.51.100.7", "198.51.100.7"),
    "a trusted one claimed": ("10.1.1.1", "10.9.9.9, 198.51.100.7, 192.0.2.1", "198.51.100.7"),
    "a neighbour not trusted": ("198.51.100.7", "203.0.113.9", "198.51.100.7"),
    "only proxies": ("10.1.1.1", "10.2.2.2, 10.3.3.3", "10.2.2.2"),
    "no address": ("10.1.1.1", "198.51.100.7, nonsense", "10.1.1.1"),
    "an empty place": ("10.1.1.1", "198.51.100.7,", "10.1.1.1"),
    "with a port": ("10.1.1.1", "198.51.100.7:4711", "198.51.100.7"),
    "six": ("2001:db8:1::5", "[2001:db8:2::7]:443", "2001:db8:2::7"),
    "four in six": ("::ffff:10.1.1.1", "::ffff:198.51.100.7", "198.51.100.7"),
    "from a socket": ("", "198.51.100.7", ""),
}


@pytest.fixture
def proxies(settings: Any) -> None:
    settings.TRUSTED_PROXIES = [ip_network(each) for each in PROXIES]


def request(neighbour: str, forwarded: str) -> Any:
    told: dict[str, Any] = {"REMOTE_ADDR": neighbour}
    return RequestFactory().get(
        "/", **({**told, "HTTP_X_FORWARDED_FOR": forwarded} if forwarded else told)
    )


@pytest.mark.usefixtures("proxies")
@pytest.mark.parametrize("call", CALLS)
def test_the_address_is_the_last_that_is_no_trusted_proxy(call: str) -> None:
    neighbour, forwarded, expected = CALLS[call]

    assert address_of(request(neighbour, forwarded)) == expected


def test_nothing_is_believed_unless_the_operator_says_so() -> None:
    assert address_of(request("127.0.0.1", "198.51.100.7")) == "127.0.0.1"


@pytest.mark.usefixtures("proxies")
@pytest.mark.parametrize("header", ["HTTP_X_REAL_IP", "HTTP_FORWARDED", "HTTP_CLIENT_IP"])
def test_no_other_header_is_believed(header: str) -> None:
    told: dict[str, Any] = {"REMOTE_ADDR": "10.1.1.1", header: "198.51.100.7"}

    assert address_of(RequestFactory().get("/", **told)) == "10.1.1.1"


@pytest.mark.usefixtures("proxies")
def test_both_guards_count_by_this_address() -> None:
    call = request("10.1.1.1", "203.0.113.9, 198.51.100.7")

    counted = {get_client_ip_address(call), get_adapter(call).get_client_ip(call)}

    assert counted == {"198.51.100.7"}


def tries(forwarded: list[str]) -> int:
    """Sign in wrongly from these, then rightly from the last; return the status of that."""
    services.create_person("clerk@example.org", "A clerk", by=SYSTEM, password=RIGHT)
    for password, each in [*((WRONG, each) for each in forwarded[:-1]), (RIGHT, forwarded[-1])]:
        answer = Client(REMOTE_ADDR="10.1.1.1").post(
            "/accounts/login/",
            {"login": "clerk@example.org", "password": password},
            headers={"x-forwarded-for": each},
        )
    return answer.status_code


@pytest.mark.django_db
@pytest.mark.usefixtures("proxies")
def test_a_guesser_behind_the_proxy_does_not_lock_out_the_person() -> None:
    assert tries(["198.51.100.7"] * 11 + ["203.0.113.9"]) == 302


@pytest.mark.django_db
@pytest.mark.usefixtures("proxies")
def test_a_guesser_who_forges_the_header_is_still_counted_as_one() -> None:
    forged = [f"203.0.113.{number}, 198.51.100.7" for number in range(11)]

    assert tries(forged) == 429


@pytest.mark.django_db
def test_without_trusted_proxies_a_forged_header_wins_no_tries() -> None:
    assert tries([f"203.0.113.{number}" for number in range(11)]) == 429


def test_a_proxy_that_is_no_network_stops_the_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SERVANDA_TRUSTED_PROXIES", "127.0.0.1, 10.0.0.1/8")

    with pytest.raises(ImproperlyConfigured, match="no address or network"):
        networks("SERVANDA_TRUSTED_PROXIES")
