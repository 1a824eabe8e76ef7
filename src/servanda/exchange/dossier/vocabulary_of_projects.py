"""The words that the tables of bodies, projects and roadmaps may use, each with its meaning."""

from collections.abc import Mapping

TYPE_OF_BODY: Mapping[str, str] = {
    "working_group": "a working group",
    "strategic_working_group": "a strategic working group",
    "commission": "a commission",
    "dialogue": "a dialogue platform",
    "company": "a joint company",
}

STANDING_OF_BODY: Mapping[str, str] = {
    "allowed": "a text allows it; it is not known to be set up",
    "established": "it was set up",
    "dissolved": "it was set up and exists no more",
}

STATE_OF_MEETING: Mapping[str, str] = {
    "planned": "it is to take place",
    "held": "it took place",
    "cancelled": "it was called off",
}

STANDING_OF_PROJECT: Mapping[str, str] = {
    "candidate": "on no list that both sides adopted, as far as the dossier knows",
    "dropped": "given up",
}

STAGE: Mapping[str, str] = {
    "idea": "somebody wishes or proposes it",
    "study": "it is being studied",
    "design": "it is being designed or made ready",
    "building": "work on it goes on",
    "done": "it is in use, wholly or in the part that the row is about",
    "halted": "work on it stopped",
    "unknown": "the sources do not say",
}

CONFIDENCE: Mapping[str, str] = {
    "high": "several sources, or one close to the matter",
    "medium": "one source, or a compilation",
    "low": "weak sources, or sources that differ",
    "estimate": "the only figure is an estimate",
}

STATE_OF_MONEY: Mapping[str, str] = {
    "estimated": "somebody's estimate",
    "announced": "said, not yet decided",
    "approved": "decided by the payer",
    "signed": "agreed in a contract",
    "spent": "spent",
}

KIND_OF_ROW: Mapping[str, str] = {
    "activity": "work that takes time",
    "milestone": "a moment; it takes no time",
    "gate": "a condition that somebody else must meet",
}

LINK: Mapping[str, str] = {
    "FS": "the one begins after the other ends",
    "SS": "the one begins after the other begins",
    "FF": "the one ends after the other ends",
    "SF": "the one ends after the other begins",
}

SET_DATE: Mapping[str, str] = {
    "start no earlier than": "it begins on that day or later",
    "start no later than": "it begins on that day or before",
    "finish no earlier than": "it ends on that day or later",
    "finish no later than": "it ends on that day or before",
    "start on": "it begins on that day",
    "finish on": "it ends on that day",
}

WEEKDAYS: Mapping[str, str] = {
    "monday": "Monday",
    "tuesday": "Tuesday",
    "wednesday": "Wednesday",
    "thursday": "Thursday",
    "friday": "Friday",
    "saturday": "Saturday",
    "sunday": "Sunday",
}
