"""Lesson 05: do states vote as they speak? Roll calls, agreement, S, kappa and pi."""
