"""Criteria drafted from a commitment's words, for people to edit and adopt.

A definite act gives a first step and its result, effort gives activity, a prohibition gives
forbearance, and a deadline adds a question about time. A declaration gives none.
"""

from servanda.reading.model import Force
from servanda.reading.verifiable import verifiable
from servanda.scoring.commitments import Nature
from servanda.scoring.criteria import Criterion, Kind
from servanda.scoring.sentences import Words

_Draft = tuple[str, Kind, str, str]

_DRAFTS: dict[Nature, tuple[_Draft, ...]] = {
    Nature.ACT: (
        (
            "begun",
            Kind.ACTIVITY,
            "A step that is part of the act has been taken: {act}",
            "Hərəkətin tərkib hissəsi olan addım atılıb: {act}",
        ),
        ("done", Kind.RESULT, "The act has been done: {act}", "Hərəkət yerinə yetirilib: {act}"),
    ),
    Nature.RECURRING: (
        (
            "once",
            Kind.ACTIVITY,
            "It has taken place at least once: {act}",
            "Ən azı bir dəfə baş tutub: {act}",
        ),
        (
            "kept-up",
            Kind.RESULT,
            "In the latest full period it took place as often as the text says ({often}): {act}",
            "Son tam dövrdə mətndə deyilən sayda baş tutub ({often}): {act}",
        ),
    ),
    Nature.EFFORT: (
        (
            "activity",
            Kind.ACTIVITY,
            "An activity that serves it has taken place: {act}",
            "Buna xidmət edən fəaliyyət baş tutub: {act}",
        ),
        (
            "continued",
            Kind.ACTIVITY,
            "Such activity has taken place on more than one occasion: {act}",
            "Belə fəaliyyət bir dəfədən çox baş tutub: {act}",
        ),
    ),
    Nature.FORBEARANCE: (
        (
            "kept",
            Kind.FORBEARANCE,
            "Nothing on record goes against it: {act}",
            "Qeydə alınmış heç nə buna zidd deyil: {act}",
        ),
    ),
}
_POWER: tuple[_Draft, ...] = (
    ("used", Kind.RESULT, "The power has been used: {act}", "İcazədən istifadə edilib: {act}"),
)
_ON_TIME: _Draft = (
    "on-time",
    Kind.ON_TIME,
    "It was done by the date that the text sets ({when}): {act}",
    "Mətnin müəyyən etdiyi tarixədək ({when}) yerinə yetirilib: {act}",
)


def nature_of(
    force: Force, act: str, verb: str = "", *, dated: bool = False, recurring: bool = False
) -> Nature:
    """Tell what kind of thing is promised; the first word of the act is its verb if none is given.

    >>> nature_of(Force.INTENTION, "deepen cooperation in energy")
    <Nature.EFFORT: 'effort'>
    >>> nature_of(Force.OBLIGATION, "publish the decision").value
    'definite act'
    """
    verb = verb.lower() or next(iter(act.lower().split()), "")
    if force is Force.PROHIBITION or verb == "refrain":
        return Nature.FORBEARANCE
    if recurring:
        return Nature.RECURRING
    # A power is asked what its act would be if it were promised.
    asked = Force.INTENTION if force in {Force.PERMISSION, Force.DECLARATION} else force
    definite, _ = verifiable(asked, verb, act, dated=dated)
    return Nature.ACT if definite else Nature.EFFORT


def draft_criteria(
    force: Force,
    act: str,
    verb: str = "",
    *,
    act_az: str = "",
    deadline: str = "",
    recurrence: str = "",
) -> tuple[Criterion, ...]:
    """Propose criteria for a commitment; a person edits and adopts them.

    >>> [draft.id for draft in draft_criteria(Force.INTENTION, "settle lists of projects",
    ...     deadline="Within three months after the signature")]
    ['begun', 'done', 'on-time']
    """
    act = act.strip().rstrip(".")
    if force is Force.DECLARATION or not act:
        return ()
    if force is Force.PERMISSION:
        drafts = _POWER
    else:
        nature = nature_of(force, act, verb, dated=bool(deadline), recurring=bool(recurrence))
        drafts = _DRAFTS[nature] + ((_ON_TIME,) if deadline else ())
    said = {"often": recurrence.strip(), "when": deadline.strip()}
    other = act_az.strip().rstrip(".") or act
    return tuple(
        Criterion(name, kind, Words(_fill(en, act, said), _fill(az, other, said)))
        for name, kind, en, az in drafts
    )


def _fill(statement: str, act: str, said: dict[str, str]) -> str:
    return statement.format(act=act, **said) + "."
