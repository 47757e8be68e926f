"""Lesson 00: the story, the tools, and what a learner believes before the evidence."""
