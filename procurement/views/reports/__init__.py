"""Frozen reports: the list, what everybody sees, checking a PDF, and the files."""
