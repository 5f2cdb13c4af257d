"""People: bodies melted together from limbs, dressed, with strands for hair.

A figure stands at its origin, looks along -y, and is 1.78 m tall. A pose names joints in metres;
what it leaves out stays as in ``STANDING``. Right is +x (the viewer's right from behind).
"""

import math

import bpy
import numpy as np

from kit.forms import ball, capsule, joined, rings
from kit.matter import matter

STANDING = {
    "pelvis": (0, 0, 0.97), "waist": (0, 0.01, 1.12), "chest": (0, 0.015, 1.32),
    "neck": (0, 0.03, 1.49), "head": (0, 0.0, 1.66),
    "shoulder_r": (0.185, 0.025, 1.425), "elbow_r": (0.235, 0.05, 1.15),
    "wrist_r": (0.245, -0.03, 0.91), "hand_r": (0.24, -0.06, 0.80),
    "hip_r": (0.09, 0, 0.93), "knee_r": (0.105, -0.02, 0.50), "ankle_r": (0.11, 0.03, 0.08),
    "toe_r": (0.135, -0.15, 0.03),
}  # fmt: skip
POSES = {
    "stand": {},
    "ease": {
        "knee_l": (-0.12, -0.10, 0.51), "ankle_l": (-0.15, -0.06, 0.08), "toe_l": (-0.20, -0.23, 0.03),
        "pelvis": (0.02, 0, 0.965),
    },
    "pockets": {
        "elbow_r": (0.30, 0.09, 1.17), "wrist_r": (0.20, -0.02, 0.98), "hand_r": (0.16, -0.06, 0.90),
        "elbow_l": (-0.30, 0.09, 1.17), "wrist_l": (-0.20, -0.02, 0.98), "hand_l": (-0.16, -0.06, 0.90),
    },
    "walk": {
        "knee_r": (0.10, -0.20, 0.52), "ankle_r": (0.10, -0.34, 0.10), "toe_r": (0.12, -0.50, 0.09),
        "knee_l": (-0.10, 0.07, 0.50), "ankle_l": (-0.10, 0.34, 0.15), "toe_l": (-0.11, 0.20, 0.03),
        "elbow_r": (0.235, 0.14, 1.17), "wrist_r": (0.22, 0.14, 0.92), "hand_r": (0.21, 0.10, 0.82),
        "elbow_l": (-0.235, -0.04, 1.16), "wrist_l": (-0.20, -0.20, 0.97), "hand_l": (-0.18, -0.28, 0.90),
    },
    "guard": {
        "pelvis": (0, 0.0, 0.90), "waist": (0, 0.0, 1.05), "chest": (0, -0.03, 1.25),
        "neck": (0, -0.03, 1.41), "head": (0, -0.09, 1.56),
        "shoulder_r": (0.18, 0.02, 1.36), "elbow_r": (0.22, -0.16, 1.14),
        "wrist_r": (0.12, -0.32, 1.36), "hand_r": (0.10, -0.38, 1.45),
        "shoulder_l": (-0.17, -0.06, 1.36), "elbow_l": (-0.22, -0.28, 1.17),
        "wrist_l": (-0.13, -0.46, 1.36), "hand_l": (-0.10, -0.53, 1.44),
        "hip_r": (0.09, 0.02, 0.86), "knee_r": (0.16, -0.02, 0.46), "ankle_r": (0.20, 0.20, 0.10),
        "toe_r": (0.24, 0.04, 0.03),
        "hip_l": (-0.09, -0.02, 0.86), "knee_l": (-0.13, -0.22, 0.48), "ankle_l": (-0.15, -0.20, 0.08),
        "toe_l": (-0.15, -0.39, 0.03),
    },
    "punch": {
        "pelvis": (0, 0.0, 0.90), "waist": (0, -0.02, 1.05), "chest": (0.0, -0.08, 1.25),
        "neck": (0, -0.12, 1.40), "head": (-0.02, -0.18, 1.55),
        "shoulder_r": (0.13, -0.16, 1.37), "elbow_r": (0.10, -0.46, 1.41),
        "wrist_r": (0.03, -0.72, 1.46), "hand_r": (0.02, -0.82, 1.47),
        "shoulder_l": (-0.19, 0.0, 1.35), "elbow_l": (-0.24, -0.16, 1.13),
        "wrist_l": (-0.14, -0.30, 1.35), "hand_l": (-0.11, -0.35, 1.44),
        "hip_r": (0.09, 0.02, 0.86), "knee_r": (0.13, 0.0, 0.46), "ankle_r": (0.16, 0.28, 0.14),
        "toe_r": (0.16, 0.12, 0.03),
        "hip_l": (-0.09, -0.02, 0.86), "knee_l": (-0.12, -0.28, 0.50), "ankle_l": (-0.14, -0.26, 0.08),
        "toe_l": (-0.14, -0.45, 0.03),
    },
    "sit": {
        "pelvis": (0, 0.0, 0.53), "waist": (0, 0.03, 0.69), "chest": (0, 0.03, 0.89),
        "neck": (0, 0.03, 1.06), "head": (0, -0.01, 1.23),
        "shoulder_r": (0.185, 0.03, 0.995), "elbow_r": (0.25, -0.02, 0.73),
        "wrist_r": (0.14, -0.24, 0.66), "hand_r": (0.10, -0.34, 0.63),
        "hip_r": (0.09, -0.02, 0.51), "knee_r": (0.13, -0.46, 0.52), "ankle_r": (0.12, -0.44, 0.09),
        "toe_r": (0.14, -0.62, 0.03),
    },
    "slump": {
        "pelvis": (0, 0.0, 0.53), "waist": (0, 0.02, 0.68), "chest": (0, -0.10, 0.86),
        "neck": (0, -0.19, 1.0), "head": (0, -0.31, 1.11),
        "shoulder_r": (0.18, -0.14, 0.95), "elbow_r": (0.22, -0.36, 0.66),
        "wrist_r": (0.10, -0.52, 0.56), "hand_r": (0.06, -0.58, 0.46),
        "hip_r": (0.09, -0.02, 0.51), "knee_r": (0.16, -0.46, 0.52), "ankle_r": (0.15, -0.42, 0.09),
        "toe_r": (0.18, -0.60, 0.03),
    },
    "weep": {
        "pelvis": (0, 0.0, 0.53), "waist": (0, 0.0, 0.67), "chest": (0, -0.15, 0.83),
        "neck": (0, -0.27, 0.94), "head": (0, -0.40, 1.0),
        "shoulder_r": (0.17, -0.22, 0.92), "elbow_r": (0.18, -0.50, 0.62),
        "wrist_r": (0.075, -0.53, 0.86), "hand_r": (0.035, -0.53, 0.97),
        "hip_r": (0.09, -0.02, 0.51), "knee_r": (0.15, -0.46, 0.52), "ankle_r": (0.13, -0.42, 0.09),
        "toe_r": (0.15, -0.60, 0.03),
    },
    "desk": {
        "pelvis": (0, 0.0, 0.53), "waist": (0, 0.0, 0.70), "chest": (0, -0.06, 0.90),
        "neck": (0, -0.11, 1.06), "head": (0, -0.23, 1.175),
        "shoulder_r": (0.185, -0.07, 0.995), "elbow_r": (0.27, -0.22, 0.78),
        "wrist_r": (0.14, -0.46, 0.80), "hand_r": (0.08, -0.54, 0.79),
        "hip_r": (0.09, -0.02, 0.51), "knee_r": (0.13, -0.46, 0.52), "ankle_r": (0.12, -0.40, 0.09),
        "toe_r": (0.14, -0.58, 0.03),
    },
    "umbrella": {
        "elbow_r": (0.25, -0.10, 1.17), "wrist_r": (0.16, -0.28, 1.28), "hand_r": (0.14, -0.33, 1.34),
    },
    "lantern": {
        "elbow_r": (0.27, -0.06, 1.20), "wrist_r": (0.24, -0.30, 1.22), "hand_r": (0.24, -0.39, 1.20),
        "knee_r": (0.10, -0.12, 0.51), "ankle_r": (0.10, -0.20, 0.09), "toe_r": (0.12, -0.38, 0.05),
        "knee_l": (-0.10, 0.05, 0.50), "ankle_l": (-0.10, 0.24, 0.13), "toe_l": (-0.11, 0.08, 0.03),
    },
    "raised": {
        "shoulder_r": (0.17, 0.02, 1.46), "elbow_r": (0.26, 0.0, 1.68), "wrist_r": (0.22, -0.04, 1.92),
        "hand_r": (0.22, -0.04, 2.03),
    },
}  # fmt: skip


