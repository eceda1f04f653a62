"""The closed lists of a plan: its statuses, answers and kinds. Imports nothing, since `--help` needs them."""

STATUSES = ("proposed", "approved", "active", "on hold", "done", "cancelled")
ANSWERS = ("in place", "partly", "not in place")
STATEMENT_KINDS = ("attestation", "observation")
EVIDENCE_KINDS = ("document", "link", "file")
BUDGET_KINDS = ("capital", "operating")
REQUIREMENT_CHANGES = ("waived", "added")
BETTER = ("up", "down")
DIRECTIONS = ("above", "below")
