"""Lesson 07: forecasts written down, the date moved on, and the forecasts scored."""
