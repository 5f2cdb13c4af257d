"""Forms: meshes from arrays, turned and lofted shapes, tubes, terrain, and copies of them."""

import math

import bpy
import numpy as np


def mesh(points, faces, matter=None, smooth=True, name="form"):
    """An object of points ``(n, 3)`` and faces (index lists)."""
    data = bpy.data.meshes.new(name)
    data.from_pydata(np.asarray(points, float).tolist(), [], [list(map(int, f)) for f in faces])
    data.update()
    if smooth:
        data.shade_smooth()
    made = bpy.data.objects.new(name, data)
    bpy.context.collection.objects.link(made)
    if matter:
        data.materials.append(matter)
    return made


def place(made, at=(0, 0, 0), turn=(0, 0, 0), size=1.0):
    """Put an object somewhere; ``turn`` in degrees."""
    made.location = at
    made.rotation_euler = [math.radians(a) for a in turn]
    if size != 1.0:
        made.scale = (size,) * 3 if isinstance(size, int | float) else size
    return made


def copies(made, places):
    """Linked copies at ``(at, turn, size)``; they share the mesh, so they cost little."""
    out = []
    for at, turn, size in places:
        twin = bpy.data.objects.new(made.name, made.data)
        for modifier in made.modifiers:
            raise ValueError(f"apply {modifier.name} first: copies share only the mesh")
        bpy.context.collection.objects.link(twin)
        out.append(place(twin, at, turn, size))
    return out


def applied(made):
    """The object with its modifiers made part of the mesh."""
    graph = bpy.context.evaluated_depsgraph_get()
    graph.update()
    data = bpy.data.meshes.new_from_object(made.evaluated_get(graph))
    made.modifiers.clear()
    made.data = data
    return made


def box(size, at=(0, 0, 0), matter=None, bevel=0.01, turn=(0, 0, 0), segments=2):
    """A box ``size`` about its middle, edges rounded."""
    x, y, z = (s / 2 for s in size)
    points = [(a, b, c) for a in (-x, x) for b in (-y, y) for c in (-z, z)]
    faces = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
    made = mesh(points, faces, matter, smooth=False, name="box")
    if bevel:
        edge = made.modifiers.new("edge", "BEVEL")
        edge.width, edge.segments = min(bevel, min(size) * 0.45), segments
        edge.harden_normals = True
        made.data.shade_smooth()
    return place(made, at, turn)


def plane(width, depth, at=(0, 0, 0), matter=None, turn=(0, 0, 0)):
    """A flat rectangle."""
    x, y = width / 2, depth / 2
    points = [(-x, -y, 0), (x, -y, 0), (x, y, 0), (-x, y, 0)]
    return place(mesh(points, [(0, 1, 2, 3)], matter, smooth=False, name="plane"), at, turn)


def rings(loops, matter=None, closed=True, smooth=True, name="loft"):
    """Skin a list of point loops ``(n, m, 3)``, capped at both ends when ``closed``."""
    loops = np.asarray(loops, float)
    n, m = loops.shape[:2]
    faces = [
        (i * m + j, i * m + (j + 1) % m, (i + 1) * m + (j + 1) % m, (i + 1) * m + j)
        for i in range(n - 1)
        for j in range(m)
    ]
    if closed:
        faces += [tuple(range(m))[::-1], tuple(range((n - 1) * m, n * m))]
    return mesh(loops.reshape(-1, 3), faces, matter, smooth, name)


def lathe(profile, matter=None, at=(0, 0, 0), around=32, turn=(0, 0, 0), size=1.0, closed=False):
    """Turn a profile of ``(radius, height)`` about z."""
    a = np.linspace(0, 2 * np.pi, around, endpoint=False)
    loops = [np.stack([r * np.cos(a), r * np.sin(a), np.full(around, h)], 1) for r, h in profile]
    return place(rings(loops, matter, closed, name="lathe"), at, turn, size)


