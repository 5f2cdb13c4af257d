"""People: standing, walking or seated figures in coats, and heads for close shots."""

from .body import Body
from .grade import rgb

SKIN = rgb("#b98868")
HAIR = rgb("#241a14")
DARK = rgb("#2a2a2c")


def head(body, base, skin=SKIN, hair=HAIR, style="short", hat=None, size=1.0):
    """Add a head whose chin-to-neck joint is at ``base``; ``style`` short, long, bun, or bald."""
    x, y, z = base

    def at(dx, dy, dz):
        return (x + dx * size, y + dy * size, z + dz * size)

    s = size

    def ball(where, radii, colour, k, cloth=False):
        body.ball(at(*where), tuple(r * size for r in radii), colour, k, cloth)

    s = size
    body.bone(at(0, -0.09, -0.025), at(0, 0.05, -0.005), 0.06 * s, 0.052 * s, skin, k=0.04)
    ball((0, 0.14, -0.008), (0.073, 0.094, 0.095), skin, 0.03)
    ball((0, 0.062, 0.036), (0.052, 0.062, 0.055), skin, 0.045)
    ball((0, 0.014, 0.066), (0.022, 0.018, 0.02), skin, 0.03)
    for side in (-1, 1):
        body.hollow(at(0.031 * side, 0.116, 0.1), (0.021 * s, 0.015 * s, 0.022 * s), k=0.018)
        ball((0.031 * side, 0.113, 0.066), (0.014, 0.011, 0.014), skin * 0.7, 0.006)
        ball((0.073 * side, 0.098, -0.012), (0.009, 0.026, 0.016), skin * 0.9, 0.012)
        ball((0.032 * side, 0.134, 0.078), (0.02, 0.004, 0.008), hair * 0.5 + skin * 0.3, 0.012)
    body.bone(at(0, 0.128, 0.086), at(0, 0.087, 0.104), 0.009 * s, 0.013 * s, skin, k=0.02)
    ball((0, 0.058, 0.085), (0.02, 0.006, 0.011), skin * 0.6, 0.008)
    ball((0, 0.047, 0.083), (0.018, 0.007, 0.012), skin * 0.65, 0.008)
    if style != "bald":
        ball((0, 0.166, -0.022), (0.08, 0.084, 0.093), hair, 0.008, "hair")
        ball((0, 0.118, -0.052), (0.073, 0.085, 0.063), hair, 0.02, "hair")
        ball((0.02, 0.212, 0.03), (0.058, 0.034, 0.055), hair, 0.025, "hair")
    if style == "long":
        low = at(0, -0.13, -0.125)
        body.bone(at(0, 0.14, -0.055), low, 0.08 * s, 0.09 * s, hair, 0.03, 0.65, "hair")
        for side in (-1, 1):
            start, end = at(0.06 * side, 0.16, 0), at(0.082 * side, -0.08, -0.03)
            body.bone(start, end, 0.03 * s, 0.032 * s, hair, 0.03, 1, "hair")
    if style == "bun":
        ball((0, 0.2, -0.105), (0.045, 0.042, 0.042), hair, 0.016, "hair")
        ball((0, 0.06, -0.07), (0.045, 0.04, 0.03), hair, 0.02, "hair")
    if hat is not None:
        ball((0, 0.178, 0.005), (0.128, 0.012, 0.152), hat, 0.012)
        body.bone(at(0, 0.185, -0.005), at(0, 0.235, -0.005), 0.087 * s, 0.072 * s, hat, 0.02)
        body.hollow(at(0, 0.32, 0.0), (0.035 * s, 0.045 * s, 0.1 * s), 0.03)
        body.bone(
            at(0, 0.186, -0.005), at(0, 0.194, -0.005), 0.0895 * s, 0.0885 * s, hat * 0.4, 0.004
        )
    return body


def person(
    at=(0, 0, 0),
    yaw=0.0,
    coat=DARK,
    legs=DARK,
    height=1.75,
    length=0.55,
    arms=((0.215, 1.1, -0.03, 0.19, 0.86, 0.05), (0.215, 1.1, -0.03, 0.19, 0.86, 0.05)),
    step=0.08,
    skin=SKIN,
    hair=HAIR,
    style="short",
    hat=None,
    tilt=0.0,
    folds=0.006,
    seated=False,
):
    """A figure facing its own +z; ``length`` is where the coat's hem ends, metres above the floor.

    ``arms`` are right and left (elbow x, y, z, hand x, y, z); ``step`` parts the feet.
    """
    body = Body(at, yaw, height / 1.75, folds)
    hip = 0.5 if seated else 0.95
    rise = hip - 0.95
    body.bone((0, 1.28 + rise, 0), (0, 1.0 + rise, 0), 0.155, 0.14, coat, 0.05, 0.68, True)
    for side in (-1, 1):
        tip = (0.14 * side, 1.375 + rise, 0)
        body.bone((0.03 * side, 1.43 + rise, 0), tip, 0.07, 0.062, coat, 0.07, 0.9, True)
    if not seated:
        spread = 0.15 + 0.1 * max(0.0, 0.95 - length)
        body.bone((0, 1.02, 0), (0, length, -0.02), 0.15, spread, coat, 0.06, 0.75, True)
    for side, (ex, ey, ez, hx, hy, hz) in zip((-1, 1), arms, strict=True):
        shoulder = (0.165 * side, 1.36 + rise, 0)
        elbow, hand = (ex * side, ey + rise, ez), (hx * side, hy + rise, hz)
        body.bone(shoulder, elbow, 0.056, 0.046, coat, 0.05, 1, True)
        body.bone(elbow, hand, 0.045, 0.036, coat, 0.03, 1, True)
        body.ball(hand, (0.036, 0.05, 0.036), skin, 0.02)
    for side in (-1, 1):
        reach = step * side
        foot = (0.09 * side, 0.05, reach)
        knee = (0.1 * side, 0.5, 0.42 if seated else reach * 0.5 + 0.02)
        if seated:
            foot = (0.1 * side, 0.05, 0.42 + reach)
        body.bone((0.08 * side, hip, 0), knee, 0.09, 0.062, legs, 0.04, 1, True)
        body.bone(knee, foot, 0.06, 0.042, legs, 0.03, 1, True)
        x, y, z = foot
        body.bone((x, y - 0.01, z - 0.03), (x, y - 0.02, z + 0.13), 0.042, 0.034, legs * 0.5, 0.02)
    return head(body, (0, 1.5 + rise, 0.015 + tilt), skin, hair, style, hat)


def bust(at=(0, 0, 0), yaw=0.0, coat=DARK, collar=True, folds=0.004, build=1.0, **more):
    """Head and shoulders, life-size, the chin joint 0.25 above ``at``; for close shots."""
    body = Body(at, yaw, 1.0, folds)
    w = build
    for side in (-1, 1):
        tip = (0.155 * side * w, 0.095, 0)
        body.bone((0.03 * side, 0.17, -0.01), tip, 0.06, 0.064 * w, coat, 0.08, 0.9, True)
        elbow = (0.235 * side * w, -0.45, 0.02)
        body.bone((0.178 * side * w, 0.06, 0), elbow, 0.062 * w, 0.055 * w, coat, 0.05, 1, True)
    body.bone((0, 0.05, 0), (0, -0.5, 0), 0.165 * w, 0.17 * w, coat, 0.08, 0.68, True)
    if collar:
        body.bone((0, 0.15, -0.03), (0, 0.215, -0.035), 0.098, 0.086, coat, 0.012, 0.95, True)
    return head(body, (0, 0.25, 0.02), **more)
