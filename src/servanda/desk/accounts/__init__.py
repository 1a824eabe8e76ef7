"""People, parties, delegations, roles, sign-in."""