def ball(radius, at=(0, 0, 0), matter=None, turn=(0, 0, 0), around=24, size=1.0):
    """A ball, or with ``radius`` of three an ellipsoid."""
    rx, ry, rz = (radius,) * 3 if isinstance(radius, int | float) else radius
    t = np.linspace(0, np.pi, around // 2 + 1)[1:-1]
    a = np.linspace(0, 2 * np.pi, around, endpoint=False)
    loops = [
        np.stack([rx * np.sin(v) * np.cos(a), ry * np.sin(v) * np.sin(a),
                  np.full(around, rz * -np.cos(v))], 1)
        for v in t
    ]  # fmt: skip
    return place(rings(loops, matter, True, name="ball"), at, turn, size)


def capsule(start, end, r1, r2, matter=None, around=16):
    """A limb: two balls and the cone between."""
    a, b = np.asarray(start, float), np.asarray(end, float)
    along = b - a
    length = np.linalg.norm(along) or 1e-6
    along /= length
    side = np.cross(along, (0, 0, 1) if abs(along[2]) < 0.9 else (1, 0, 0))
    side /= np.linalg.norm(side)
    up = np.cross(along, side)
    t = np.linspace(0, 2 * np.pi, around, endpoint=False)
    ring = np.cos(t)[:, None] * side + np.sin(t)[:, None] * up
    loops = []
    for v in np.linspace(0.1, np.pi / 2, 5):
        loops.append(a - along * r1 * np.cos(v) + ring * r1 * np.sin(v))
    for v in np.linspace(np.pi / 2, 0.1, 5):
        loops.append(b + along * r2 * np.cos(v) + ring * r2 * np.sin(v))
    return rings(loops, matter, True, name="limb")


def tube(points, radius, matter=None, smooth=True, closed=False, sides=3):
    """A tube along points; ``radius`` a number or one for each point."""
    data = bpy.data.curves.new("tube", "CURVE")
    data.dimensions, data.bevel_resolution, data.resolution_u = "3D", sides, 6
    data.bevel_depth, data.use_fill_caps = 1.0, True
    line = data.splines.new("NURBS" if smooth and len(points) > 3 else "POLY")
    line.points.add(len(points) - 1)
    widths = [radius] * len(points) if isinstance(radius, int | float) else radius
    for spot, point, width in zip(line.points, points, widths, strict=True):
        spot.co, spot.radius = (*point, 1), width
    line.use_cyclic_u = closed
    if line.type == "NURBS":
        line.use_endpoint_u, line.order_u = True, 4
    made = bpy.data.objects.new("tube", data)
    bpy.context.collection.objects.link(made)
    if matter:
        data.materials.append(matter)
    return made


def terrain(width, depth, columns, rows, height, matter=None, at=(0, 0, 0)):
    """Ground of ``height(x, y)`` over arrays of metres."""
    x, y = np.meshgrid(np.linspace(-width / 2, width / 2, columns) + at[0],
                       np.linspace(-depth / 2, depth / 2, rows) + at[1])  # fmt: skip
    points = np.stack([x, y, height(x, y) + at[2]], -1).reshape(-1, 3)
    i, j = np.meshgrid(np.arange(columns - 1), np.arange(rows - 1))
    k = (j * columns + i).ravel()
    faces = np.stack([k, k + 1, k + 1 + columns, k + columns], 1)
    return mesh(points, faces.tolist(), matter, True, "terrain")


def joined(parts, voxel=None, smooth=0, matter=None, wrinkle=0.0, wrinkle_size=0.12):
    """One object of several; ``voxel`` melts them together, ``wrinkle`` displaces in metres."""
    bpy.context.view_layer.update()
    points, faces, count = [], [], 0
    for part in parts:
        here = np.empty(len(part.data.vertices) * 3, np.float32)
        part.data.vertices.foreach_get("co", here)
        turn = np.array(part.matrix_world)
        here = here.reshape(-1, 3) @ turn[:3, :3].T + turn[:3, 3]
        points.append(here)
        faces += [[v + count for v in face.vertices] for face in part.data.polygons]
        count += len(here)
        bpy.data.objects.remove(part)
    made = mesh(np.concatenate(points), faces, matter, name="joined")
    if voxel:
        melt = made.modifiers.new("melt", "REMESH")
        melt.mode, melt.voxel_size, melt.use_smooth_shade = "VOXEL", voxel, True
    if smooth:
        soft = made.modifiers.new("soft", "SMOOTH")
        soft.iterations, soft.factor = smooth, 0.5
    if wrinkle:
        cloud = bpy.data.textures.new("folds", "CLOUDS")
        cloud.noise_scale, cloud.noise_depth = wrinkle_size, 2
        fold = made.modifiers.new("fold", "DISPLACE")
        fold.texture, fold.strength, fold.mid_level = cloud, wrinkle, 0.5
        fold.texture_coords = "GLOBAL"
    return made


def noise(x, y, scale, seed=0, octaves=5, gain=0.5):
    """Smooth noise of about -1 to 1 over arrays."""
    total, weight, size = np.zeros_like(x, float), 1.0, scale
    for octave in range(octaves):
        total += weight * _value(x / size, y / size, seed * 57 + octave)
        weight, size = weight * gain, size / 2
    return total / (2 - 2 * gain**octaves) * 2


def _value(x, y, seed):
    table = np.random.default_rng(seed).uniform(-1, 1, (256, 256))
    i, j = np.floor(x).astype(int), np.floor(y).astype(int)
    u, v = x - i, y - j
    u, v = u * u * (3 - 2 * u), v * v * (3 - 2 * v)
    a, b = table[i % 256, j % 256], table[(i + 1) % 256, j % 256]
    c, d = table[i % 256, (j + 1) % 256], table[(i + 1) % 256, (j + 1) % 256]
    return (a * (1 - u) + b * u) * (1 - v) + (c * (1 - u) + d * u) * v
