"""Vorlage: scaffold a Kommune's project from the template.

Modules here that the cookiecutter hooks import (`antworten`, `paket`) use the standard library
and python-slugify only.
"""
