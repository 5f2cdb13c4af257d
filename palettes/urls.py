"""Addresses of the palettes' pages."""

from django.urls import path

from palettes.views import (
    bench,
    compare,
    exports,
    figures,
    films,
    lab,
    maps,
    palette_page,
    search,
    sight,
    still,
)

app_name = "palettes"
urlpatterns = [
    path("compare/", compare.compare, name="compare"),
    path("map/", maps.films, name="map"),
    path("films/<slug:slug>/map/", maps.stills, name="film-map"),
    path("lab/", lab.lab, name="lab"),
    path("search/", search.search, name="search"),
    path("search/picture/", search.picture, name="picture"),
    path("films/<slug:slug>/fingerprint-<slug:digest>.png", films.fingerprint, name="fingerprint"),
    path("films/<slug:slug>/waiting/", films.waiting, name="waiting"),
    path("stills/<int:pk>/bench/", bench.bench_form, name="bench"),
    path("stills/<int:pk>/preview/", bench.preview, name="preview"),
    path("stills/<int:pk>/grid/", bench.grid, name="grid"),
    path("stills/<int:pk>/labels.png", bench.labels, name="labels"),
    path("stills/<int:pk>/colour-space/", still.colour_space, name="colour_space"),
    path("stills/<int:pk>/colours.json", still.colours, name="colours"),
    path("stills/<int:pk>/tables/<slug:key>.csv", figures.of_still, name="still_table"),
    path("films/<slug:slug>/tables/<slug:key>.csv", figures.of_film, name="film_table"),
    path("compare/tables/<slug:key>.csv", figures.of_comparison, name="comparison_table"),
    path("sight/", sight.sight, name="sight"),
    path("about/methods/", bench.methods, name="methods"),
    path("stills/<int:pk>/export/<slug:key>", exports.of_still, name="export_still"),
    path("stills/<int:pk>/picture.png", exports.picture, name="picture"),
    path("films/<slug:slug>/export/<slug:key>", exports.of_film, name="export_film"),
    path("palette/", palette_page.start, name="palette_form"),
    path("palette/<str:colours>/", palette_page.page, name="palette"),
    path("palette/<str:colours>/card.png", palette_page.social_card, name="card"),
    path("palette/<str:colours>/export/<slug:key>", palette_page.export, name="export"),
    path("embed/<str:colours>/", palette_page.embed, name="embed"),
]
