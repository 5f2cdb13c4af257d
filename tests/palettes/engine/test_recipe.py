import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from palettes.engine import (
    DEFAULT_RECIPE,
    METHODS,
    EngineError,
    Recipe,
    resolve_recipe,
    usual_space,
)

recipes = st.builds(
    Recipe,
    method=st.sampled_from(sorted(METHODS)),
    space=st.sampled_from(["rgb", "oklab"]),
    size=st.none() | st.integers(1, 64),
    difference=st.sampled_from(["euclidean", "ciede2000"]),
    darkest=st.floats(0, 0.49),
    brightest=st.floats(0.5, 1),
    seed=st.integers(0, 2**32 - 1),
    snap=st.booleans(),
)


@given(recipes)
def test_a_recipe_round_trips_through_its_text(recipe):
    assert Recipe.parse(str(recipe)) == recipe


@pytest.mark.parametrize(
    "text",
    [
        "kmeans-hsv-8",
        "agglomerative-oklab-6,difference=ciede2000,darkest=0.1,seed=3",
        "dbscan-oklab-auto",
        "dbscan-oklab-8,brightest=0.95,snap=off,mass=0.02,reach=0.05",
    ],
)
def test_canonical_text_stays_as_it_is(text):
    assert str(resolve_recipe(text)) == text


def test_options_come_out_in_one_order_and_without_defaults():
    text = " kmeans-oklab-8, starts=4 ,snap=yes,seed=03,difference=euclidean,darkest=.10 "
    assert str(resolve_recipe(text)) == "kmeans-oklab-8,darkest=0.1,seed=3"


def test_options_that_are_still_text_change_a_recipe():
    recipe = Recipe.parse("kmeans-oklab-8,seed=3,starts=2")
    changed = recipe.with_texts({"darkest": "0.1", "seed": "4", "starts": "9"})
    assert str(resolve_recipe(changed)) == "kmeans-oklab-8,darkest=0.1,seed=4,starts=9"
    assert recipe.with_texts({}) == recipe
    with pytest.raises(EngineError, match="whole number"):
        recipe.with_texts({"seed": "x"})


def test_the_default_recipe_is_canonical():
    assert str(resolve_recipe(DEFAULT_RECIPE)) == DEFAULT_RECIPE


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("", "bad_recipe", "METHOD-SPACE-SIZE"),
        ("kmeans", "bad_recipe", "METHOD-SPACE-SIZE"),
        ("kmeans-oklab", "bad_recipe", "METHOD-SPACE-SIZE"),
        ("kmeans-oklab-8,", "bad_recipe", "key=value"),
        ("kmeans-oklab-8,seed", "bad_recipe", "key=value"),
        ("kmeans-oklab-8,seed=1,seed=2", "bad_recipe", "twice"),
        ("kmeans-oklab-\u0663", "bad_recipe", "METHOD-SPACE-SIZE"),
        ("fuzzy-oklab-8", "unknown_method", "agglomerative"),
        ("kmeans-xyz-8", "unknown_space", "oklab"),
        ("kmeans-oklab-8,difference=cie31", "unknown_difference", "ciede2000"),
        ("kmeans-oklab-0", "bad_size", "1 to 64"),
        ("kmeans-oklab-65", "bad_size", "1 to 64"),
        ("kmeans-oklab-many", "bad_size", "1 to 64"),
        ("kmeans-oklab-9999999999", "bad_size", "1 to 64"),
        ("kmeans-oklab-8,darkest=0.9,brightest=0.1", "bad_option", "the first under"),
        ("kmeans-oklab-8,darkest=nan", "bad_option", "number"),
        ("kmeans-oklab-8,darkest=1e999", "bad_option", "0 to 1"),
        ("kmeans-oklab-8,seed=-1", "bad_option", "whole number"),
        ("kmeans-oklab-8,seed=99999999999", "bad_option", "whole number"),
        ("kmeans-oklab-8,snap=maybe", "bad_option", "on or off"),
        ("kmeans-oklab-8,colour=red", "bad_option", "starts"),
        ("kmeans-oklab-8,starts=99", "bad_option", "1 to 32"),
        ("agglomerative-oklab-8,linkage=loose", "bad_option", "ward"),
        ("kmeans-oklab-8,difference=ciede2000", "impossible_recipe", "euclidean"),
        ("agglomerative-rgb-8,difference=hyab", "impossible_recipe", "oklab"),
    ],
)
def test_a_bad_recipe_is_refused_by_code_and_says_what_to_do(text, code, hint):
    with pytest.raises(EngineError) as caught:
        resolve_recipe(text)
    assert caught.value.code == code
    assert hint in str(caught.value)


@given(st.text(max_size=80))
def test_any_text_is_a_recipe_or_a_named_error(text):
    try:
        resolve_recipe(text)
    except EngineError as error:
        assert error.code  # noqa: PT017, most texts are refused


@pytest.mark.parametrize(
    ("method", "rather", "space"),
    [
        ("kmeans", "oklab", "oklab"),
        ("kmeans", "hsv", "hsv"),
        ("octree", "oklab", "rgb"),
        ("accent", "hsv", "oklab"),
        ("nonsense", "hsv", "hsv"),
    ],
)
def test_a_method_is_used_in_a_space_it_works_in(method, rather, space):
    assert usual_space(method, rather) == space


