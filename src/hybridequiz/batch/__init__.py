"""Taking in answers without a screen: a JSON line a respondent, by the same route and checks."""
