"""Takes networks in: each version once, its files word for word under one hash."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from servanda.desk.corridors.models import NetworkVersion
from servanda.desk.record import services as record
from servanda.desk.record.services import Actor
from servanda.exchange.dossier import Dossier
from servanda.ledger import canonical


def hash_of(files: Mapping[str, str]) -> str:
    """Return the hash under which the files of a network stand."""
    return hashlib.sha256(canonical(dict(files))).hexdigest()


@transaction.atomic
def take_in(
    partnership_id: str, files: Mapping[str, str], *, by: Actor, title_en: str, title_az: str = ""
) -> tuple[NetworkVersion, bool]:
    """Keep a network as the latest version, unless it is that already; tell whether it is new."""
    record.wait_for_the_ledger()
    sha256 = hash_of(files)
    last = NetworkVersion.objects.filter(partnership_id=partnership_id).order_by("-number").first()
    if last is not None and last.sha256 == sha256:
        return last, False
    number = last.number + 1 if last else 1
    new = NetworkVersion(
        id=f"{partnership_id}.network-{number}",
        partnership_id=partnership_id,
        number=number,
        title_en=title_en,
        title_az=title_az,
        files=dict(files),
        sha256=sha256,
        added=timezone.now(),
    )
    record.create(new, by=by, action="network.added", reason=f"sha256 {sha256}")
    return new, True


def take_in_dossier(dossier: Dossier, *, by: Actor) -> int:
    """Take the network of a dossier in; a network that the desk has already makes nothing."""
    if not dossier.network:
        return 0
    files = {name: content.decode("utf-8") for name, content in dossier.network.items()}
    partnership = dossier.partnership
    _, new = take_in(
        partnership.id,
        files,
        by=by,
        title_en=f"{partnership.title_en}: network",
        title_az=f"{partnership.title_az}: şəbəkə" if partnership.title_az else "",
    )
    return int(new)


def files_for_dossier(partnership_id: str) -> dict[str, bytes]:
    """Return the files of the latest network, as a dossier holds them; none without one."""
    last = NetworkVersion.objects.filter(partnership_id=partnership_id).order_by("-number").first()
    return {name: text.encode() for name, text in last.files.items()} if last else {}
