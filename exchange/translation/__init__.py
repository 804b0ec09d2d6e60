"""The texts of a record as a Word file for a translator, and back into a draft."""
