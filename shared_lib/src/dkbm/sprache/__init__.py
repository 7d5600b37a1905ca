"""German numbers, years and lists: the one place that turns values into words."""
