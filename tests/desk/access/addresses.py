"""Every address of the desk, with samples and what each kind of viewer is answered.

An address that is missing here fails a test, and so does one that is gone. To add one: its route as
Django spells it, and one `Sample` for each case. "{of}" in a sample's path stands for every
classification in turn.
"""

from desk.access.canaries import MARK
from desk.access.corridor_addresses import CORRIDOR_TABLE
from desk.access.project_addresses import PROJECT_TABLE
from desk.access.roadmap_addresses import ROADMAP_TABLE
from desk.access.rules import (
    DECIDERS,
    EDITORS,
    GIVERS,
    REVIEWERS,
    SPEAKERS,
    THEN,
    TWO,
    P,
    Rule,
    Sample,
    bad,
    both_submitted,
    coders_in_public,
    coders_only,
    everybody,
    evidence_takers,
    in_public,
    nobody,
    not_signed_in,
    officers,
    officers_who_see_it,
    or_else,
    own,
    page,
    partners,
    post_only,
    publishers,
    reviewers_sent_on,
    sent_on,
    signed_in,
    stored_bytes,
    thing,
    those_who,
    those_who_see_it,
    varied,
    who_sees_it,
)
from desk.access.world import KINDS

COMMITMENTS = f"{P}/commitments/"
RELEASE = f"{P}/releases/{own('release')}/"
ASSESSMENT = f"{P}/assessment/"
READING = f"{P}/readings/north-south.{own('reading')}/"
PROPOSAL = f"{READING}proposals/north-south.{own('proposal')}/"
EVIDENCE = f"{P}/evidence/"
SEARCH = f"{P}/search/"
INBOX = f"{P}/inbox/{own('original')}/"
INGEST = f"{P}/ingests/north-south.{own('ingest')}/"
BODY = f"{P}/bodies/{own('body')}/"
MEETING = f"{P}/meetings/{own('meeting')}/"
PAPER = f"{P}/papers/{own('paper')}/"
VERSION = f"{PAPER}{own('paper-version')}/"
BODIES = "<str:partnership>/bodies/"
MEETINGS = "<str:partnership>/meetings/<str:local>/"
PAPERS = "<str:partnership>/papers/<str:local>/"
FILTERS = [
    f"q={MARK}",
    "q=canary",
    "state=overdue",
    "party=north",
    f"instrument={own('instrument')}",
    "classification={of}",
    "outcome=not+assessed",
    "outcome=looked+into&timing=overdue",
    "course=ended",
    "page=2",
    "page=x",
]

