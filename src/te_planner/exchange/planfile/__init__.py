"""A whole plan as text: written in a stable order, read strictly, made again in one transaction."""
