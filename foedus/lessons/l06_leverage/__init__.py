"""Lesson 06: who needs whom? Arms ordered and delivered, sanctions that overlap, and leverage."""
