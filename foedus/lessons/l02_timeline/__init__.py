"""Lesson 02: what happened when, and how sure are we."""
