"""The words that a dossier may use where only certain words make sense, each with its meaning.

The force of a commitment, the kind of an instrument, the outcome of a search: one word for one
thing, the same in the tables, on the screen and in the documentation.
"""

from collections.abc import Mapping

TYPE_OF_PARTY: Mapping[str, str] = {
    "state": "a state or its government",
    "organisation": "an international organisation",
    "company": "a company, state-owned or private",
    "body": "a working group, commission or other joint body",
}

TYPE_OF_SOURCE: Mapping[str, str] = {
    "official": "published by a government, a parliament or an international organisation",
    "news": "a news report",
    "analysis": "an analysis or opinion",
    "study": "a study, a data set or a compilation of figures",
    "search": "a recorded search for evidence, with what it covered",
}

RELIABILITY: Mapping[str, str] = {
    "high": "official, or reported in detail by a source close to the event",
    "medium": "one report, or a summary of reports",
    "low": "undated, promotional, an aggregator, or a page at odds with better ones",
}

TYPE_OF_INSTRUMENT: Mapping[str, str] = {
    "charter": "a charter",
    "memorandum": "a memorandum of understanding or of cooperation",
    "declaration": "a declaration or joint statement",
    "treaty": "a treaty or another agreement meant to bind",
    "framework": "a framework that says how another instrument is carried out",
    "determination": "a determination or order of one government",
    "waiver": "a waiver of a rule of domestic law",
    "statute": "a domestic law",
    "letter": "a letter or joint appeal",
    "decision": "a decision of an international body",
}

ROLE: Mapping[str, str] = {
    "signatory": "signed it",
    "initialling": "initialled it; a signature is still to come",
    "witness": "signed as a witness",
    "issuer": "issued it alone",
    "participant": "takes part without signing",
    "addressee": "it is addressed to this party",
    "subject": "it is about this party",
}

TYPE_OF_EVENT: Mapping[str, str] = {
    "negotiated": "its text was negotiated or agreed",
    "initialled": "initialled",
    "signed": "signed: the anchor 'signature'",
    "ratified": "ratified: the anchor 'ratification'",
    "entered_into_force": "entered into force: the anchor 'entry_into_force'",
    "adopted": "adopted by a body: the anchor 'adoption'",
    "published": "published: the anchor 'publication'",
    "notified": "notified to the other side: the anchor 'notification'",
    "suspended": "suspended",
    "waived": "a waiver was given",
    "ended": "ended",
    "announced": "announced; what was announced may not have happened",
    "met": "a meeting took place",
    "gate": "a condition that somebody else must meet moved, or did not",
    "reported": "a fact around the instrument that a source reports",
}

ANCHOR_OF_EVENT: Mapping[str, str] = {
    "signed": "signature",
    "ratified": "ratification",
    "entered_into_force": "entry_into_force",
    "adopted": "adoption",
    "published": "publication",
    "notified": "notification",
    "initialled": "initialling",
}

PRECISION: Mapping[str, str] = {
    "day": "that day",
    "month": "some day of that month; the date given is its first day",
    "year": "some day of that year; the date given is its first day",
    "about": "about that date",
}

TYPE_OF_RELATION: Mapping[str, str] = {
    "builds_on": "continues what the other began",
    "implements": "carries the other out",
    "prepares": "was made to prepare the other",
    "amends": "changes the other",
    "supersedes": "replaces the other",
    "refers_to": "names the other without acting on it",
    "records": "states that the other was made",
    "waives": "sets the other aside for a time",
    "requests": "asks for the other",
    "accompanies": "was made at the same occasion as the other",
    "waits_for": "cannot go on until the other does",
}

STANDING: Mapping[str, str] = {
    "authentic": "the text that the parties adopted",
    "translation": "a translation of it",
    "digest": "its content in our own words, as sources report it; never the text itself",
}

TYPE_OF_PROVISION: Mapping[str, str] = {
    "preamble": "the preamble as a whole",
    "recital": "one recital",
    "part": "a part",
    "chapter": "a chapter",
    "section": "a section",
    "article": "an article",
    "paragraph": "a paragraph",
    "point": "a point of a list",
    "annex": "an annex",
    "conclusions": "the closing formula",
}

FORCE: Mapping[str, str] = {
    "obligation": "shall, must, agrees to",
    "prohibition": "shall not, must not",
    "undertaking": "will, commits to, decides to",
    "intention": "intends to, plans to, seeks to, aims to",
    "permission": "may",
    "declaration": "affirms, recognises, welcomes: a stated position, no act promised",
}

