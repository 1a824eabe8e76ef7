"""From a sentence to its commitments: predicators, their subjects, their coordinated acts."""

from __future__ import annotations

from dataclasses import dataclass, replace

from servanda.reading.acts import Act
from servanda.reading.conjuncts import CONNECTORS, conjuncts, trimmed
from servanda.reading.lexicon import is_finite, is_participle, is_verb, lemma_of
from servanda.reading.model import Force
from servanda.reading.predicators import Predicator, predicators
from servanda.reading.sentences import Sentence
from servanda.reading.stances import opening_agent, stance
from servanda.reading.subjects import (
    PREPOSITIONS,
    Subject,
    is_agent,
    names_instrument,
    stands_for_body,
    subject_of,
)
from servanda.reading.terms import POWERS, is_own_term
from servanda.reading.vocabulary import MODALS

POSSIBILITIES = frozenset(
    "include be take require become prove seem help lead cause mean happen".split()
)
DESCRIBES = frozenset("comprise include consist cover contain be".split())
HAPPENINGS = frozenset(["take", "begin", "start", "commence", "convene", "occur", "meet", "open"])


@dataclass(frozen=True, slots=True)
class _Clause:
    predicator: Predicator
    subject: Subject
    kept: bool


def acts(s: Sentence, known: frozenset[str], *, spoken: bool = False) -> list[Act]:
    """Find the commitments of a sentence; `known` are the names of the parties, in small letters."""
    clauses = _clauses(s, known, spoken=spoken)
    kept = [clause for clause in clauses if clause.kept]
    if not kept:
        return stance(s, 0, len(s), known, carried=(0, 0) if spoken else None)
    found: list[Act] = []
    before = _stance_before(s, kept[0], known)
    found.extend(before)
    for n, clause in enumerate(kept):
        first = _first_token(s, clause, n, before)
        last = min(_last_token(s, clause, kept, n), _next_main_clause(s, clause, clauses))
        found.extend(_acts_of(s, clause, first, last))
        found.extend(_stance_after(s, found, last, known, final=n == len(kept) - 1))
    return found


def _clauses(s: Sentence, known: frozenset[str], *, spoken: bool) -> list[_Clause]:
    found: list[_Clause] = []
    floor = 0
    for predicator in predicators(s):
        if found and _is_conjunct(s, predicator, found[-1].predicator):
            continue
        if found and found[-1].predicator.words.startswith("it "):
            continue  # "it is expected that they will meet" is one intention
        subject = subject_of(s, predicator.start, floor)
        previous = found[-1] if found else _speaker_before(s, predicator, subject, known)
        if _resumes(s, predicator, subject, previous):
            subject = Subject(0, s.lower.index(","), 0, "main")
        elif subject.empty and previous and subject.standing == "main":
            carried = previous.subject
            subject = replace(subject, standing=carried.standing if not previous.kept else "main")
            subject = Subject(
                carried.first, carried.last, predicator.start, subject.standing, inherited=True
            )
        agent = (
            is_agent(s, subject.first, subject.last, known)
            or (spoken and subject.empty)
            or (
                _is_pronoun(s, subject)
                and (subject.standing == "agreed" or bool(found and found[-1].kept))
            )
        )
        keep = _keeps(s, predicator, subject, previous, agent=agent)
        found.append(_Clause(predicator, subject, keep))
        floor = max(floor, min(predicator.head, len(s)))
    return found


def _resumes(s: Sentence, p: Predicator, subject: Subject, previous: _Clause | None) -> bool:
    """Tell whether a main clause goes on behind a relative one: "The road, which will …, shall"."""
    if previous is None or previous.kept or not subject.empty or s.lower[p.start - 1] != ",":
        return False
    return previous.subject.standing == "relative" and "," in s.lower[: previous.predicator.start]


def _speaker_before(
    s: Sentence, p: Predicator, subject: Subject, known: frozenset[str]
) -> _Clause | None:
    """Give the speaker of a position that comes before a promise without a subject of its own."""
    if not subject.empty or subject.standing != "main":
        return None
    position = stance(s, 0, p.start, known)
    speaker = position[0].subject if position else opening_agent(s, p.start, known)
    if speaker is None:
        return None
    first, last = speaker
    return _Clause(p, Subject(first, last, p.start, "main"), kept=True)


