"""The bench's form: every choice of a recipe, derived from the engine's tables."""

from collections.abc import Iterator
from typing import Any

from django import forms

from palettes.engine import (
    DIFFERENCES,
    METHODS,
    SPACES,
    EngineError,
    Recipe,
    resolve_recipe,
    usual_space,
)
from palettes.engine.methods import Parameter
from palettes.engine.recipe import AUTO, LARGEST, LAST_SEED, USUAL_SPACE


def _choices(table: dict[str, Any]) -> list[tuple[str, str]]:
    return [(key, entry.title) for key, entry in table.items()]


def _usual_spaces() -> str:
    """Which space is taken when none is chosen."""
    others = {key: usual_space(key) for key in METHODS if usual_space(key) != USUAL_SPACE}
    said = (f"{METHODS[key].title}: {SPACES[space].title}" for key, space in others.items())
    return "; ".join([SPACES[USUAL_SPACE].title, *said])


class RecipeForm(forms.Form):
    """A recipe by parts. A method's own parameters are fields named ``method.parameter``."""

    method = forms.ChoiceField(choices=_choices(METHODS))
    space = forms.ChoiceField(
        label="Colour space",
        choices=[("", "the usual"), *_choices(SPACES)],
        required=False,
        help_text=_usual_spaces(),
    )
    difference = forms.ChoiceField(choices=_choices(DIFFERENCES), required=False)
    size = forms.CharField(
        label="Colours",
        max_length=6,
        help_text=f"1 to {LARGEST}, or {AUTO}",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    darkest = forms.FloatField(
        label="Leave out darker than",
        required=False,
        min_value=0,
        max_value=1,
        help_text="OKLab lightness, 0 to 1",
        widget=forms.NumberInput(attrs={"step": "0.01"}),
    )
    brightest = forms.FloatField(
        label="Leave out lighter than",
        required=False,
        min_value=0,
        max_value=1,
        help_text="OKLab lightness, 0 to 1",
        widget=forms.NumberInput(attrs={"step": "0.01"}),
    )
    seed = forms.IntegerField(
        required=False, min_value=0, max_value=LAST_SEED, help_text="where chance starts"
    )
    snap = forms.ChoiceField(
        label="Swatches",
        choices=[("on", "colours of the picture"), ("off", "means of their groups")],
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.resolved: Recipe | None = None
        for method in METHODS.values():
            for parameter in method.parameters:
                self.fields[f"{method.key}.{parameter.key}"] = _field(parameter)

    @classmethod
    def of(cls, recipe: Recipe) -> "RecipeForm":
        """The form filled in with a recipe."""
        size = AUTO if recipe.size is None else str(recipe.size)
        values = {
            "method": recipe.method,
            "space": "" if recipe.space == usual_space(recipe.method) else recipe.space,
            "difference": recipe.difference,
            "size": size,
            "darkest": recipe.darkest,
            "brightest": recipe.brightest,
            "seed": recipe.seed,
            "snap": "on" if recipe.snap else "off",
        }
        own = {f"{recipe.method}.{key}": value for key, value in recipe.parameters}
        return cls(initial=values | own)

    def clean(self) -> dict[str, Any]:
        """Put the parts together; what cannot be is refused in the engine's own words."""
        values = super().clean() or {}
        if not self.errors:
            try:
                self.resolved = resolve_recipe(self._text(values))
            except EngineError as error:
                raise forms.ValidationError(str(error), code=error.code) from error
        return values

    def _text(self, values: dict[str, Any]) -> str:
        method = METHODS[values["method"]]
        options = {
            key: values[key]
            for key in ("difference", "darkest", "brightest", "seed", "snap")
            if values.get(key) not in (None, "")
        }
        for parameter in method.parameters:
            value = values.get(f"{method.key}.{parameter.key}")
            if value not in (None, ""):
                options[parameter.key] = value
        space = values["space"] or usual_space(method.key)
        head = f"{method.key}-{space}-{values['size'].strip().lower()}"
        return ",".join([head, *(f"{key}={value}" for key, value in options.items())])

    def common(self) -> Iterator[forms.BoundField]:
        """The fields that every method has."""
        return (self[name] for name in self.fields if "." not in name)

    def own(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """Each method that has fields of its own: key, title, fields."""
        return [
            (key, method.title, [self[f"{key}.{p.key}"] for p in method.parameters])
            for key, method in METHODS.items()
            if method.parameters
        ]


def _field(parameter: Parameter) -> forms.Field:
    common: dict[str, Any] = {
        "label": parameter.title,
        "help_text": parameter.help,
        "required": False,
        "initial": parameter.default,
    }
    if parameter.choices:
        return forms.ChoiceField(choices=[(c, c) for c in parameter.choices], **common)
    if isinstance(parameter.default, int):
        return forms.IntegerField(
            min_value=int(parameter.low), max_value=int(parameter.high), **common
        )
    common["widget"] = forms.NumberInput(attrs={"step": "any"})
    return forms.FloatField(min_value=parameter.low, max_value=parameter.high, **common)
