from hypothesis import settings

# A busy machine is no failure: laws are about values, never about time.
settings.register_profile("engine", deadline=None)
settings.load_profile("engine")
