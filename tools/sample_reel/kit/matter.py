"""Materials: a Principled surface with procedural wear, bump and colour variation."""

import bpy


def matter(
    colour, rough=0.6, *, metal=0.0, vary=0.0, scale=4.0, bump=0.0, bump_scale=40.0,
    stretch=(1, 1, 1), second=None, sheen=0.0, coat=0.0, glow=None, power=0.0, clear=0.0,
    ior=1.45, wet=0.0, skin=0.0, spec=0.5, detail=6, edge=(0.35, 0.65), bump_depth=0.02,
):  # fmt: skip
    """A surface.

    ``vary`` mixes in ``second`` (default: darker) by noise of ``scale`` per metre; ``bump`` is
    0 to 1; ``wet`` lowers roughness in noise-shaped pools; ``glow`` with ``power`` emits.
    """
    made = bpy.data.materials.new("matter")
    made.use_nodes = True
    tree = made.node_tree
    body = tree.nodes["Principled BSDF"]
    put = body.inputs
    put["Base Color"].default_value = (*colour, 1)
    put["Roughness"].default_value = rough
    put["Metallic"].default_value = metal
    put["IOR"].default_value = ior
    put["Transmission Weight"].default_value = clear
    put["Sheen Weight"].default_value = sheen
    put["Coat Weight"].default_value = coat
    put["Specular IOR Level"].default_value = spec
    if skin:
        put["Subsurface Weight"].default_value = skin
        put["Subsurface Radius"].default_value = (0.02, 0.008, 0.004)
        put["Subsurface Scale"].default_value = 0.4
    if glow:
        put["Emission Color"].default_value = (*glow, 1)
        put["Emission Strength"].default_value = power
    where = tree.nodes.new("ShaderNodeTexCoord")
    place = tree.nodes.new("ShaderNodeMapping")
    place.inputs["Scale"].default_value = stretch
    tree.links.new(where.outputs["Object"], place.inputs["Vector"])

    def noise(size, low, high, rough_=0.6):
        grain = tree.nodes.new("ShaderNodeTexNoise")
        grain.inputs["Scale"].default_value = size
        grain.inputs["Detail"].default_value = detail
        grain.inputs["Roughness"].default_value = rough_
        ramp = tree.nodes.new("ShaderNodeMapRange")
        ramp.inputs["From Min"].default_value, ramp.inputs["From Max"].default_value = low, high
        tree.links.new(place.outputs["Vector"], grain.inputs["Vector"])
        tree.links.new(grain.outputs["Fac"], ramp.inputs["Value"])
        return ramp.outputs["Result"]

    if vary:
        mix = tree.nodes.new("ShaderNodeMix")
        mix.data_type = "RGBA"
        mix.inputs["A"].default_value = (*colour, 1)
        dark = second or tuple(c * (1 - 0.75 * vary) for c in colour)
        mix.inputs["B"].default_value = (*dark, 1)
        tree.links.new(noise(scale, *edge), mix.inputs["Factor"])
        tree.links.new(mix.outputs["Result"], put["Base Color"])
    if wet:
        span = tree.nodes.new("ShaderNodeMapRange")
        span.inputs["To Min"].default_value, span.inputs["To Max"].default_value = rough, wet
        tree.links.new(noise(scale * 0.35, 0.4, 0.56), span.inputs["Value"])
        tree.links.new(span.outputs["Result"], put["Roughness"])
    if bump:
        relief = tree.nodes.new("ShaderNodeBump")
        relief.inputs["Strength"].default_value = bump
        relief.inputs["Distance"].default_value = bump_depth
        tree.links.new(noise(bump_scale, 0.2, 0.8, 0.7), relief.inputs["Height"])
        tree.links.new(relief.outputs["Normal"], put["Normal"])
    return made


def glow(colour, power, patchy=0.0):
    """A surface that only shines; the light it gives is set apart, which is far less noisy.

    ``patchy`` (noise per metre) makes it uneven, as a lit room behind a pane is.
    """
    made = bpy.data.materials.new("glow")
    made.cycles.emission_sampling = "NONE"
    made.use_nodes = True
    tree = made.node_tree
    tree.nodes.clear()
    out = tree.nodes.new("ShaderNodeOutputMaterial")
    shine = tree.nodes.new("ShaderNodeEmission")
    shine.inputs["Color"].default_value = (*colour, 1)
    shine.inputs["Strength"].default_value = power
    tree.links.new(shine.outputs[0], out.inputs["Surface"])
    if patchy:
        where, uneven = tree.nodes.new("ShaderNodeTexCoord"), tree.nodes.new("ShaderNodeTexNoise")
        span = tree.nodes.new("ShaderNodeMapRange")
        uneven.inputs["Scale"].default_value = patchy
        for name, value in (
            ("From Min", 0.35),
            ("From Max", 0.72),
            ("To Min", 0.06),
            ("To Max", power),
        ):
            span.inputs[name].default_value = value
        tree.links.new(where.outputs["Object"], uneven.inputs["Vector"])
        tree.links.new(uneven.outputs["Fac"], span.inputs["Value"])
        tree.links.new(span.outputs["Result"], shine.inputs["Strength"])
    return made


