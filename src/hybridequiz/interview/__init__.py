"""An interview is a fold over events. Pure: no files, no clock, no screen."""
