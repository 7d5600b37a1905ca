"""Gebiete: who they are, what they are called, who is comparable, what they were before."""

from dkbm.gebiete.gebiet import Gebiet
from dkbm.gebiete.register import Register, load_register

__all__ = ["Gebiet", "Register", "load_register"]
