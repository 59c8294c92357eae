"""What leaves: the record in the forms that others read."""
