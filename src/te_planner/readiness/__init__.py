"""What that means: pure functions from a roadmap and a plan's snapshot to readiness."""
