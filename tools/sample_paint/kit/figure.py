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
    body.bone(at(0, -0.09, -0.02), at(0, 0.04, 0.0), 0.058 * s, 0.054 * s, skin, k=0.04)
    body.ball(at(0, 0.135, 0.0), (0.073 * s, 0.098 * s, 0.092 * s), skin, k=0.03)
    body.ball(at(0, 0.065, 0.035), (0.054 * s, 0.062 * s, 0.058 * s), skin, k=0.04)
    body.ball(at(0, 0.018, 0.066), (0.024 * s, 0.02 * s, 0.022 * s), skin, k=0.03)
    body.bone(at(0, 0.135, 0.085), at(0, 0.09, 0.108), 0.011 * s, 0.015 * s, skin, k=0.02)
    body.ball(at(0, 0.052, 0.088), (0.024 * s, 0.011 * s, 0.014 * s), skin * 0.75, k=0.015)
    body.ball(at(0, 0.158, 0.078), (0.05 * s, 0.014 * s, 0.018 * s), skin, k=0.025)
    for side in (-1, 1):
        body.ball(at(0.074 * side, 0.1, -0.005), (0.012 * s, 0.03 * s, 0.02 * s), skin, k=0.012)
    if style != "bald":
        body.ball(at(0, 0.17, -0.022), (0.081 * s, 0.083 * s, 0.094 * s), hair, k=0.012)
        body.ball(at(0, 0.11, -0.055), (0.07 * s, 0.075 * s, 0.058 * s), hair, k=0.02)
    if style == "long":
        body.bone(at(0, 0.14, -0.05), at(0, -0.12, -0.07), 0.075 * s, 0.085 * s, hair, 0.03, 0.7)
    if style == "bun":
        body.ball(at(0, 0.235, -0.07), 0.045 * s, hair, k=0.02)
    if hat is not None:
        body.ball(at(0, 0.19, 0.0), (0.15 * s, 0.016 * s, 0.165 * s), hat, k=0.015)
        body.ball(at(0, 0.225, -0.005), (0.085 * s, 0.075 * s, 0.097 * s), hat, k=0.02)
    return body


def person(
    at=(0, 0, 0),
    yaw=0.0,
    coat=DARK,
    legs=DARK,
    height=1.75,
    length=0.55,
    arms=((0.225, 1.1, -0.03, 0.21, 0.85, 0.05), (0.225, 1.1, -0.03, 0.21, 0.85, 0.05)),
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


def bust(at=(0, 0, 0), yaw=0.0, coat=DARK, collar=True, folds=0.004, **more):
    """Head and shoulders, life-size, the chin joint 0.25 above ``at``; for close shots."""
    body = Body(at, yaw, 1.0, folds)
    for side in (-1, 1):
        tip = (0.16 * side, 0.1, 0)
        body.bone((0.03 * side, 0.18, 0), tip, 0.07, 0.07, coat, 0.08, 0.9, True)
    body.bone((0, 0.05, 0), (0, -0.5, 0), 0.17, 0.19, coat, 0.08, 0.68, True)
    for side in (-1, 1):
        elbow = (0.27 * side, -0.45, 0.02)
        body.bone((0.19 * side, 0.08, 0), elbow, 0.07, 0.065, coat, 0.06, 1, True)
    if collar:
        body.bone((0, 0.16, -0.035), (0, 0.24, -0.045), 0.095, 0.083, coat, 0.03, 0.9, True)
    return head(body, (0, 0.25, 0.02), **more)
