"""Copies of a plan: backups and their rotation, bringing one back, two copies that went apart."""