TABLE: dict[str, list[Sample]] = {
    "": [Sample("/", sent_on)],
    "about/": [Sample("/about/", everybody), Sample("/about/?known=2026-02-30", bad)],
    "theme/": [Sample("/theme/", post_only)],
    "i18n/setlang/": [Sample("/i18n/setlang/", sent_on)],
    "me/": [Sample("/me/", signed_in)],
    "me/feed/": [Sample("/me/feed/", or_else(405))],
    "feeds/<str:token>.ics": [Sample("/feeds/nobodys.ics", nobody)],
    "<str:partnership>/": page(f"{P}/"),
    "<str:partnership>/instruments/": page(f"{P}/instruments/"),
    "<str:partnership>/instruments/<str:local>/": thing(f"{P}/instruments/{own('instrument')}/"),
    "<str:partnership>/assessment/": [
        *page(ASSESSMENT),
        varied(f"{ASSESSMENT}?instrument={own('instrument')}", everybody),
    ],
    "<str:partnership>/commitments/": [
        *page(COMMITMENTS),
        *(varied(f"{COMMITMENTS}?{each}", everybody) for each in FILTERS),
        *(varied(f"{COMMITMENTS}?{THEN}&{each}", everybody) for each in FILTERS[:2]),
    ],
    "<str:partnership>/commitments/<str:local>/": [
        *thing(f"{COMMITMENTS}{own('commitment')}/"),
        Sample(f"{COMMITMENTS}commitment-in-public-canary-{{of}}-{MARK}/", in_public),
    ],
    "<str:partnership>/calendar/": [
        *page(f"{P}/calendar/"),
        varied(f"{P}/calendar/?year=2026", everybody),
        varied(f"{P}/calendar/?year=x", nobody),
    ],
    "<str:partnership>/timeline/": page(f"{P}/timeline/"),
    "<str:partnership>/sources/<str:local>/": [
        *thing(f"{P}/sources/{own('source')}/"),
        Sample(f"{P}/sources/source-was-public-canary-partners-{MARK}/", partners),
        Sample(f"{P}/sources/source-was-public-canary-partners-{MARK}/?{THEN}", partners),
        Sample(f"{P}/sources/now-public/", everybody),
        Sample(f"{P}/sources/now-public/?{THEN}", partners),
    ],
    "<str:partnership>/ledger/": [
        *page(f"{P}/ledger/"),
        varied(f"{P}/ledger/?before=40", everybody),
        varied(f"{P}/ledger/?before=x", nobody),
    ],
    **CORRIDOR_TABLE,
    "<str:partnership>/calendar.ics": page(f"{P}/calendar.ics"),
    "<str:partnership>/search/": [
        *page(SEARCH),
        varied(f"{SEARCH}?q={MARK}", everybody),
        varied(f"{SEARCH}?q=canary+{{of}}", everybody),
        varied(f'{SEARCH}?q="canary+{{of}}"&page=2', everybody),
        varied(f"{SEARCH}?q=canary&since=x", everybody),
        varied(f"{SEARCH}?q=canary&since=2026-01-01&language=en", everybody),
        varied(f"{SEARCH}?q=canary&{THEN}", everybody),
    ],
    "<str:partnership>/originals/<str:local>/": thing(f"{P}/originals/{own('original')}/"),
    "<str:partnership>/originals/<str:local>/file/": [
        Sample(f"{P}/originals/{own('original')}/file/", stored_bytes),
        varied(f"{P}/originals/original-absent-{MARK}/file/", nobody),
    ],
    "<str:partnership>/originals/<str:local>/link/": [
        Sample(f"{P}/originals/{own('original')}/link/", post_only)
    ],
    "<str:partnership>/commitments/<str:local>/criteria/": [
        *thing(f"{COMMITMENTS}{own('commitment')}/criteria/"),
        Sample(f"{COMMITMENTS}commitment-in-public-canary-{{of}}-{MARK}/criteria/", in_public),
    ],
    "<str:partnership>/commitments/<str:local>/criteria/draft/": [
        Sample(f"{COMMITMENTS}{own('commitment')}/criteria/draft/", post_only)
    ],
    "<str:partnership>/commitments/<str:local>/reply/": [
        Sample(f"{COMMITMENTS}{own('commitment')}/reply/", those_who_see_it(*SPEAKERS))
    ],
    "<str:partnership>/commitments/<str:local>/end/": [
        Sample(f"{COMMITMENTS}{own('commitment')}/end/", those_who_see_it(*DECIDERS))
    ],
    "<str:partnership>/commitments/<str:local>/suspend/": [
        Sample(f"{COMMITMENTS}{own('commitment')}/suspend/", those_who_see_it(*DECIDERS))
    ],
    "<str:partnership>/criteria/<str:version>/": [
        Sample(f"{P}/criteria/criteria-draft-own-canary-{{of}}-{MARK}/", those_who_see_it(*EDITORS))
    ],
    "<str:partnership>/coding/": [Sample(f"{P}/coding/", those_who(*GIVERS))],
    "<str:partnership>/coding/give/": [Sample(f"{P}/coding/give/", those_who(*GIVERS))],
    "<str:partnership>/coding/agreement/": page(f"{P}/coding/agreement/"),
    "<str:partnership>/coding/<str:assignment>/": [
        Sample(f"{P}/coding/{own('assignment')}/", coders_only),
        Sample(f"{P}/coding/assignment-in-public-canary-{{of}}-{MARK}/", coders_in_public),
        varied(f"{P}/coding/absent/", nobody),
    ],
    "<str:partnership>/coding/<str:assignment>/withdraw/": [
        Sample(f"{P}/coding/{own('assignment')}/withdraw/", those_who_see_it(*GIVERS)),
    ],
    "<str:partnership>/coding/<str:assignment>/both/": [
        Sample(f"{P}/coding/{own('assignment')}/both/", both_submitted),
        varied(f"{P}/coding/{own('assignment')}/both/?{THEN}", both_submitted),
        varied(f"{P}/coding/absent/both/", nobody),
    ],
    "<str:partnership>/suspensions/<str:suspension>/": [
        Sample(f"{P}/suspensions/{own('suspension')}/", those_who_see_it(*DECIDERS))
    ],
    "<str:partnership>/silence/": page(f"{P}/silence/"),
    "<str:partnership>/evidence/<str:local>/": [
        *thing(f"{EVIDENCE}{own('evidence')}/"),
        Sample(f"{EVIDENCE}evidence-in-public-canary-{{of}}-{MARK}/", in_public),
        Sample(f"{EVIDENCE}evidence-from-hidden-canary-{{of}}-{MARK}/", in_public),
        Sample(f"{EVIDENCE}evidence-about-hidden-canary-{{of}}-{MARK}/", in_public),
        varied(f"{EVIDENCE}evidence-about-hidden-canary-{{of}}-{MARK}/?{THEN}", in_public),
    ],
    "<str:partnership>/evidence/<str:local>/amend/": [
        Sample(f"{EVIDENCE}{own('evidence')}/amend/", post_only)
    ],
    "<str:partnership>/evidence/<str:local>/withdraw/": [
        Sample(f"{EVIDENCE}{own('evidence')}/withdraw/", post_only)
    ],
    "<str:partnership>/evidence/<str:local>/take-back/": [
        Sample(f"{EVIDENCE}{own('evidence')}/take-back/", post_only)
    ],
    "<str:partnership>/inbox/": [
        Sample(f"{P}/inbox/", those_who(*REVIEWERS)),
        varied(f"{P}/inbox/?rested=1", those_who(*REVIEWERS)),
        varied(f"{P}/inbox/?page=2", those_who(*REVIEWERS)),
    ],
    "<str:partnership>/inbox/match/": [Sample(f"{P}/inbox/match/", post_only)],
    "<str:partnership>/inbox/<str:local>/": [
        Sample(INBOX, those_who_see_it(*REVIEWERS)),
        varied(f"{INBOX}?passage=0", those_who_see_it(*REVIEWERS)),
        varied(f"{INBOX}?passage=1", those_who_see_it(*REVIEWERS)),
    ],
    "<str:partnership>/inbox/<str:local>/accept/": [Sample(f"{INBOX}accept/", post_only)],
    "<str:partnership>/inbox/<str:local>/refuse/": [Sample(f"{INBOX}refuse/", post_only)],
    "<str:partnership>/inbox/<str:local>/undo/": [Sample(f"{INBOX}undo/", post_only)],
    "<str:partnership>/inbox/<str:local>/rest/": [Sample(f"{INBOX}rest/", post_only)],
    "<str:partnership>/inbox/<str:local>/ask/": [Sample(f"{INBOX}ask/", post_only)],
    "<str:partnership>/inbox/<str:local>/next/": [Sample(f"{INBOX}next/", reviewers_sent_on)],
    "<str:partnership>/ranker/": [Sample(f"{P}/ranker/", those_who(*REVIEWERS))],
    "<str:partnership>/ranker/train/": [Sample(f"{P}/ranker/train/", post_only)],
    "<str:partnership>/ranker/use/": [Sample(f"{P}/ranker/use/", post_only)],
    "<str:partnership>/ingests/": [Sample(f"{P}/ingests/", evidence_takers)],
    "<str:partnership>/ingests/<str:job>/": [
        Sample(INGEST, who_sees_it),
        varied(f"{INGEST}?{THEN}", who_sees_it),
        varied(f"{INGEST}?state=refused", who_sees_it),
        varied(f"{P}/ingests/absent/", nobody),
    ],
    "<str:partnership>/ingests/<str:job>/cancel/": [Sample(f"{INGEST}cancel/", post_only)],
    "<str:partnership>/ingests/<str:job>/resume/": [Sample(f"{INGEST}resume/", post_only)],
    "<str:partnership>/ingests/<str:job>/retry/": [Sample(f"{INGEST}retry/", post_only)],
    "<str:partnership>/ingests/<str:job>/report.csv": [
        Sample(f"{INGEST}report.csv", who_sees_it),
        varied(f"{INGEST}report.csv?{THEN}", who_sees_it),
        varied(f"{P}/ingests/absent/report.csv", nobody),
    ],
    "<str:partnership>/watchlists/": [
        Sample(f"{P}/watchlists/", evidence_takers),
        varied(f"{P}/watchlists/?{THEN}", evidence_takers),
    ],
    "<str:partnership>/^watchlists/(?P<watchlist_id>[^/]+)/(?P<verb>look|pause|go-on|remove)/$": [
        Sample(f"{P}/watchlists/north-south.{own('watchlist')}/{verb}/", post_only)
        for verb in ("look", "pause", "go-on", "remove")
    ],
    "<str:partnership>/releases/": page(f"{P}/releases/"),
    "<str:partnership>/releases/next/": [
        Sample(f"{P}/releases/next/", publishers),
        varied(f"{P}/releases/next/?on=2026-11-20", publishers),
        varied("/elsewhere/releases/next/", nobody),
    ],
    "<str:partnership>/releases/<str:local>/": thing(RELEASE),
    "<str:partnership>/releases/<str:local>/commitments/": [
        *thing(f"{RELEASE}commitments/"),
        varied(f"{RELEASE}commitments/?force=obligation&outcome=x", who_sees_it),
        varied(f"{RELEASE}commitments/?page=2", who_sees_it),
    ],
    "<str:partnership>/releases/<str:local>/changes/": [
        *thing(f"{RELEASE}changes/"),
        varied(f"{RELEASE}changes/?since=absent", nobody),
    ],
    "<str:partnership>/releases/<str:local>/<str:name>": [
        *thing(f"{RELEASE}release.json"),
        varied(f"{RELEASE}commitments.csv", who_sees_it),
        varied(f"{RELEASE}figures.csv", who_sees_it),
        varied(f"{RELEASE}secret.csv", nobody),
    ],
    "<str:partnership>/agreements/add/": [Sample(f"{P}/agreements/add/", officers)],
    "<str:partnership>/readings/<str:reading>/": [Sample(READING, officers_who_see_it)],
    "<str:partnership>/readings/<str:reading>/finish/": [
        Sample(f"{READING}finish/", officers_who_see_it)
    ],
    "<str:partnership>/readings/<str:reading>/accept-rest/": [
        Sample(f"{READING}accept-rest/", post_only)
    ],
    "<str:partnership>/readings/<str:reading>/discard/": [Sample(f"{READING}discard/", post_only)],
    "<str:partnership>/^readings/(?P<reading>[^/]+)/proposals/(?P<proposal>[^/]+)"
    "/(?P<verb>accept|drop|undo)/$": [
        Sample(f"{PROPOSAL}{verb}/", post_only) for verb in ("accept", "drop", "undo")
    ],
    "<str:partnership>/^readings/(?P<reading>[^/]+)/proposals/(?P<proposal>[^/]+)"
    "/(?P<verb>correct|split)/$": [
        Sample(f"{PROPOSAL}{verb}/", officers_who_see_it) for verb in ("correct", "split")
    ],
}

