"""Looking and doing: the Textual screens."""