def _is_conjunct(s: Sentence, p: Predicator, previous: Predicator) -> bool:
    """Tell whether a verb of promise is only one more act: "shall coordinate and endeavor to align"."""
    word = s.lower[p.start]
    if (
        word in MODALS | {"intend": 0, "hope": 0, "wish": 0, "expect": 0}
        or word != lemma_of(word)
        or previous.form != "base"
    ):
        return False
    governed = s.lower[previous.start] in MODALS or p.start <= previous.head
    return governed and (
        p.start == previous.head or s.lower[p.start - 1] in {"and", "or", ",", "to"}
    )


def _keeps(
    s: Sentence, p: Predicator, subject: Subject, previous: _Clause | None, *, agent: bool
) -> bool:
    """Tell whether a predicator is a commitment of its own."""
    if subject.inherited and previous is not None and not previous.kept:
        return False
    body = stands_for_body(s, subject.clause)
    if not _stands(subject, p, agent=agent, body=body):
        return False
    if is_own_term(s, subject.first, subject.last, p):
        return False
    if p.words.endswith(("required to", "obliged to")) and _denies(s, subject):
        return False
    if (
        subject.standing == "relative"
        and subject.empty
        and s.phrase(p.head, p.head + 1) in DESCRIBES
    ):
        return False
    if p.modal:
        return _modal_promises(s, p, subject, agent=agent)
    if p.words in {"is to", "are to"}:
        return agent or _happens(s, p)
    return agent or not p.needs_agent


def _stands(subject: Subject, p: Predicator, *, agent: bool, body: bool) -> bool:
    """Tell whether a clause stands on its own, or lays a duty on a party from inside another."""
    if subject.standing == "relative":
        if subject.empty:
            return p.force in {Force.OBLIGATION, Force.PROHIBITION} or (
                p.force is Force.UNDERTAKING and body
            )
        return agent and p.force in {Force.OBLIGATION, Force.PROHIBITION} and not p.perfect
    if p.words == "would":
        return subject.standing == "agreed"
    return subject.standing != "subordinate"


def _is_pronoun(s: Sentence, subject: Subject) -> bool:
    return s.phrase(subject.first, subject.last) in {"it", "they", "he", "she"}


def _denies(s: Sentence, subject: Subject) -> bool:
    return s.lower[subject.first] in {"no", "neither"}


def _modal_promises(s: Sentence, p: Predicator, subject: Subject, *, agent: bool) -> bool:
    """Tell a promise from a prediction, a possibility or an appraisal, by who is to act."""
    if p.open_list:
        return True
    modal = p.words.split()[0]
    if modal == "must":
        return (agent and s.lower[p.head] != "be") or _happens(s, p)
    if modal == "will":
        return agent or _happens(s, p) or subject.standing == "relative"
    if modal in {"may", "can"} and s.phrase(subject.first, subject.last) == "it":
        return s.lower[p.head] not in POSSIBILITIES or s.phrase(p.head + 1, p.head + 2) in POWERS
    if modal == "may":
        return agent or _may_act(s, subject, p)
    return agent if modal in {"can", "cannot"} else True


def _happens(s: Sentence, p: Predicator) -> bool:
    """Tell "a working group will be set up" and "talks will begin" from a prediction."""
    if p.head >= len(s):
        return False
    if s.lower[p.head] == "be":
        after = next((w for w in s.lower[p.head + 1 : p.head + 4] if not w.endswith("ly")), "")
        return is_participle(after) and after not in {
            "able",
            "limited",
            "based",
            "needed",
            "required",
        }
    return s.lower[p.head] in HAPPENINGS


def _may_act(s: Sentence, subject: Subject, p: Predicator) -> bool:
    """Leave out possibilities ("such responses may include"); keep powers without an agent."""
    if names_instrument(s, subject.first, subject.last):
        return True
    return (
        p.head < len(s)
        and s.lower[p.head] == "be"
        and is_participle(s.phrase(p.head + 1, p.head + 2))
    )


