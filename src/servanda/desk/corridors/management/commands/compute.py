"""Computes what other pages tell of the corridor, so that its first reader need not wait."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from servanda.desk.accounts.models import Partnership
from servanda.desk.corridors.runs import BUDGET, answer
from servanda.desk.corridors.selectors.effects import told_elsewhere
from servanda.desk.record.policy import ANONYMOUS
from servanda.desk.record.viewpoint import Viewpoint


class Command(BaseCommand):
    """Answer the questions that the overview and the pages of projects show the answers of."""

    help = "Compute what the overview, and pages of projects, tell of the corridor."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether the effect of every project is wanted too."""
        parser.add_argument(
            "--effects",
            action="store_true",
            help="Compute the effect of every project too, which takes minutes",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Answer each question that no answer is kept of; a kept one takes no time."""
        view = Viewpoint(ANONYMOUS, timezone.localdate())
        for partnership in Partnership.objects.all():
            asked = told_elsewhere(view, partnership.id, effects=bool(options["effects"]))
            for number, (laid, question) in enumerate(asked, 1):
                done = answer(laid, question, BUDGET)
                what = f"{question.kind} {question.scenario.year} {question.unit}"
                self.stdout.write(f"{partnership.id} {number}/{len(asked)}: {what} {done.fault}")