def joints(pose):
    """All joints of a pose: what one side lacks mirrors the other or stands."""
    given = POSES[pose] if isinstance(pose, str) else pose
    out = dict(STANDING) | given
    for name in [n for n in STANDING if n.endswith("_r")]:
        left = name[:-1] + "l"
        if left not in given:
            x, y, z = (
                given.get(name, STANDING[name]) if pose_mirrors(given, left) else STANDING[name]
            )
            out[left] = (-x, y, z)
    out = {name: np.array(at, float) for name, at in out.items()}
    down = out["chest"] - out["neck"]
    for side in "rl":  # shoulders slope
        out[f"shoulder_{side}"] += down / np.linalg.norm(down) * 0.03
        out[f"shoulder_{side}"][0] *= 0.95
    return out


def pose_mirrors(given, left):
    """A pose that names nothing of its left side mirrors the right if it sits."""
    return "pelvis" in given and given["pelvis"][2] < 0.6


def _limb(j, side, part, r, out, extra=0.0):
    a, b, c, _d = {
        "arm": ("shoulder", "elbow", "wrist", "hand"),
        "leg": ("hip", "knee", "ankle", "toe"),
    }[part]
    s = f"_{side}"
    out.append(capsule(j[a + s], j[b + s], r[0] + extra, r[1] + extra))
    out.append(capsule(j[b + s], j[c + s], r[1] + extra, r[2] + extra))
    if part == "leg" and not extra:
        calf = j[b + s] * 0.7 + j[c + s] * 0.3 + np.array([0, 0.02, 0])
        out.append(capsule(calf, j[b + s] * 0.45 + j[c + s] * 0.55, 0.052, 0.04))


