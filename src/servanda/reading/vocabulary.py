"""The closed words of treaty English: modal verbs, verbs of promise and of stance, actors.

`shared/LABELLING.md`'s table of force, extended by the verbs of the same classes. These are
the function words of the genre, not the subjects of any one instrument.
"""

from __future__ import annotations

from servanda.reading.model import Force
from servanda.reading.words import word_class

O, P, U, I, M = (  # noqa: E741 - one letter a force keeps the table below readable
    Force.OBLIGATION,
    Force.PROHIBITION,
    Force.UNDERTAKING,
    Force.INTENTION,
    Force.PERMISSION,
)

MODALS = {
    "shall": O,
    "must": O,
    "will": U,
    "should": I,
    "may": M,
    "can": M,
    "cannot": P,
    "would": U,
}

# Verbs that take "to" and an act: "intends to", "agree to".
PROMISES = {
    "intend": I, "plan": I, "aim": I, "seek": I, "expect": I, "strive": I, "endeavor": I,
    "endeavour": I, "wish": I, "desire": I, "propose": I, "look": I, "hope": I, "prepare": I,
    "commit": U, "decide": U, "pledge": U, "resolve": U, "promise": U, "vow": U, "engage": U,
    "agree": O, "undertake": O, "oblige": O, "bind": O,
}  # fmt: skip

# "is …ed to", "are … to", "stands ready to".
STATES = {
    "committed": U, "resolved": U, "dedicated": U, "pledged": U, "engaged": U,
    "determined": I, "intended": I, "expected": I, "prepared": I, "ready": I, "planned": I,
    "willing": I, "meant": I, "poised": I, "eager": I, "envisaged": I, "anticipated": I,
    "required": O, "obliged": O, "obligated": O, "bound": O,
    "free": M, "entitled": M, "permitted": M, "allowed": M, "authorized": M, "authorised": M,
    "welcome": M,
}  # fmt: skip

# Nouns that carry a promise: "reaffirms its commitment to", "expressed their intention to".
PROMISE_NOUNS = {
    "commitment": U, "commitments": U, "pledge": U, "resolve": U, "promise": U,
    "intention": I, "intentions": I, "intent": I, "determination": I, "readiness": I,
    "willingness": I, "aim": I, "goal": I, "plan": I, "plans": I, "ambition": I,
    "obligation": O, "obligations": O, "right": M,
}  # fmt: skip

STANCES = word_class("stances")
PLAIN_STANCES = STANCES - word_class("stances_in_company")

AGENTS = word_class("agents")

ALL_PARTIES = word_class("all_parties")

INSTRUMENTS = word_class("instruments")

SUBORDINATORS = word_class("subordinators")

JOINT_EFFORT = word_class("joint_effort")

EFFORTS = word_class("efforts")
