"""What of the record leaves the site in formats that others define: one module a standard.

Each takes rows that its caller may show, and gives documents; who may see what is decided in the views.
"""