TABLE |= {
    BODIES: page(f"{P}/bodies/"),
    f"{BODIES}add/": [Sample(f"{P}/bodies/add/", those_who(*DECIDERS))],
    f"{BODIES}<str:local>/": thing(BODY),
    f"{BODIES}<str:local>/edit/": [Sample(f"{BODY}edit/", those_who_see_it(*DECIDERS))],
    f"{BODIES}<str:local>/seats/add/": [Sample(f"{BODY}seats/add/", those_who_see_it(*DECIDERS))],
    f"{BODIES}<str:local>/meetings/add/": [
        Sample(f"{BODY}meetings/add/", those_who_see_it(*DECIDERS))
    ],
    f"{BODIES}<str:local>/papers/add/": [Sample(f"{BODY}papers/add/", those_who_see_it(*DECIDERS))],
    "<str:partnership>/seats/<str:local>/": [
        Sample(f"{P}/seats/{own('seat')}/", those_who_see_it(*DECIDERS))
    ],
    MEETINGS: [
        *thing(MEETING),
        Sample(f"{P}/meetings/meeting-in-public-canary-{{of}}-{MARK}/", in_public),
    ],
    f"{MEETINGS}edit/": [Sample(f"{MEETING}edit/", those_who_see_it(*DECIDERS))],
    f"{MEETINGS}minutes/": [Sample(f"{MEETING}minutes/", post_only)],
    f"{MEETINGS}<str:what>.<str:extension>": [
        Sample(f"{MEETING}agenda.docx", who_sees_it),
        varied(f"{MEETING}minutes.docx?{THEN}", who_sees_it),
        varied(f"{MEETING}secret.docx", nobody),
    ],
    f"{MEETINGS}<str:part>/add/": [
        Sample(f"{MEETING}{part}/add/", those_who_see_it(*DECIDERS))
        for part in ("agenda", "attendance", "decisions", "actions")
    ],
    f"{MEETINGS}<str:part>/<str:item>/": [
        Sample(f"{MEETING}{part}/{own(kind)}/", those_who_see_it(*DECIDERS))
        for part, kind in (
            ("agenda", "agenda-item"),
            ("attendance", "attendance"),
            ("decisions", "decision"),
            ("actions", "action"),
        )
    ],
    PAPERS: [
        *thing(PAPER),
        varied(f"{PAPER}?version=1", who_sees_it),
        varied(f"{PAPER}?version=2", nobody),
        Sample(f"{P}/papers/paper-in-public-canary-{{of}}-{MARK}/", in_public),
    ],
    f"{PAPERS}revise/": [Sample(f"{PAPER}revise/", those_who_see_it(*DECIDERS))],
    f"{PAPERS}<str:version>/propose/": [Sample(f"{VERSION}propose/", post_only)],
    f"{PAPERS}<str:version>/approve/": [Sample(f"{VERSION}approve/", post_only)],
    f"{PAPERS}<str:version>/withdraw/": [Sample(f"{VERSION}withdraw/", post_only)],
    "me/reminders/": [Sample("/me/reminders/", or_else(405))],
}

