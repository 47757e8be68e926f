"""Lesson 03: what does a treaty oblige? Clauses, entry into force, three definitions."""
