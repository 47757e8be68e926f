"""A small room on which the proofs are tried."""
