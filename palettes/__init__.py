"""Computing, keeping, searching and comparing palettes and looks.

- ``engine``: the science, without Django. ``models``, ``compute`` and ``making``
  keep what it gives.
- ``index`` and ``search``: the catalogue in memory, to be found by colour and by look.
- ``searching``, ``looking``, ``comparing``, ``mapping``, ``profiles``, ``colour_pages``,
  ``sharing``, ``bench``, ``lab``, ``story``: what the pages show; ``charts`` draws it,
  ``templatetags`` and ``views`` hand it out.
- ``visitors``: what visitors ask to have worked out, and its limits.
- ``api``: the same for programs.
"""