def test_every_methods_usual_space_makes_a_recipe():
    for method in METHODS:
        resolve_recipe(Recipe(method, usual_space(method)))


def test_engine_errors_are_value_errors_with_distinct_codes():
    def below(parent):
        own = [it for it in parent.__subclasses__() if it.__module__ == EngineError.__module__]
        return [leaf for child in own for leaf in below(child) or [child]]

    assert issubclass(EngineError, ValueError)
    codes = [error.code for error in below(EngineError)]
    assert len(codes) == len(set(codes)) == 11


@pytest.mark.parametrize("method", METHODS.values(), ids=list(METHODS))
def test_a_methods_defaults_lie_in_their_own_ranges(method):
    assert METHODS[method.key] is method
    assert method.title
    assert method.summary
    assert method.source
    for parameter in method.parameters:
        assert parameter.read(str(parameter.default)) == parameter.default
        assert parameter.title
        assert parameter.help
        assert parameter.values


def test_a_parameter_says_in_words_what_it_may_be():
    said = {
        p.key: p.values
        for key in ("kmeans", "dbscan", "agglomerative")
        for p in METHODS[key].parameters
    }
    assert said["starts"] == "a whole number, 1 to 32"
    assert said["mass"].startswith("a number, 0")
    assert said["linkage"] == "auto, ward, average or complete"


@pytest.mark.parametrize(
    ("parts", "code", "said"),
    [
        ({"size": 8.5}, "bad_size", "size is 8.5; give a whole number, or None for auto"),
        ({"size": 8.0}, "bad_size", "size is 8.0"),
        ({"size": True}, "bad_size", "size is True"),
        ({"size": "8"}, "bad_size", "size is '8'"),
        ({"size": np.float64(8)}, "bad_size", "size is 8.0"),
        ({"darkest": True}, "bad_option", "darkest=True: give a lightness from 0 to 1"),
        ({"darkest": "0.1"}, "bad_option", "darkest='0.1'"),
        ({"brightest": float("nan")}, "bad_option", "brightest=nan"),
        ({"brightest": None}, "bad_option", "brightest=None"),
        ({"seed": True}, "bad_option", "seed=True; give a whole number"),
        ({"seed": 1.5}, "bad_option", "seed=1.5"),
        ({"seed": "1"}, "bad_option", "seed='1'"),
        ({"seed": -1}, "bad_option", "seed=-1"),
        ({"snap": 1}, "bad_option", "snap=1: give True or False"),
        ({"snap": "on"}, "bad_option", "snap='on'"),
        ({"space": None}, "bad_recipe", "space is None; give its name as text"),
        ({"difference": 3}, "bad_recipe", "difference is 3"),
        ({"parameters": 3}, "bad_recipe", "parameters are 3; give pairs"),
        ({"parameters": [("starts",)]}, "bad_recipe", "is no parameter"),
        ({"parameters": [(1, 2)]}, "bad_recipe", "(1, 2) is no parameter"),
        ({"parameters": [("starts", 2), ("starts", 3)]}, "bad_recipe", "starts is given twice"),
        ({"parameters": {"starts": True}}, "bad_option", "starts=True: give a number or a word"),
        ({"parameters": {"starts": float("nan")}}, "bad_option", "starts=nan"),
        ({"parameters": {"starts": None}}, "bad_option", "starts=None"),
        ({"parameters": {"starts": [1]}}, "bad_option", "starts=[1]"),
    ],
    ids=repr,
)
def test_values_of_the_wrong_type_are_refused_by_name(parts, code, said):
    with pytest.raises(EngineError) as caught:
        Recipe("kmeans", **parts)
    assert caught.value.code == code
    assert said in str(caught.value)


def test_numbers_of_numpy_are_numbers():
    given = Recipe(
        "kmeans",
        size=np.int64(5),
        darkest=np.float32(0.1),
        brightest=1,
        seed=np.uint8(3),
        snap=np.bool_(False),
        parameters={"starts": np.int16(2)},
    )
    assert str(given) == "kmeans-oklab-5,darkest=0.1,seed=3,snap=off,starts=2"
    plain = Recipe.parse(str(given))
    assert resolve_recipe(given) == resolve_recipe(plain)
    assert [type(each) for each in (given.size, given.darkest, given.seed, given.snap)] == [
        int,
        float,
        int,
        bool,
    ]


@pytest.mark.parametrize("order", [(3, 3.0), (3.0, 3)])
def test_equal_recipes_resolve_alike_whichever_came_first(order):
    found = [resolve_recipe(Recipe("kmeans", parameters=[("starts", n)])) for n in order]
    assert [str(one) for one in found] == ["kmeans-oklab-8,starts=3"] * 2


@pytest.mark.parametrize("recipe", [None, 8, ("kmeans", "oklab", 8), ["kmeans-oklab-8"], b"x"])
def test_what_is_no_recipe_at_all_is_told(recipe):
    with pytest.raises(EngineError, match="is not a recipe; write one such as"):
        resolve_recipe(recipe)
