"""Word files: what practitioners write offline becomes a draft, with a report of what did not fit."""
