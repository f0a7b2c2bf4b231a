"""Names by public teachers: `python -m teacher.public_names`, see `__main__.py`."""
