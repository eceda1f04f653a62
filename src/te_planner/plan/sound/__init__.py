"""Is a plan sound to the last row, does it fit what was handed in, and what can be saved of a damaged one."""
