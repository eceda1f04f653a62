"""In and out: plan files, example plans and reports."""
