"""`servanda desk release PARTNERSHIP`: publish what everybody may see, or build a release again."""

import sys
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from servanda.desk.accounts.models import Partnership, Person
from servanda.desk.agreements.errors import Refused
from servanda.desk.assessments.models import Release
from servanda.desk.assessments.release_pages import GAPS
from servanda.desk.assessments.selectors.releases import built_again, preview, written
from servanda.desk.assessments.services.releases import publish
from servanda.exchange import release as exchange
from servanda.exchange.release.gaps import Lacking


class Command(BaseCommand):
    """Publishes a release, once what it lacks is acknowledged; or proves one from the ledger."""

    help = "Publish a release of what everybody may see, or build one again from the ledger."

    def add_arguments(self, parser: CommandParser) -> None:
        """Say of which partnership, as of which day, by whom."""
        parser.add_argument("partnership")
        parser.add_argument("--by", metavar="EMAIL", help="who publishes it; they need the role")
        parser.add_argument("--on", type=date.fromisoformat, metavar="DAY", help="else today")
        parser.add_argument("--title", default="")
        parser.add_argument("--note-en", default="")
        parser.add_argument("--note-az", default="")
        parser.add_argument(
            "--acknowledge", action="store_true", help="publish it in spite of what it lacks"
        )
        parser.add_argument(
            "--again", type=int, metavar="NUMBER", help="build this release again and compare"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Publish, or compare; say what came of it."""
        found = Partnership.objects.filter(id=options["partnership"]).first()
        if found is None:
            raise CommandError(f"The desk has no partnership {options['partnership']}.")
        if options["again"] is not None:
            self._again(found, options["again"])
        else:
            self._publish(found, options)

    def _publish(self, found: Partnership, options: dict[str, Any]) -> None:
        person = Person.objects.filter(email=options["by"] or "").first()
        if person is None:
            raise CommandError("Say who publishes it, with --by and the address of a person here.")
        day = options["on"] or timezone.localdate()
        seen = preview(found, day)
        for each in seen.gaps:
            self.stderr.write(_said(each))
        if seen.gaps and not options["acknowledge"]:
            raise CommandError("Nothing was published. To publish it so, add --acknowledge.")
        notes = {name: options[name] for name in ("title", "note_en", "note_az")}
        try:
            one = publish(found.id, by=person, on=day, expected=seen.fingerprint, **notes)
        except Refused as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"Published release {one.number} of {found.id}. SHA-256 {one.sha256}")

    def _again(self, found: Partnership, number: int) -> None:
        one = Release.objects.filter(partnership=found, number=number).first()
        if one is None:
            raise CommandError(f"{found.id} has no release {number}.")
        again = exchange.write(built_again(one))
        if again == written(one).encode():
            self.stdout.write(f"Release {number}, built again from the ledger, has the same bytes.")
            return
        self.stdout.write(
            f"Release {number}, built again from the ledger, differs: a quote fell, or something "
            "in it is no longer for everybody. The release itself stays as it was published."
        )
        sys.exit(1)


def _said(each: Lacking) -> str:
    return f"{GAPS[each.gap]} ({len(each.commitments)} commitments)"
