"""An empty stage, its camera, its air and the passes that are kept beside the picture."""

import math
from dataclasses import dataclass, field

import bpy
from mathutils import Vector

MIST_FAR = 400.0


@dataclass
class Stage:
    """One shot being set up; ``accents`` names materials, ``air`` says how distance fades."""

    width: int
    height: int
    accents: list = field(default_factory=list)
    air: dict = field(default_factory=dict)

    def accent(self, name, *materials):
        """Measure what these materials cover in the frame, as one accent of this name."""
        self.accents.append(name)
        for material in materials:
            material.pass_index = len(self.accents)

    def camera(self, at, to, lens=40, f=None, focus=None, roll=0.0, shift=(0, 0)):
        """Look from a point to another; ``f`` with ``focus`` (a point or metres) blurs the rest."""
        data = bpy.data.cameras.new("camera")
        data.lens, data.sensor_width = lens, 36
        data.shift_x, data.shift_y = shift
        data.clip_start, data.clip_end = 0.02, 5000
        camera = bpy.data.objects.new("camera", data)
        bpy.context.collection.objects.link(camera)
        camera.location = at
        turn = (Vector(to) - Vector(at)).to_track_quat("-Z", "Y")
        camera.rotation_euler = turn.to_euler()
        camera.rotation_euler.rotate_axis("Z", math.radians(roll))
        if f:
            data.dof.use_dof = True
            data.dof.aperture_fstop = f
            far = focus if isinstance(focus, int | float) else None
            data.dof.focus_distance = far or (Vector(focus or to) - Vector(at)).length
            data.dof.aperture_blades = 0
        bpy.context.scene.camera = camera
        return camera

    def fog(self, colour, density, start=0.0, most=1.0, lift=None):
        """Let the air take ``colour`` with distance; ``lift`` is the colour at the frame's top."""
        self.air = {
            "colour": tuple(colour),
            "density": density,
            "start": start,
            "most": most,
            "lift": tuple(lift or colour),
        }


def clear(width, height, samples, threads):
    """Forget everything and give an empty stage."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    bpy.ops.preferences.addon_enable(module="cycles")
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    scene.render.resolution_x, scene.render.resolution_y = width, height
    scene.render.threads_mode, scene.render.threads = "FIXED", threads
    scene.render.use_motion_blur = False
    c = scene.cycles
    c.device = "CPU"
    c.samples = samples
    c.use_adaptive_sampling, c.adaptive_threshold = True, 0.04
    c.use_denoising, c.denoiser = True, "OPENIMAGEDENOISE"
    c.denoising_input_passes = "RGB_ALBEDO_NORMAL"
    c.denoising_prefilter = "FAST"
    c.max_bounces, c.diffuse_bounces, c.glossy_bounces = 5, 2, 3
    c.transmission_bounces, c.transparent_max_bounces, c.volume_bounces = 4, 12, 0
    c.caustics_reflective = c.caustics_refractive = False
    c.sample_clamp_indirect, c.sample_clamp_direct = 4.0, 0.0
    c.blur_glossy = 1.0
    c.seed = 7
    world = bpy.data.worlds.new("world")
    scene.world = world
    world.use_nodes = True
    world.mist_settings.start, world.mist_settings.depth = 0.0, MIST_FAR
    world.mist_settings.falloff = "LINEAR"
    sky((0, 0, 0))
    return Stage(width, height)


def sky(colour, strength=1.0, top=None):
    """A plain sky, or one from ``colour`` at the horizon to ``top`` overhead."""
    tree = bpy.context.scene.world.node_tree
    back = tree.nodes["Background"]
    back.inputs["Strength"].default_value = strength
    back.inputs["Color"].default_value = (*colour, 1)
    if top is None:
        return
    where = tree.nodes.new("ShaderNodeTexCoord")
    parts = tree.nodes.new("ShaderNodeSeparateXYZ")
    ramp = tree.nodes.new("ShaderNodeValToRGB")
    ramp.color_ramp.elements[0].color = (*colour, 1)
    ramp.color_ramp.elements[1].color = (*top, 1)
    ramp.color_ramp.elements[1].position = 0.6
    tree.links.new(where.outputs["Generated"], parts.inputs[0])
    tree.links.new(parts.outputs["Z"], ramp.inputs["Fac"])
    tree.links.new(ramp.outputs["Color"], back.inputs["Color"])


def light(kind, at, colour, power, to=None, size=0.5, angle=60, blend=0.4, shape=None):
    """A POINT, AREA, SPOT or SUN light; ``size`` in metres (SUN: degrees)."""
    data = bpy.data.lights.new(kind.lower(), kind)
    data.energy, data.color = power, colour
    if kind == "AREA":
        data.size = size if not isinstance(size, tuple) else size[0]
        if isinstance(size, tuple):
            data.shape, data.size_y = "RECTANGLE", size[1]
        if shape:
            data.shape = shape
    elif kind == "SUN":
        data.angle = math.radians(size)
    else:
        data.shadow_soft_size = size
        if kind == "SPOT":
            data.spot_size, data.spot_blend = math.radians(angle), blend
    lamp = bpy.data.objects.new(kind.lower(), data)
    bpy.context.collection.objects.link(lamp)
    lamp.location = at
    if to is not None:
        lamp.rotation_euler = (Vector(to) - Vector(at)).to_track_quat("-Z", "Y").to_euler()
    return lamp


def render(folder):
    """Render the picture, its mist and its material numbers; give them as arrays.

    Returns float32 ``(height, width, 3)`` linear light, ``(height, width)`` metres and
    ``(height, width)`` uint8 accent numbers, top row first.
    """
    import numpy as np

    scene = bpy.context.scene
    layer = bpy.context.view_layer
    layer.use_pass_mist = layer.use_pass_material_index = True
    scene.use_nodes = True
    tree = scene.node_tree
    tree.nodes.clear()
    source = tree.nodes.new("CompositorNodeRLayers")
    for name, socket in (("light", "Image"), ("mist", "Mist"), ("index", "IndexMA")):
        out = tree.nodes.new("CompositorNodeOutputFile")
        out.base_path = str(folder)
        out.format.file_format = "OPEN_EXR"
        out.format.color_depth = "32"
        out.format.exr_codec = "ZIP"
        out.file_slots[0].path = f"{name}-"
        tree.links.new(source.outputs[socket], out.inputs[0])
    scene.frame_set(1)
    scene.render.filepath = str(folder / "composite.png")
    bpy.ops.render.render(write_still=False)

    def read(name):
        image = bpy.data.images.load(str(folder / f"{name}-0001.exr"))
        image.colorspace_settings.is_data = True
        width, height = image.size
        data = np.empty(width * height * 4, np.float32)
        image.pixels.foreach_get(data)
        return data.reshape(height, width, 4)[::-1]

    picture = read("light")[..., :3]
    metres = read("mist")[..., 0] * MIST_FAR
    numbers = np.rint(read("index")[..., 0]).astype(np.uint8)
    return picture, metres, numbers
