"""Writes that span models or have effects: keyword-only, atomic, `by=`, they return the object."""
