"""Which still of its film a still is: the number in its title."""

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from catalog.models import Still


def number_in_film() -> Coalesce:
    """To annotate stills with: the place in the film, from 1."""
    same = Q(position=OuterRef("position"), pk__lte=OuterRef("pk"))
    no_later = Still.objects.filter(Q(position__lt=OuterRef("position")) | same)
    counted = no_later.filter(film=OuterRef("film")).order_by().values("film")
    return Coalesce(Subquery(counted.annotate(n=Count("pk")).values("n")), 1)
