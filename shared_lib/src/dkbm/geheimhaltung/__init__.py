"""Geheimhaltung: nothing published gives a person away."""