def _torso(j, e, sex, belly=0.0):
    w = 0.93 if sex == "f" else 1.0
    parts = [
        _egg(j["pelvis"], (0.158 + e, 0.112 + e, 0.13 + e)),
        _egg(j["waist"], (0.132 * w + e + belly, 0.10 + e + belly, 0.15 + e)),
        _egg(j["chest"], (0.165 * w + e, 0.118 + e, 0.185 + e)),
        capsule(
            j["chest"] * 0.35 + j["shoulder_r"] * 0.65, j["shoulder_r"], 0.072 * w + e, 0.062 + e
        ),
        capsule(
            j["chest"] * 0.35 + j["shoulder_l"] * 0.65, j["shoulder_l"], 0.072 * w + e, 0.062 + e
        ),
        capsule(j["shoulder_r"], j["neck"], 0.060 + e, 0.066 + e * 0.6),
        capsule(j["shoulder_l"], j["neck"], 0.060 + e, 0.066 + e * 0.6),
        *(
            capsule(
                j["neck"] * 0.45 + j[f"shoulder_{side}"] * 0.55,
                j["neck"] + (0, 0.012, 0.025),
                0.055 + e,
                0.050 + e * 0.5,
            )
            for side in "rl"
        ),
        capsule(j["waist"], j["pelvis"], 0.12 + e, 0.13 + e),
        capsule(j["waist"], j["chest"], 0.115 + e, 0.14 + e),
    ]
    if sex == "f":
        for x in (-0.075, 0.075):
            parts.append(
                _egg(j["chest"] + np.array([x, -0.085, -0.02]), (0.07 + e, 0.06 + e, 0.07 + e))
            )
    return parts


def _egg(at, radii):
    return ball(radii, at)


