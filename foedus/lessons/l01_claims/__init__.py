"""Lesson 01: who says what, and how we know."""
