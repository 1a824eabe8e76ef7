"""The pages of the desk that everybody may open, and those of an officer."""

P = "/azerbaijan-us"

OPEN = {
    "overview": f"{P}/",
    "instruments": f"{P}/instruments/",
    "text": f"{P}/instruments/charter/",
    "commitments": f"{P}/commitments/",
    "commitment": f"{P}/commitments/charter-iv-project-lists/",
    "assessment": f"{P}/assessment/",
    "calendar": f"{P}/calendar/",
    "timeline": f"{P}/timeline/",
    "ledger": f"{P}/ledger/",
    "search": f"{P}/search/?q=corridor",
    "source": f"{P}/sources/tass-working-groups/",
    "as of a day": f"{P}/?on=2026-05-01",
    "about": "/about/",
    "sign in": "/accounts/login/",
    "forgotten password": "/accounts/password/reset/",
    "no such page": "/nowhere/",
    "no such day": f"{P}/?on=yesterday",
}
OWN = {
    "own page": "/me/",
    "second factor": "/accounts/2fa/",
    "add an agreement": f"{P}/agreements/add/",
    "take documents in": f"{P}/ingests/",
    "watched feeds": f"{P}/watchlists/",
}
