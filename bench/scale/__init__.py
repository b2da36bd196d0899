"""How a ledger holds up as it grows: ingest, disk, index, search and reads, each with its exponent."""