AREA: Mapping[str, str] = {
    "relations": "the relationship as a whole",
    "connectivity": "corridors and routes",
    "transport": "infrastructure by land, sea and air, logistics",
    "trade-and-customs": "trade, transit, customs and border crossing",
    "energy": "oil, gas, electricity, renewables, interconnectors",
    "nuclear": "civil nuclear energy",
    "minerals": "critical minerals",
    "investment": "investment, business climate, private sector",
    "digital": "digital infrastructure, data centres, data links",
    "artificial-intelligence": "artificial intelligence",
    "space": "space",
    "innovation": "research, development, venture capital, start-ups",
    "cyber": "cybersecurity and critical infrastructure",
    "workforce": "education and training",
    "defence": "defence and defence articles",
    "counterterrorism": "counterterrorism",
    "demining": "demining",
    "peace": "peace and normalisation",
    "sanctions": "restrictions and their waiver",
    "environment": "climate and environment",
    "health": "health",
    "culture": "culture and contacts between people",
    "justice": "law, courts and human rights",
    "implementation": "working groups, meetings, project lists, roadmaps",
    "other": "none of these",
}

BOUND: Mapping[str, str] = {
    "within": "inside a period that starts with the anchor",
    "no later than": "not after a date or period",
    "by": "on or before a date",
    "before": "strictly before a date",
    "until": "goes on up to a date",
    "on": "on a date",
    "after": "after a date or period",
    "from": "starting with a date",
    "for": "for a period",
    "at least every": "at least once in each period",
    "every": "once in each period",
}

STATE: Mapping[str, str] = {
    "adopted": "an officer accepted it",
    "dropped": "an officer decided that it is no commitment; kept, so that nothing is lost",
}

CLASSIFICATION: Mapping[str, str] = {
    "public": "anybody may see it",
    "partners": "all parties of the partnership may see it",
    "party": "one party's delegation may see it: the one in held_by",
    "sealed": "only persons named one by one may see it",
}

OUTCOME: Mapping[str, str] = {
    "no_evidence_found": "searched, and nothing was found; not the same as 'not done'",
    "evidence_found": "something was found; it says nothing about how far things have come",
    "not_assessable": "an outsider cannot find out; the scope says why",
}

SUBJECT_KIND: Mapping[str, str] = {
    "partnership": "the partnership itself",
    "party": "a row of parties.csv",
    "instrument": "a row of instruments.csv",
    "event": "a row of events.csv",
    "text": "a row of texts.csv",
    "commitment": "a row of commitments.csv",
    "claim": "a row of claims.csv",
    "finding": "a row of findings.csv",
    "original": "a row of originals.csv",
    "evidence": "a row of evidence.csv",
    "body": "a row of bodies.csv",
    "meeting": "a row of meetings.csv",
    "project": "a row of projects.csv",
    "gate": "a row of gates.csv",
}

STANDING_OF_ORIGINAL: Mapping[str, str] = {
    "original": "the publication itself",
    "digest": "what a publication tells, in our own words; its source names the publication",
}

SUBJECT_OF_EVIDENCE: Mapping[str, str] = {
    "commitment": "a row of commitments.csv",
    "instrument": "a row of instruments.csv",
    "event": "a row of events.csv, such as a gate",
    "project": "a row of projects.csv",
    "gate": "a row of gates.csv",
}

DIRECTION: Mapping[str, str] = {
    "progress": "something was done towards it",
    "setback": "something was undone, delayed or given up",
    "announcement": "something was said, planned or celebrated; it never raises a level",
    "denial": "that something was done is denied",
}

STRENGTH: Mapping[str, str] = {
    "official act": "an act of state or its publication in an official gazette",
    "official statement": "a statement of an official or office, also where others report it",
    "independent report": "a report of what was seen or counted by somebody who has no part in it",
    "party's claim": "a party, or somebody who speaks for it, says so of its own work",
}

STATE_OF_CRITERIA: Mapping[str, str] = {
    "draft": "not in use yet",
    "adopted": "in use",
    "replaced": "a later version is in use",
}

KIND_OF_CRITERION: Mapping[str, str] = {
    "activity": "work towards the act",
    "result": "the act itself",
    "forbearance": "nothing on record goes against it",
    "on time": "done by its date; it never moves the level",
}

ROLE_OF_CODING: Mapping[str, str] = {
    "coder": "one person's judgement: provisional until two were compared",
    "adjudicated": "settled between two",
}

STATE_OF_CODING: Mapping[str, str] = {
    "draft": "not finished, not in use",
    "submitted": "finished",
}

ANSWER: Mapping[str, str] = {
    "met": "yes; it counts only with evidence of progress cited, or a search for a forbearance",
    "not met": "no",
    "unclear": "the sources do not settle it",
}

END_STATE: Mapping[str, str] = {
    "done": "done",
    "done late": "done after its date",
    "done differently": "done in another way than the text says",
    "dropped": "given up",
    "superseded": "another commitment took its place",
    "broken": "the contrary was done",
    "reversed": "done, and undone later",
}

NATURE: Mapping[str, str] = {
    "definite act": "one act, done or not",
    "recurring act": "an act that is to be repeated",
    "effort": "work without an end that the text names",
    "forbearance": "something not to be done",
}