def _begin(s: Sentence, clause: _Clause) -> int:
    """Give the token at which a clause without a subject of its own begins: behind its "and".

    "and, subject to its laws, shall admit": the inserted phrase belongs to what follows.
    """
    start = clause.predicator.start
    for k in range(start - 1, max(0, start - 8), -1):
        if s.lower[k] in CONNECTORS and s.lower[k + 1] in PREPOSITIONS and k + 1 < start:
            return k + 1
    if start and s.lower[start - 1] == ",":
        for k in range(start - 2, max(0, start - 16), -1):
            if s.lower[k] == "," and s.lower[k - 1] in CONNECTORS:
                return k + 1
    return start


def _first_token(s: Sentence, clause: _Clause, n: int, before: list[Act]) -> int:
    """Give the token with which the span of a clause begins."""
    subject, start = clause.subject, clause.predicator.start
    opens = n == 0 and not before
    if subject.inherited and not (opens and subject.empty and s.lower[start - 1] == ","):
        return _begin(s, clause)
    if opens and subject.standing in {"main", "agreed"}:
        contrasts = s.lower[subject.clause - 1] in {"while", "whereas"}
        return subject.clause if contrasts else 0
    if before and n == 0:
        return start if subject.empty else subject.clause
    return min(subject.clause, start)


def _last_token(s: Sentence, clause: _Clause, kept: list[_Clause], n: int) -> int:
    if n + 1 == len(kept):
        return len(s)
    following = kept[n + 1]
    start = _begin(s, following) if following.subject.inherited else following.subject.clause
    return max(start, clause.predicator.head)


def _next_main_clause(s: Sentence, clause: _Clause, clauses: list[_Clause]) -> int:
    """Give the start of a clause of its own behind a semicolon, whether it promises or not."""
    for other in clauses:
        at = other.subject.clause
        behind = clause.predicator.head < at < len(s) and s.lower[at - 1] == ";"
        if behind and not other.subject.inherited and other.subject.standing == "main":
            return at
    return len(s)


def _acts_of(s: Sentence, clause: _Clause, first: int, last: int) -> list[Act]:
    p = clause.predicator
    subject = (clause.subject.first, clause.subject.last)
    force = p.force
    if p.force in {Force.OBLIGATION, Force.PERMISSION} and s.lower[subject[0] : subject[1]][:1] in (
        ["no"],
        ["neither"],
    ):
        force = Force.PROHIBITION
    why = f"“{p.words}”: {force}"
    if clause.subject.inherited:
        why += ", subject carried over"
    if p.open_list or p.head >= last:
        return [
            Act(
                force,
                first,
                trimmed(s, first, last),
                p.head,
                subject,
                why,
                p.form,
                open_list=p.open_list,
            )
        ]
    spans = (
        conjuncts(s, p.head, last, p.form)
        if p.form != "none"
        else [(p.head, trimmed(s, p.head, last))]
    )
    found = []
    for n, (a, b) in enumerate(spans):
        note = why if n == 0 else f"{why}, carried over to “{s.words[a]}”"
        begins = first if n == 0 else a
        aside = clause.subject.standing == "relative"
        found.append(Act(force, begins, b, a, subject, note, p.form, aside=aside))
    return found


def _stance_before(s: Sentence, first: _Clause, known: frozenset[str]) -> list[Act]:
    """Find a position stated before the first promise: "welcomes A and is committed to B"."""
    if first.subject.standing == "agreed":
        return []
    if (
        not first.subject.inherited
        and first.subject.standing == "main"
        and first.subject.first < first.predicator.start
        and not first.subject.empty
    ):
        cut = first.subject.clause
    else:
        cut = first.predicator.start
    if cut <= 2:
        return []
    return stance(s, 0, cut, known)


def _stance_after(
    s: Sentence, found: list[Act], last: int, known: frozenset[str], *, final: bool
) -> list[Act]:
    """Cut off a position that follows a promise: "intends to do A, and welcomes B"."""
    if not found or not final:
        return []
    act = found[-1]
    for j in range(act.verb + 2, act.last - 1):
        if s.lower[j - 1] not in {"and", ","} or not is_finite(s.lower[j]) or is_verb(s.lower[j]):
            continue
        states = stance(s, j, last, known, carried=act.subject)
        if states and lemma_of(s.lower[j]) == lemma_of(s.lower[states[0].verb]):
            found[-1] = replace(act, last=trimmed(s, act.first, j))
            return states
    return []
