"""The middle of all looks: the mean signature of 17 films' stills.

Those of the sample catalogue and of nine films under Creative Commons licences, each film
counting the same; half-precision floats in base64. A mean of other films gives nearly the same
ranking (docs/looks.md), but another LOOK_VERSION.
"""

from typing import Final

CENTRE: Final = (
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAANEI2RhzHjsbrBQAAAAAAACbDikfgyU4KMMl"
    "MRsAAAAAAABQFAckTilbLSMrcR8AAAAAAADPFh0iaijrKyIrFiQAAAAAAADtFHYcfyFfJbcmrCMAAAAAAABADGEO"
    "6w+AFUQc1BoAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABHDFMScBT6Hc8eixsjGAAA"
    "phj5Ijwm7CWpJ8QmgCO3HQAAIxviJDspxCuWLKYrlyWqHAAAIhjcIv8oQC1QMEQvlSm/GAAAWxeUIREoEyzgLhEw"
    "Ci2uIAAAexZFIXslKyhOKmkt/yzPJQAA9xPlHiMhvyEeIyso1ykNJgAAPAvOFhkZNxghF8Qa4yFnIAAAAAAAAAAA"
    "AAAAAL4IFBIiE9EMCxKkIMwhYh/1IyYl3SJrISwVrR5YJ0opzydHKbspJCgtJEsVkB9xJz4q1yvfLDYsdikMJIoR"
    "jhwDJXMo0yvnLvQumCwxJQYNAhwsJOsmCSmtLAcvji44KHYUUhzsI+MlXCfiKOosLy5TKlUb9RtcImskESTKJGQo"
    "AiwGKrgcohjVHYkeVx39HLkeICZAJqQZAAAPDhAPdQZMEC8W3BgnGp0WbRiDI2sk1SASJK0lLCRtI/YclB5qJyop"
    "pycFKZUp7ygoJuYdWx2BJZ4ojioDLFIrRSqfJqUcnBptJMEmAyntLPotXy1yKTwdjxvHI14l7iZFKgUt/S30Kt8g"
    "CxzBIvUkqCXQJogp0ixoK/ciZByXISok6CLwIvAk+ykBKjQi0hrxHgEgHx5yHUMfRCVjJjMdAACJD4cRpwusEa0W"
    "vxlbHNMYlRQ2IYgh5B3UIG0jCSJvIj8f6hhQI4wkNiRtJnMn2yZdJSAgsxYnIVolMShUKiYqVSlBJxsg3RROIJ8k"
    "6yZiLK8tbC1BKxYiAxZgIB4kCSZKKoksFC2MK08jCBbyH90ijCQCJi0oCiqAKUojERa6HbAgnB/iH8UiySVdJu0g"
    "yxcJHAMdhhtqGXkbsh7tH7EYAAAAABkFfwYnBhgIyxQ6GCwVAAAmEbcYIRhCGCgadhwjHyMd1AA5Fo4cpRyrIfMh"
    "DCDCIFQd8QDSFycesSG4Jx0o6iUEJO8cAABCFUEdYCNdK3ksLisXKJwfAAB2GMIdYCKjKOYpSym+JigeAADdGLMd"
    "kyBoIpQjriM8IQcaAADwFUYaRxrBGqwbChzbF4QQAABrErUU9AoAAAAAAAAAAAAA"
)
