"""What nobody answered: respondents that a program makes up, for rehearsals, demonstrations and tests."""
