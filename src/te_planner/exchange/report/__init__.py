"""Reports: one document model, many writers."""
