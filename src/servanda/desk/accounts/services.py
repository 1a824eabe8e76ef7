"""People come, get roles, new passwords and feed addresses, and go; each change is recorded."""

import base64
import hashlib
import secrets
from collections.abc import Iterable

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from servanda.desk.accounts.models import Membership, Partnership, Party, Person
from servanda.desk.record import services as record
from servanda.desk.record.services import Actor

FEED_TOKEN_BYTES = 24  # 192 bits


@transaction.atomic
def create_person(
    email: str, name: str, *, by: Actor, password: str | None = None, language: str = ""
) -> Person:
    """Make an account; without a password nobody can sign in until one is set."""
    person = Person(email=email.strip().lower(), name=name, language=language)
    if password is not None:
        validate_password(password, person)
    person.password = make_password(password)
    record.create(person, by=by, action="person.created")
    # Whoever invites vouches for the address; signing in with a second factor asks for that.
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    return person


def grant(
    person: Person,
    partnership: Partnership,
    roles: Iterable[str],
    *,
    by: Actor,
    party: Party | None = None,
    reason: str = "",
) -> Membership:
    """Give a person exactly these roles in a partnership, for one party or for none."""
    ordered = sorted(set(roles))
    membership = Membership.objects.filter(
        person=person, partnership=partnership, party=party
    ).first()
    if membership is None:
        new = Membership(person=person, partnership=partnership, party=party, roles=ordered)
        return record.create(new, by=by, action="membership.granted", reason=reason)
    return record.change(
        membership, by=by, action="membership.changed", reason=reason, roles=ordered
    )


def revoke(membership: Membership, *, by: Actor, reason: str = "") -> None:
    """Take a person's roles away; their next request is answered without them."""
    record.remove(membership, by=by, action="membership.revoked", reason=reason)


def deactivate(person: Person, *, by: Actor, reason: str = "") -> Person:
    """Let a person no longer sign in, end their sessions and their feed."""
    return record.change(
        person,
        by=by,
        action="person.deactivated",
        reason=reason,
        is_active=False,
        feed_token_hash="",
        password=make_password(None),
    )


def set_password(person: Person, password: str, *, by: Actor) -> Person:
    """Set a new password, which ends the person's other sessions."""
    validate_password(password, person)
    return record.change(
        person, by=by, action="person.password_changed", password=make_password(password)
    )


def random_password() -> str:
    """Make a password of a hundred bits that can be read aloud, "k3vq-…"."""
    letters = base64.b32encode(secrets.token_bytes(13)).decode()[:20].lower()
    return "-".join(letters[start : start + 5] for start in range(0, 20, 5))


def new_feed_token(person: Person, *, by: Actor) -> str:
    """Make a new secret feed address, end the old one, and return it: only its hash is kept."""
    token = secrets.token_urlsafe(FEED_TOKEN_BYTES)
    record.change(person, by=by, action="person.feed_address_made", feed_token_hash=hash_of(token))
    return token


def revoke_feed_token(person: Person, *, by: Actor) -> None:
    """End the person's feed address."""
    record.change(person, by=by, action="person.feed_address_revoked", feed_token_hash="")


def person_of_feed_token(token: str) -> Person | None:
    """Return whose feed address this is, if it still is anybody's."""
    return Person.objects.filter(feed_token_hash=hash_of(token), is_active=True).first()


def hash_of(token: str) -> str:
    """Return the form in which a token is stored; it is random, so it needs no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def invite(person: Person, *, address: str) -> None:
    """Mail a person the way to set their own password; `address` is where the desk is."""
    key = default_token_generator.make_token(person)
    way = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(person), "key": key},
    )
    with translation.override(person.language or translation.get_language() or "en"):
        text = render_to_string(
            "accounts/invitation.txt", {"person": person, "link": f"{address.rstrip('/')}{way}"}
        )
        send_mail(gettext("Your account at Servanda"), text, None, [person.email])
