"""Profiles of people and decades: what their films look like, and how sure that is."""

from palettes.profiles.decades import decade_profile, decade_rows, is_decade
from palettes.profiles.people import people_rows, person_profile
from palettes.profiles.profile import Part, Profile

__all__ = [
    "Part",
    "Profile",
    "decade_profile",
    "decade_rows",
    "is_decade",
    "people_rows",
    "person_profile",
]
