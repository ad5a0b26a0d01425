"""The report: from answers to figures that can be published, and traced."""
