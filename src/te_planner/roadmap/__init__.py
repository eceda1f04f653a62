"""What the roadmap says: immutable, read from YAML."""
