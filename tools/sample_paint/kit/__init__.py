"""The painting kit: camera, solids, light, lens and grade, in linear float32."""

from .body import Body
from .camera import Camera, patch, rod, unit, vec
from .figure import HAIR, SKIN, bust, head, person
from .grade import Look, decode, encode, rgb, save
from .noise import fbm, resize, smoothstep, texture
from .optics import beam, blur, bokeh, defocus, glow, over, ripple, shafts
from .scene import Light, Picture, shade

__all__ = [
    "HAIR",
    "SKIN",
    "Body",
    "Camera",
    "Light",
    "Look",
    "Picture",
    "beam",
    "blur",
    "bokeh",
    "bust",
    "decode",
    "defocus",
    "encode",
    "fbm",
    "glow",
    "head",
    "over",
    "patch",
    "person",
    "resize",
    "rgb",
    "ripple",
    "rod",
    "save",
    "shade",
    "shafts",
    "smoothstep",
    "texture",
    "unit",
    "vec",
]
