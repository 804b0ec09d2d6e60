"""The public pages of the reference data: the vocabulary, the organisations, the municipalities and the law."""
