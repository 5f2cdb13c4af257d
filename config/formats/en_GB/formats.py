"""Days and hours as the pages write them: Django's own for British English say "8:05 a.m."."""

TIME_FORMAT = "H:i"
DATETIME_FORMAT = SHORT_DATETIME_FORMAT = "j M Y, H:i"
