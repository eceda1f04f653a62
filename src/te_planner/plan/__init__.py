"""What we do: the plan in one SQLite file, its edits, its journal and its snapshot."""
