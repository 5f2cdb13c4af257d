"""Shafts of light that need no volume: cones that shine a little where one looks along them."""

import bpy
import numpy as np

from kit.forms import rings


def shaft(start, end, r1, r2, colour, power):
    """A cone of lit haze from ``start`` (radius ``r1``) to ``end``, fading as it goes."""
    a, b = np.asarray(start, float), np.asarray(end, float)
    along = (b - a) / np.linalg.norm(b - a)
    side = np.cross(along, (0, 1, 0.001))
    side /= np.linalg.norm(side)
    up = np.cross(along, side)
    t = np.linspace(0, 2 * np.pi, 64, endpoint=False)
    ring = np.cos(t)[:, None] * side + np.sin(t)[:, None] * up
    loops = [a * (1 - s) + b * s + ring * (r1 * (1 - s) + r2 * s) for s in np.linspace(0, 1, 12)]
    made = rings(loops, None, closed=False, name="shaft")
    fade = made.data.color_attributes.new("fade", "FLOAT_COLOR", "POINT")
    values = np.repeat(np.linspace(1, 0, 12) ** 1.6, 64)
    fade.data.foreach_set("color", np.repeat(values[:, None], 4, 1).astype(np.float32).ravel())
    matter = bpy.data.materials.new("shaft")
    matter.use_nodes = True
    tree = matter.node_tree
    tree.nodes.clear()
    new, link = tree.nodes.new, tree.links.new
    out, add = new("ShaderNodeOutputMaterial"), new("ShaderNodeAddShader")
    through, shine = new("ShaderNodeBsdfTransparent"), new("ShaderNodeEmission")
    facing, flip, power_, attr, times, amount = (
        new("ShaderNodeLayerWeight"), new("ShaderNodeMath"), new("ShaderNodeMath"),
        new("ShaderNodeVertexColor"), new("ShaderNodeMath"), new("ShaderNodeMath"),
    )  # fmt: skip
    facing.inputs["Blend"].default_value = 0.5
    flip.operation, flip.inputs[0].default_value = "SUBTRACT", 1.0
    link(facing.outputs["Facing"], flip.inputs[1])
    power_.operation, power_.inputs[1].default_value = "POWER", 2.5
    link(flip.outputs[0], power_.inputs[0])
    attr.layer_name = "fade"
    times.operation = amount.operation = "MULTIPLY"
    link(power_.outputs[0], times.inputs[0])
    link(attr.outputs["Color"], times.inputs[1])
    amount.inputs[1].default_value = power
    link(times.outputs[0], amount.inputs[0])
    shine.inputs["Color"].default_value = (*colour, 1)
    link(amount.outputs[0], shine.inputs["Strength"])
    link(through.outputs[0], add.inputs[0])
    link(shine.outputs[0], add.inputs[1])
    link(add.outputs[0], out.inputs["Surface"])
    made.data.materials.append(matter)
    made.visible_shadow = made.visible_diffuse = made.visible_glossy = False
    return made