TABLE |= PROJECT_TABLE | ROADMAP_TABLE

# Signing in and out. These pages show nothing of any partnership.
ACCOUNTS: dict[str, Rule] = {
    "login/": not_signed_in,
    "logout/": signed_in,
    "inactive/": everybody,
    "signup/": not_signed_in,
    "reauthenticate/": signed_in,
    "password/change/": signed_in,
    "password/reset/": everybody,
    "password/reset/done/": everybody,
    "password/reset/key/done/": everybody,
    "2fa/": signed_in,
    "2fa/authenticate/": sent_on,
    "2fa/reauthenticate/": sent_on,
    "2fa/totp/activate/": sent_on,
    "2fa/totp/deactivate/": or_else(404),
    "2fa/recovery-codes/": or_else(404),
    "2fa/recovery-codes/generate/": sent_on,
    "2fa/recovery-codes/download/": or_else(404),
    # What allauth offers and the desk has closed: an address is given by whoever invites.
    "email/": nobody,
    "confirm-email/": nobody,
    "login/code/confirm/": nobody,
    "password/set/": nobody,
}
TABLE |= {
    f"accounts/{path}": [Sample(f"/accounts/{path}", rule, TWO)] for path, rule in ACCOUNTS.items()
}
KEY = "(?P<key>.+)/$"
TABLE |= {
    f"accounts/^password/reset/key/(?P<uidb36>[0-9A-Za-z_]+)-{KEY}": [
        Sample("/accounts/password/reset/key/per_x-y/", everybody)
    ],
    f"accounts/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-{KEY}": [
        Sample("/accounts/password/reset/key/x-y/", everybody)
    ],
    r"accounts/^confirm-email/(?P<key>[-:\w]+)/$": [Sample("/accounts/confirm-email/x/", nobody)],
    "accounts/confirm-email/<str:key>/": [Sample("/accounts/confirm-email/x/", nobody)],
}

__all__ = ["KINDS", "TABLE", "Sample"]
