"""Questionnaire files: read, checked, and held as frozen values. Pure, but for reading the files."""