def _head(j, sex):
    h = j["head"]
    slim = 0.86 if sex == "f" else 1.0
    ahead = h - j["neck"]
    nod = math.atan2(-(ahead[1]), ahead[2]) * 0.9 - 0.15
    c, s = math.cos(nod), math.sin(nod)

    def at(x, y, z):
        return h + np.array([x, y * c - z * s, y * s + z * c])

    parts = [
        ball((0.074, 0.094, 0.092), at(0, 0.012, 0.035), turn=(math.degrees(nod), 0, 0)),
        ball((0.066, 0.075, 0.085), at(0, -0.022, -0.01), turn=(math.degrees(nod), 0, 0)),
        ball((0.050, 0.052, 0.055), at(0, -0.040, -0.062), turn=(math.degrees(nod), 0, 0)),
        ball((0.020, 0.018, 0.016), at(0, -0.086, -0.098)),
        capsule(at(0, -0.093, 0.022), at(0, -0.112, -0.026), 0.009, 0.0135),
        capsule(at(-0.035, -0.082, 0.036), at(0.035, -0.082, 0.036), 0.013, 0.013),
        capsule(at(-0.018, -0.090, -0.066), at(0.018, -0.090, -0.066), 0.0085, 0.0085),
        capsule(at(-0.015, -0.088, -0.078), at(0.015, -0.088, -0.078), 0.0085, 0.0085),
        ball((0.02, 0.03, 0.02), at(0.048, -0.06, -0.01)),
        ball((0.02, 0.03, 0.02), at(-0.048, -0.06, -0.01)),
        capsule(j["neck"] + (0, 0.005, -0.05), at(0, 0.018, -0.055), 0.058 * slim, 0.053 * slim),
    ]
    for x in (-1, 1):
        parts.append(
            ball((0.010, 0.022, 0.033), at(x * 0.074, 0.012, -0.008), turn=(-12, x * 12, x * 18))
        )
    return parts, at


def _hand(j, side, out, fist=False):
    w, h = j[f"wrist_{side}"], j[f"hand_{side}"]
    along = (h - w) / (np.linalg.norm(h - w) + 1e-9)
    x = np.array([1.0, 0, 0]) if abs(along[0]) < 0.8 else np.array([0, 1.0, 0])
    across = np.cross(along, x)
    across /= np.linalg.norm(across)
    palm = w + along * 0.05
    out.append(capsule(w, palm, 0.027, 0.030))
    for k in range(4):
        base = palm + across * (k - 1.5) * 0.017 + along * 0.018
        bend = np.cross(along, across) * (0.03 if fist else 0.012)
        mid = base + along * 0.038 + bend * 0.4
        out.append(capsule(base, mid, 0.0105, 0.0095, around=8))
        out.append(
            capsule(mid, mid + along * (0.008 if fist else 0.034) + bend, 0.0095, 0.008, around=8)
        )
    out.append(
        capsule(w + along * 0.02, w + along * 0.065 + across * -0.042, 0.013, 0.010, around=8)
    )


