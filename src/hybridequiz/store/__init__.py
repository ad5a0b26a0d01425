"""Where answers are kept: the journal in SQLite, and the answer files."""
