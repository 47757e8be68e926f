"""Lesson 08: the capstone, a briefing on another pair."""