def figure(
    pose="stand", *, skin=None, sex="m", hair="short", hair_colour=(0.02, 0.012, 0.008),
    top=None, bottom=None, shoes=None, coat=None, coat_to=0.45, dress=None, sleeves=True, collar=True,
    hat=None, gloves=None, barefoot=False, fine=0.009, bulk=0.0, folds=0.018, fist=False,
    bare=False, hat_kind="trilby",
):  # fmt: skip
    """A person as one parent object with children; materials make the clothes that are given.

    ``top``/``bottom``/``coat``/``dress`` are materials; ``hair``: short, crop, bob, bun, long,
    None. ``bare`` leaves the legs under a coat uncovered.
    """
    j = joints(pose)
    if coat and sex == "m" and not bare:
        bottom = bottom or coat
    skin = skin or matter(
        (0.50, 0.29, 0.20),
        0.5,
        skin=0.15,
        vary=0.25,
        scale=30,
        second=(0.42, 0.2, 0.13),
        bump=0.08,
        bump_scale=400,
    )
    root = bpy.data.objects.new("figure", None)
    bpy.context.collection.objects.link(root)
    made = []
    head, at_head = _head(j, sex)
    if top is None and coat is None and dress is None:
        body = _torso(j, 0.0, sex)
        if sex == "m":
            for x in (-1, 1):
                body.append(_egg(j["chest"] + (x * 0.08, -0.085, 0.03), (0.085, 0.045, 0.065)))
                body.append(_egg(j["chest"] + (x * 0.10, 0.075, 0.02), (0.085, 0.05, 0.12)))
                s = "r" if x > 0 else "l"
                body.append(_egg(j[f"shoulder_{s}"] + (x * 0.012, 0, -0.02), (0.066, 0.068, 0.085)))
        for side in "rl":
            _limb(j, side, "arm", (0.056, 0.042, 0.028), body)
            upper = j[f"shoulder_{side}"] * 0.5 + j[f"elbow_{side}"] * 0.5
            body.append(_egg(upper, (0.056, 0.056, 0.07)))
            lower = j[f"elbow_{side}"] * 0.7 + j[f"wrist_{side}"] * 0.3
            body.append(_egg(lower, (0.05, 0.05, 0.06)))
            if gloves is None:
                _hand(j, side, body, fist)
        made.append(joined(body + head, 0.007, 5, skin))
    else:
        bare_parts = []
        for side in "rl":
            if not sleeves:
                _limb(j, side, "arm", (0.046, 0.036, 0.026), bare_parts)
            else:
                bare_parts.append(
                    capsule(
                        j[f"elbow_{side}"] * 0.3 + j[f"wrist_{side}"] * 0.7,
                        j[f"wrist_{side}"],
                        0.03,
                        0.027,
                    )
                )
            if gloves is None:
                _hand(j, side, bare_parts, fist)
        made.append(joined(bare_parts, 0.005, 2, skin))
        made.append(joined(head, 0.0055, 4, skin))
    if dress is None and (coat is None or coat_to > 0.2):
        legs = []
        if bottom:
            for side in "rl":
                _limb(j, side, "leg", (0.094, 0.068, 0.058), legs, 0.012)
            legs.append(_egg(j["pelvis"], (0.172, 0.128, 0.135)))
            made.append(joined(legs, fine * 1.2, 3, bottom, folds, 0.09))
        else:
            for side in "rl":
                _limb(j, side, "leg", (0.088, 0.056, 0.036), legs)
            made.append(joined(legs, 0.008, 4, skin))
    elif dress is not None:
        legs = []
        for side in "rl":
            _limb(j, side, "leg", (0.08, 0.052, 0.034), legs)
        made.append(joined(legs, 0.008, 4, skin))
    if not barefoot:
        shoe = shoes or matter((0.02, 0.018, 0.016), 0.35)
        feet = []
        for side in "rl":
            a, t = j[f"ankle_{side}"], j[f"toe_{side}"]
            feet.append(capsule(a + (0, 0.02, -0.02), t, 0.046, 0.036))
            feet.append(capsule(a, a + (0, 0, 0.05), 0.045, 0.043))
        made.append(joined(feet, 0.008, 3, shoe))
    if top and not coat:
        parts = _torso(j, 0.018, sex, bulk)
        if sleeves:
            for side in "rl":
                _limb(j, side, "arm", (0.056, 0.046, 0.036), parts, 0.010)
        made.append(joined(parts, fine, 3, top, folds, 0.08))
    if coat:
        parts = _torso(j, 0.030, sex, bulk)
        for side in "rl":
            _limb(j, side, "arm", (0.056, 0.049, 0.042), parts, 0.011)
        made.append(joined(parts, fine, 3, coat, folds * 1.2, 0.1))
        made.append(_skirt(j, coat_to, coat, 0.19, 0.16, 0.30, 11))
        if collar:
            made.append(_collar(j, coat))
    if dress:
        parts = _torso(j, 0.012, sex)
        if sleeves:
            for side in "rl":
                _limb(j, side, "arm", (0.052, 0.042, 0.034), parts, 0.008)
        made.append(joined(parts, fine, 3, dress, folds * 0.6, 0.08))
        made.append(_skirt(j, coat_to, dress, 0.16, 0.13, 0.36, 9))
    if gloves:
        for side in "rl":
            made.append(_glove(j, side, gloves))
    if hair:
        made.append(_hair(at_head, hair, hair_colour, j))
    if hat:
        made.append(_hat(at_head, hat, hat_kind))
    for part in made:
        if part is not None:
            part.parent = root
    if sex == "f":
        root.scale = (0.90, 0.94, 0.95)
    root["head"] = list(map(float, j["head"]))
    return root


