"""Changes to bodies, meetings and papers; each is one transaction and leaves ledger entries."""
