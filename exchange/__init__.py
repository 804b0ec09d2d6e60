"""Content in and out: reference data and content bundles."""
