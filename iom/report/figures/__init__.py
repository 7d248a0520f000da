"""Figures about a round: how far those who judge agree, and what a director asks."""
