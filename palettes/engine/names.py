"""Plain names of the trade for colours: ochre, teal, oxblood, lamp black."""

from functools import lru_cache
from typing import Final

import numpy as np

from palettes.engine.arrays import Floats
from palettes.engine.spaces.oklab import Oklab

# Paints, stones, woods, cloths, foods: words somebody on a set would use. The table is densest
# near the greys, browns and darks, where film lives. Values are sRGB, chosen for this list.
_TABLE: Final = """
lamp black 0a0a0b, ink 14161c, pitch 1a1612, sable 241c19, jet 1f1f21, soot 2b2a29,
charcoal 37383a, graphite 444649, iron 52514f, lead 5c5f63, pewter 6e7174, dove 7d7a78,
ash 8b8b88, nickel 989b9e, silver a9acaf, cement b3afa8, fog bfc2c4, pearl d2d0cb,
platinum dcdfe0, bone e0d8c6, chalk ebebe6, porcelain f2f4f4, white ffffff, black 000000,
raven 0d1118, midnight 101a33, obsidian 17131d, peat 2a1f14, espresso 2f1e15, bistre 3a2a1b,
umber 4a3524, walnut 53402f, cocoa 5d3f2e, chestnut 6b3a26, mahogany 5a261c, oxblood 4a1013,
garnet 6a1420, burgundy 571326, maroon 741b1b, mulberry 5d1f3f, aubergine 2e1628, plum 50264a,
fig 43303f, raisin 2f232b, damson 3a1f42, grape 563470, oxide red 8a2e20, brick 97402d,
rust a44a1f, terracotta bd6144, sienna 9a5028, copper b06a3b, cinnamon 96592f, tobacco 71512c,
sepia 6a4b34, hazel 7f6037, bronze 84692f, brass ac8f45, ochre c08a2e, raw sienna c68a4f,
caramel b9793c, toffee 8c5f3a, camel b9925f, tan c9a27a, fawn ba9a7a, taupe 80705f,
mushroom a39385, putty b7a98f, driftwood 93826c, khaki a89a6a, sand d3bd92, wheat e3cd98,
straw dcc674, buff dfba84, biscuit e4c9a4, oatmeal d9cbb4, linen ece2d2, parchment efe3c4,
ivory f8efda, cream f9eec0, skin e8b998, peach f8c09a, apricot f5a86c, salmon f08d74,
coral ee6f57, shrimp e69d8b, blush eac4b8, shell f3dcd0, rose beige c9a396, dusty rose c08a86,
old rose b56a6c, rosewood 733a3a, rose de6a82, pink f2a6b8, powder pink f6d3d6, carnation f47f97,
flamingo f5708f, watermelon ea4a5c, raspberry b9224f, cherry a8152e, crimson c3132f,
scarlet e2261c, vermilion e5431f, red f20a0a, carmine 940f22, blood 7b0c0c, ruby a30f3e,
cardinal b41b2c, tomato e2513c, orange f07d13, tangerine f69130, amber f5b01c, marigold efa22b,
pumpkin d2691e, burnt orange b8500f, persimmon e65d25, ginger b7652b, honey dca13a, gold d6ae2e,
saffron f3c125, mustard c79f1f, yellow f7e017, lemon f9ef5e, canary fdf18a, primrose f2ea9e,
sulphur e3dc51, citron c4bf2b, chartreuse b5e61d, lime 9bd528, apple 86c946, pistachio b4cf8d,
pear c9d158, celery cbd6a0, olive 77752b, olive drab 565a2a, army 454a2c, moss 667239,
lichen 9aa37b, sage 9cab8c, celadon afc8ae, reed 868b5e, willow 7d9062, fern 4f8248, grass 5da032,
leaf 3f8a2b, emerald 16955d, green 1a9a2a, shamrock 24b36a, neon green 4bf03a, jade 3fa27d,
malachite 1f7a4c, bottle green 0e3d28, forest 24502c, pine 21443a, ivy 38563a, hunter 2d4a31,
spruce 35564e, black green 121d18, cypress 465a46, verdigris 5aa79a, mint a9e2c4, seafoam c6ead8,
eucalyptus 7ba58f, aquamarine 74dcc0, turquoise 35c3b9, teal 14787b, deep teal 0e4a50,
petrol 133a45, lagoon 188f9c, cyan 1fd3ec, aqua 8ce4ea, ice dff1f5, glacier b4d3dc,
duck egg c3dcd4, mist ccd8da, sky 8fbde6, azure 3b96e8, cerulean 2787bb, powder blue b9d2ea,
cornflower 6a90e2, steel blue 4f7ea5, denim 35597f, prussian 12304c, navy 111d4c, ink blue 1c2740,
storm 4b5866, slate 5a6673, blue grey 7a8995, cadet 5a7f8b, pigeon 8894a5, gunmetal 2b3238,
midnight teal 0f2429, smoke 9da5a6, cobalt 1f4cab, royal blue 2b3fc4, blue 1a22e6,
ultramarine 2a1f9b, sapphire 163a86, marine 1f4464, electric blue 2f6cf8, indigo 33237d,
periwinkle a2a6ec, iris 6a5ccb, hyacinth 8288c8, lavender c9bce9, wisteria ac98d6, lilac cda9d8,
heather 9d86a3, thistle cdbfd0, mauve b284a0, amethyst 8c55b9, violet 7427c6, purple 7b1fa2,
royal purple 4c1d82, orchid d26fce, magenta e01bb0, fuchsia d9267f, cerise cf2360,
hot pink fb4fae, wine 6d2438, claret 7c1836, cranberry 8d1f3c, prune 4b2433, liver 5b3433,
bole 6b4238, russet 7c4527, cordovan 72352f, redwood 8f4a41, clay a4705a, adobe b98063,
cork a98358, almond d8b490, champagne f2ddb5, stone ada69a, greige bbb0a2, flax d8cb8e,
hay c2ad68, mud 5e5140, loam 44382b, bark 3d3129, moleskin 645b54, elephant 5a5552,
granite 6b6865, mouse 88807a, otter 756152, sepia black 251a12, blue black 0c1420,
warm black 14100d, oil 2b2b1e, swamp 3b3c27, drab 6a6141, verdant 2f6b2d, pond 4e6653, sea 37736c,
oyster cdc9bd, lilac grey a9a3ae, plum grey 5b505c, mauve grey 83767f, green grey 7f8a80,
sea mist b4c4bc, pebble 95908a, neon purple cc0cff, spring green 12f7ac, ultraviolet 6406ff,
foxglove 904c80, byzantine 8d0a70, candy pink fa66f2, neon violet ad60fb, dahlia b024c2,
absinthe b0fba2, larkspur a288fb, deep purple 4a0a5c
"""


