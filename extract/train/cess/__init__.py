"""Conversion of CESS-ESP to Universal Dependencies: `python -m cess`, see `__main__.py`."""
