"""Closes sign-up, records new passwords, and counts requests by the address they come from."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from servanda.desk.accounts.callers import address_of
from servanda.desk.accounts.models import Person
from servanda.desk.accounts.services import set_password
from servanda.desk.record.services import Actor


class InvitedOnly(DefaultAccountAdapter):  # type: ignore[misc] # allauth has no types
    """Lets nobody make an account for themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth passes it
        """Tell that sign-up is closed: an account is made by whoever invites."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address whose requests are counted."""
        return address_of(request)

    def set_password(self, user: Person, password: str) -> None:
        """Set a person's own new password and record that it was changed."""
        set_password(user, password, by=Actor(user.id, user.name))
