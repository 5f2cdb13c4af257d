"""Addresses of the palettes' pages."""

from django.urls import path

from palettes import views

app_name = "palettes"
urlpatterns = [
    path("compare/", views.compare, name="compare"),
    path("search/", views.search, name="search"),
    path("films/<slug:slug>/fingerprint-<slug:digest>.png", views.fingerprint, name="fingerprint"),
    path("films/<slug:slug>/waiting/", views.waiting, name="waiting"),
    path("stills/<int:pk>/bench/", views.bench_form, name="bench"),
    path("stills/<int:pk>/preview/", views.preview, name="preview"),
    path("stills/<int:pk>/grid/", views.grid, name="grid"),
    path("stills/<int:pk>/labels.png", views.labels, name="labels"),
    path("about/methods/", views.methods, name="methods"),
]
