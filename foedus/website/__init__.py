"""The course as a static website: pages made from the committed notebooks and documents."""

from foedus.website.building import Order, site

__all__ = ["Order", "site"]
