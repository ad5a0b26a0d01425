"""Exports: one column plan, one writer a format, the codebook."""
