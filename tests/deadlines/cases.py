"""Small shorthand of the tests: the one rule, or the one recurrence, of a sentence."""

from servanda.deadlines import DeadlineRule, Recurrence, find_deadlines, find_recurrences


def the_rule(text: str, language: str = "en") -> DeadlineRule:
    """Give the only rule in the text."""
    (rule,) = find_deadlines(text, language)
    return rule


def the_recurrence(text: str, language: str = "en") -> Recurrence:
    """Give the only recurrence in the text."""
    (found,) = find_recurrences(text, language)
    return found