def _skirt(j, to, cloth, rx, ry, flare, seed):
    """A coat's or dress's lower part from the waist to ``to`` metres above the floor."""
    top = (j["waist"] + j["pelvis"]) / 2
    a = np.linspace(0, 2 * np.pi, 96, endpoint=False)
    rng = np.random.default_rng(seed)
    ways = rng.uniform(0, 6.28, 6)
    legs = (j["knee_r"] + j["knee_l"]) / 2
    loops = []
    for t in np.linspace(0, 1, 24):
        z = top[2] * (1 - t) + to * t
        lean = top * (1 - t) + legs * t
        fold = (
            sum(
                np.sin(a * n + w + t * 1.2) for n, w in zip((5, 8, 11, 3, 15, 7), ways, strict=True)
            )
            / 6
        )
        r = 1 + flare * t + fold * 0.16 * t
        loops.append(
            np.stack(
                [
                    lean[0] * 0.5 + rx * r * np.cos(a),
                    lean[1] * 0.6 + ry * r * np.sin(a) + 0.01,
                    np.full(96, z),
                ],
                1,
            )
        )
    made = rings(loops, cloth, closed=False, name="skirt")
    thick = made.modifiers.new("thick", "SOLIDIFY")
    thick.thickness = 0.008
    return made


def _collar(j, cloth):
    n = j["neck"]
    a = np.linspace(0.9, 2 * np.pi - 0.9, 40) - np.pi / 2
    loops = []
    for r, z in (
        (0.10, -0.03),
        (0.085, 0.03),
        (0.083, 0.055),
        (0.094, 0.052),
        (0.110, 0.020),
        (0.116, 0.0),
    ):
        loops.append(
            np.stack([n[0] + r * 1.08 * np.cos(a), n[1] + r * np.sin(a), np.full(40, n[2] + z)], 1)
        )
    loops = np.array(loops)
    k, m = loops.shape[:2]
    faces = [
        (i * m + q, i * m + q + 1, (i + 1) * m + q + 1, (i + 1) * m + q)
        for i in range(k - 1)
        for q in range(m - 1)
    ]
    from kit.forms import mesh

    made = mesh(loops.reshape(-1, 3), faces, cloth, name="collar")
    thick = made.modifiers.new("thick", "SOLIDIFY")
    thick.thickness = 0.006
    return made


def _glove(j, side, leather):
    w, h = j[f"wrist_{side}"], j[f"hand_{side}"]
    along = (h - w) / np.linalg.norm(h - w)
    parts = [
        capsule(w - along * 0.05, w + along * 0.02, 0.048, 0.052),
        capsule(w + along * 0.05, w + along * 0.125, 0.070, 0.082),
        ball((0.078, 0.07, 0.08), w + along * 0.14 + np.array([0, 0.0, -0.01])),
        capsule(
            w + along * 0.03 + (0, 0, 0.04), w + along * 0.12 + (0, -0.01, 0.065), 0.032, 0.030
        ),
    ]
    return joined(parts, 0.008, 4, leather)


def _hat(at, felt, kind):
    up = np.array(at(0, 0, 1)) - np.array(at(0, 0, 0))
    a = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    if kind == "cap":
        profile = [(0.093, 0.03), (0.098, 0.06), (0.09, 0.10), (0.06, 0.125), (0.01, 0.132)]
    else:
        profile = [
            (0.172, 0.028),
            (0.165, 0.036),
            (0.10, 0.050),
            (0.096, 0.06),
            (0.094, 0.11),
            (0.085, 0.15),
            (0.05, 0.148),
            (0.004, 0.135),
        ]
    loops = []
    for r, z in profile:
        brim = 0.018 * np.cos(2 * a) if r > 0.12 else 0
        ring = [
            np.array(at(r * 0.93 * math.cos(v), 0.008 + r * 1.1 * math.sin(v), z + 0.012))
            for v in a
        ]
        ring = np.array(ring)
        if r > 0.12:
            ring = ring - np.outer(np.broadcast_to(brim, 48), up)
        loops.append(ring)
    made = rings(loops, felt, closed=False, name="hat")
    thick = made.modifiers.new("thick", "SOLIDIFY")
    thick.thickness, thick.offset = 0.009, 0
    return made


