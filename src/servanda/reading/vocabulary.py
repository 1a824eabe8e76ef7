"""The closed words of treaty English: modal verbs, verbs of promise and of stance, actors.

`shared/LABELLING.md`'s table of force, extended by the verbs of the same classes. These are
the function words of the genre, not the subjects of any one instrument.
"""

from __future__ import annotations

from servanda.reading.model import Force

O, P, U, I, M = (  # noqa: E741 - one letter a force keeps the table below readable
    Force.OBLIGATION,
    Force.PROHIBITION,
    Force.UNDERTAKING,
    Force.INTENTION,
    Force.PERMISSION,
)

MODALS = {"shall": O, "must": O, "will": U, "should": I, "may": M, "can": M}

# Verbs that take "to" and an act: "intends to", "agree to".
PROMISES = {
    "intend": I, "plan": I, "aim": I, "seek": I, "expect": I, "strive": I, "endeavor": I,
    "endeavour": I, "wish": I, "wishes": I, "propose": I, "look": I, "hope": I, "prepare": I,
    "commit": U, "decide": U, "pledge": U, "resolve": U, "promise": U, "vow": U, "engage": U,
    "agree": O, "undertake": O, "oblige": O, "bind": O,
}  # fmt: skip

# "is …ed to", "are … to", "stands ready to".
STATES = {
    "committed": U, "resolved": U, "dedicated": U, "pledged": U, "engaged": U,
    "determined": I, "intended": I, "expected": I, "prepared": I, "ready": I, "planned": I,
    "willing": I, "poised": I, "eager": I, "envisaged": I, "anticipated": I,
    "required": O, "obliged": O, "obligated": O, "bound": O,
    "free": M, "entitled": M, "permitted": M, "allowed": M, "authorized": M, "authorised": M,
    "welcome": M,
}  # fmt: skip

# Nouns that carry a promise: "reaffirms its commitment to", "expressed their intention to".
PROMISE_NOUNS = {
    "commitment": U, "commitments": U, "pledge": U, "resolve": U, "promise": U,
    "intention": I, "intentions": I, "intent": I, "determination": I, "readiness": I,
    "willingness": I, "aim": I, "goal": I, "plan": I, "plans": I, "ambition": I, "desire": I,
    "obligation": O, "obligations": O, "right": M,
}  # fmt: skip

# Verbs whose sentence states a position and promises no act.
STANCES = frozenset(
    "affirm reaffirm recognize recognise welcome underline underscore emphasize emphasise stress note "
    "believe support condemn acknowledge reiterate express appreciate applaud commend highlight declare "
    "consider confirm concur oppose reject denounce thank hail deplore regret share value respect uphold "
    "endorse echo salute congratulate honor honour praise cherish voice reassert restate deem regard "
    "acclaim encourage remain agree discuss prioritize prioritise credit mourn assert maintain "
    "recall attach pay call admire envision envisage favor favour hold stand view look understand "
    "continue assess commit pledge expect embrace champion back lament stipulate proclaim join see".split()
)
# Of these, the ones that state a position whatever follows; the others only with certain words.
PLAIN_STANCES = STANCES - frozenset(
    "discuss remain call hold stand look continue pay attach share agree expect commit pledge regard maintain "
    "assess view see join consider recall prioritize prioritise understand back".split()
)

AGENTS = frozenset(
    "party parties participant participants side sides leader leaders government governments country "
    "countries nation nations state states president presidents minister ministers premier chancellor king "
    "authority authorities agency agencies department departments ministry ministries group groups committee "
    "committees commission council board secretariat body bodies delegation delegations team teams official "
    "officials parliament congress representative representatives signatory signatories member members "
    "institution institutions bank organization organisation organizations organisations union alliance "
    "chamber taskforce forum secretary secretaries head heads administration company companies court "
    "partners partner allies depositary chair chairs co-chair co-chairs co-chairperson co-chairpersons "
    "chairperson chairpersons chairman subcommittee panel tribunal mission expert experts point points "
    "entity entities operator operators beneficiary donor lender borrower lessee licensee grantee university "
    "universities principals director directors commissioner republic kingdom federation coordinator "
    "coordinators observer observers regulator regulators institute office service services centre center "
    "assembly armed forces coordinators ambassador ambassadors governor governors mayor mayors peoples".split()
)  # fmt: skip

ALL_PARTIES = frozenset(
    "parties participants sides we leaders governments countries nations states they both signatories "
    "presidents ministers partners principals".split()
)

INSTRUMENTS = frozenset(
    "agreement memorandum mou moc moa charter declaration compact treaty protocol annex annexes arrangement "
    "convention covenant statement understanding accord framework pact deal letter instrument document text "
    "article articles paragraph paragraphs section sections provision provisions amendment amendments "
    "termination discontinuation discontinuance withdrawal schedule schedules appendix appendices footnotes "
    "renewal modification modifications suspension denunciation contract plan".split()
)

# Words that open a clause of their own: what is promised in there is not promised here.
SUBORDINATORS = frozenset(
    "that which who whom whose if when where whether because since while unless until although though "
    "whereas as so than what how why once whenever wherever whereby wherein lest".split()
)

# Acts that live in their purpose: in "collaborate to assess X, develop Y" the list belongs to "to".
JOINT_EFFORT = frozenset(
    "collaborate cooperate co-operate work coordinate partner consult engage join team act continue strive "
    "endeavor endeavour seek meet convene use leverage mobilize help assist take pursue".split()
)

EFFORTS = frozenset(
    "deepen explore promote strengthen enhance encourage foster advance support facilitate improve expand "
    "further seek strive endeavor endeavour cooperate collaborate work consider examine coordinate bolster "
    "intensify broaden contribute help assist engage accelerate boost leverage harness protect promote "
    "consult discuss exchange share continue reinforce increase develop address combat prevent counter "
    "ensure pursue maintain respect refrain build lead study assess evaluate monitor identify "
    "recognize recognise take act align aim attempt mobilize mobilise stimulate nurture cultivate drive "
    "secure streamline uphold sustain preserve champion shape transform modernize modernise optimize "
    "guide serve play catalyze catalyse incentivize empower elevate raise tackle mitigate overcome "
    "safeguard defend deter participate focus prioritize prioritise consolidate enable".split()
)
