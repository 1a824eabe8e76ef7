"""What every stored thing shares: ids, ledger entries, as-of reads, the access policy."""