def _hair(at, kind, colour, j):
    """Strands over the skull, falling as the cut has it."""
    rng = np.random.default_rng(5)
    count, length, radius = {
        "crop": (9000, 0.012, 0.0005), "short": (9000, 0.05, 0.0006), "bob": (11000, 0.24, 0.0008),
        "bun": (10000, 0.20, 0.0007), "long": (12000, 0.42, 0.0008), "swept": (9000, 0.085, 0.0007),
    }[kind]  # fmt: skip
    n = 8
    u = rng.uniform(0, 2 * np.pi, count * 2)
    v = np.arccos(rng.uniform(-0.68, 1.0, count * 2))
    d = np.stack([np.sin(v) * np.cos(u), np.sin(v) * np.sin(u), np.cos(v)], 1)
    low = np.where(d[:, 1] > 0.35, -0.66 if kind != "crop" else -0.5, -0.30)
    forehead = (d[:, 1] < -0.45) & (d[:, 2] < 0.52)
    temple = (d[:, 1] < -0.15) & (d[:, 2] < 0.05)
    d = d[~forehead & ~temple & (d[:, 2] > low)][:count]
    count = len(d)
    size = np.array([0.0755, 0.0955, 0.0935])
    roots = d * size + (0, 0.012, 0.035)
    paths = np.zeros((count, n, 3))
    paths[:, 0] = roots
    jitter = rng.normal(0, 1, (count, 3))
    here, step = roots.copy(), length / (n - 1) * rng.uniform(0.75, 1.1, (count, 1))
    for k in range(1, n):
        out = here - (0, 0.012, 0.035)
        normal = out / size**2
        normal /= np.linalg.norm(normal, axis=1, keepdims=True)
        if kind == "crop":
            way = normal + jitter * 0.25
        elif kind == "bun":
            way = np.array([0, 0.13, 0.095]) - here + jitter * 0.004
            way = way - normal * np.sum(way * normal, axis=1, keepdims=True) * 0.8
        elif kind == "swept":
            way = np.array([0.0, 0.6, 0.1]) + normal * (0.5 if k < 3 else 0.05) + jitter * 0.15
        else:
            down = np.array([0, 0.0, -1.0]) + np.array([0, 0.35, 0]) * (out[:, 2:] > 0.02)
            tangent = down - normal * np.sum(down * normal, axis=1, keepdims=True)
            tangent /= np.linalg.norm(tangent, axis=1, keepdims=True) + 1e-6
            free = (out[:, 2:] < -0.03).astype(float)
            way = (
                (tangent + normal * 0.12) * (1 - free)
                + np.array([0, 0.0, -1.0]) * free
                + jitter * 0.07
            )
        way /= np.linalg.norm(way, axis=1, keepdims=True) + 1e-6
        here = here + way * step
        rel = here - (0, 0.012, 0.035)
        r = np.linalg.norm(rel / (size + 0.004), axis=1, keepdims=True)
        if kind in ("bob", "long"):
            neck = (rel[:, 2] < -0.05)[:, None]
            r = np.where(neck, np.linalg.norm(rel[:, :2] / 0.062, axis=1, keepdims=True), r)
        grow = np.where(r < 1, 1 / np.maximum(r, 0.5), 1.0)
        if kind in ("bob", "long"):
            flat = rel.copy()
            flat[:, :2] *= grow
            rel = np.where((rel[:, 2] < -0.05)[:, None], flat, rel * grow)
        else:
            rel = rel * grow
        here = rel + (0, 0.012, 0.035)
        paths[:, k] = here
    # Clump neighbours a little, as combed hair lies.
    world = np.array([[at(*p) for p in path] for path in paths]) if count else paths
    curves = bpy.data.hair_curves.new("hair")
    curves.add_curves([n] * count)
    curves.attributes["position"].data.foreach_set("vector", world.astype(np.float32).ravel())
    widths = curves.attributes.new("radius", "FLOAT", "POINT")
    widths.data.foreach_set(
        "value", np.tile(np.linspace(radius, radius * 0.35, n), count).astype(np.float32)
    )
    made = bpy.data.objects.new("hair", curves)
    bpy.context.collection.objects.link(made)
    curves.materials.append(matter(colour, 0.38, spec=0.4, vary=0.5, scale=60))
    skull = ball(tuple(size - 0.0015), (0, 0, 0), matter(colour, 0.7))
    middle = np.array(at(0, 0.014, 0.038))
    skull.location = middle
    skull.parent = made
    if kind == "bun":
        knot = ball(
            (0.042, 0.036, 0.04),
            at(0, 0.115, 0.10),
            matter(colour, 0.45, bump=0.6, bump_scale=90, stretch=(1, 1, 6)),
        )
        knot.parent = made
    return made
