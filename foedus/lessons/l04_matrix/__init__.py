"""Lesson 04: who had to help whom on 22 June 2025? Ties, pairs and the alliance matrix."""