def wood(colour, dark, rough=0.4, scale=1.0, along=2, coat=0.0):
    """Grain along one axis (0, 1 or 2) of the object."""
    stretch = [14.0 * scale] * 3
    stretch[along] = 0.7 * scale
    return matter(
        colour, rough, vary=1.0, second=dark, scale=2.2, stretch=stretch, bump=0.12,
        bump_scale=6.0, coat=coat, edge=(0.3, 0.7), bump_depth=0.004,
    )  # fmt: skip


def tiles(one, two, size, rough=0.3, joint=(0.2, 0.2, 0.2), gap=0.02, offset=0.0, wet=False):
    """Tiles or bricks in the object's x-y plane, ``size`` metres long (squares at offset 0)."""
    made = matter(one, rough)
    tree = made.node_tree
    body = tree.nodes["Principled BSDF"]
    where = tree.nodes.new("ShaderNodeTexCoord")
    brick = tree.nodes.new("ShaderNodeTexBrick")
    brick.offset = offset
    for name, value in (("Color1", one), ("Color2", two), ("Mortar", joint)):
        brick.inputs[name].default_value = (*value, 1)
    width, height = size if isinstance(size, tuple) else (size, size)
    for name, value in (("Scale", 1), ("Mortar Size", gap * height), ("Brick Width", width),
                        ("Row Height", height), ("Bias", 0.0)):  # fmt: skip
        brick.inputs[name].default_value = value
    tree.links.new(where.outputs["Object"], brick.inputs["Vector"])
    tree.links.new(brick.outputs["Color"], body.inputs["Base Color"])
    relief = tree.nodes.new("ShaderNodeBump")
    relief.invert = True
    relief.inputs["Strength"].default_value = 0.4
    relief.inputs["Distance"].default_value = 0.004
    tree.links.new(brick.outputs["Fac"], relief.inputs["Height"])
    tree.links.new(relief.outputs["Normal"], body.inputs["Normal"])
    return made


def checks(one, two, size, rough=0.3):
    """A chequered floor."""
    made = matter(one, rough)
    tree = made.node_tree
    where = tree.nodes.new("ShaderNodeTexCoord")
    board = tree.nodes.new("ShaderNodeTexChecker")
    board.inputs["Color1"].default_value = (*one, 1)
    board.inputs["Color2"].default_value = (*two, 1)
    board.inputs["Scale"].default_value = 1 / size
    tree.links.new(where.outputs["Object"], board.inputs["Vector"])
    body = tree.nodes["Principled BSDF"]
    tree.links.new(board.outputs["Color"], body.inputs["Base Color"])
    return made


def stripes(one, two, width, axis=0, rough=0.7):
    """Even stripes across one axis of the object, each ``width`` metres."""
    made = matter(one, rough)
    tree = made.node_tree
    where = tree.nodes.new("ShaderNodeTexCoord")
    parts = tree.nodes.new("ShaderNodeSeparateXYZ")
    turn = tree.nodes.new("ShaderNodeMath")
    turn.operation = "PINGPONG"
    turn.inputs[1].default_value = width
    step = tree.nodes.new("ShaderNodeMath")
    step.operation = "GREATER_THAN"
    step.inputs[1].default_value = width / 2
    mix = tree.nodes.new("ShaderNodeMix")
    mix.data_type = "RGBA"
    mix.inputs["A"].default_value, mix.inputs["B"].default_value = (*one, 1), (*two, 1)
    body = tree.nodes["Principled BSDF"]
    tree.links.new(where.outputs["Object"], parts.inputs[0])
    tree.links.new(parts.outputs[axis], turn.inputs[0])
    tree.links.new(turn.outputs[0], step.inputs[0])
    tree.links.new(step.outputs[0], mix.inputs["Factor"])
    tree.links.new(mix.outputs["Result"], body.inputs["Base Color"])
    return made
