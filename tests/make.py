"""Makes the things that tests are about, each with as little as it needs."""

from collections.abc import Iterable
from typing import Any

from django.test import Client

from servanda.desk.accounts.models import Membership, Partnership, Party, Person
from servanda.desk.accounts.viewing import viewer_for
from servanda.desk.record import services
from servanda.desk.record.models import Source, new_id
from servanda.desk.record.policy import Viewer
from servanda.desk.record.services import SYSTEM

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def partnership(slug: str = "north-south", **fields: Any) -> Partnership:
    """Make a partnership."""
    fields.setdefault("title_en", f"The {slug} partnership")
    return services.create(Partnership(id=slug, **fields), by=SYSTEM, action="partnership.created")


def party(within: Partnership, local_id: str = "north", **fields: Any) -> Party:
    """Make a party of a partnership."""
    fields.setdefault("name_en", local_id.capitalize())
    new = Party(id=f"{within.id}.{local_id}", partnership=within, **fields)
    return services.create(new, by=SYSTEM, action="party.created")


def person(
    *,
    role: str | Iterable[str] = (),
    within: Partnership | None = None,
    party: Party | None = None,
    **fields: Any,
) -> Person:
    """Make a person; with a role, a member of a partnership or of a party's delegation."""
    roles = [role] if isinstance(role, str) else list(role)
    handle = new_id("somebody")
    fields = {"email": f"{handle}@example.org", "name": handle, "password": "!", **fields}
    made = services.create(Person(**fields), by=SYSTEM, action="person.created")
    where = party.partnership if party else within
    if roles and where:
        new = Membership(person=made, partnership=where, party=party, roles=roles)
        services.create(new, by=SYSTEM, action="membership.granted")
    return made


def viewer(**of_person: Any) -> Viewer:
    """Make a person as `person` does, and return the viewer that they are."""
    return viewer_for(person(**of_person))


def source(within: Partnership, local_id: str = "", **fields: Any) -> Source:
    """Make a source, the plainest thing with a classification."""
    fields.setdefault("title", "A source")
    new = Source(id=f"{within.id}.{local_id or new_id('source')}", partnership=within, **fields)
    return services.create(new, by=SYSTEM, action="source.added")


def signed_in(somebody: Person | None) -> Client:
    """Return a browser in which a person is signed in; with nobody, in which nobody is."""
    client = Client()
    if somebody is not None:
        client.force_login(somebody, backend=BACKEND)
    return client
