"""What measures speed and quality. Run by `make bench`; no test asserts a time."""
