"""What can stand in the way of a change, each as a sentence: what, why, and what to do."""


class Refused(ValueError):  # noqa: N818 - an answer to the person, not a fault of ours
    """A change that cannot be made as asked."""


class NotAllowed(Refused):
    """The person's roles do not allow it."""


class Conflict(Refused):
    """Somebody else changed the thing since it was shown."""


class Missing(Refused):
    """There is no such thing for this person."""