@lru_cache(maxsize=1)
def colour_names() -> dict[str, str]:
    """Every name with its hex, in the table's order."""
    entries = (entry.strip().rpartition(" ") for entry in _TABLE.split(","))
    return {name: f"#{value}" for name, _, value in entries}


@lru_cache(maxsize=4096)
def oklab_of_hex(text: str) -> tuple[float, float, float]:
    """OKLab L, a, b of ``#rrggbb``."""
    lightness, a, b = _oklab([text])[0].tolist()
    return lightness, a, b


@lru_cache(maxsize=4096)
def colour_name(text: str) -> str:
    """Give the nearest name of ``#rrggbb``, in either case.

    Nearest in OKLab with both chroma axes doubled, as a hue slip shows more than a slip in
    lightness (B. Ottosson; "OK2" in coloraide).
    """
    step = (_oklab([text]) - _name_coordinates()) * (1.0, 2.0, 2.0)
    return tuple(colour_names())[int(np.argmin((step * step).sum(axis=1)))]


@lru_cache(maxsize=1)
def _name_coordinates() -> Floats:
    return _oklab(list(colour_names().values()))


def _oklab(texts: list[str]) -> Floats:
    channels = [[int(text[start : start + 2], 16) for start in (1, 3, 5)] for text in texts]
    return Oklab().from_rgb(np.array(channels, dtype=np.float64) / 255)
