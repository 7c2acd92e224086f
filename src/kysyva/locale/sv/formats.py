"""Dates and times as Swedish is written in Finland: 25.5.2027, kl. 14.05."""

DATE_FORMAT = "j F Y"
SHORT_DATE_FORMAT = "j.n.Y"
MONTH_DAY_FORMAT = "j F"
TIME_FORMAT = "H.i"
DATETIME_FORMAT = r"j F Y \k\l. H.i"
SHORT_DATETIME_FORMAT = "j.n.Y H.i"
