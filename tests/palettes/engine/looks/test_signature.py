import numpy as np
import pytest

from palettes.engine import SPACES, EngineError, look_of, look_of_film, sample_picture
from palettes.engine.looks.signature import (
    CHROMA_NODES,
    LENGTH,
    LIGHTNESS_NODES,
    histogram,
    mean_signature,
    nodes_of,
    pack_signature,
    rooted,
    shares_of,
    unpack_signature,
    warped,
)
from tests.palettes.engine.pictures import flat, photograph


def test_the_axes_are_stretched_near_grey():
    near, far = np.array([0.0, 0.01]), np.array([0.2, 0.21])
    assert np.diff(warped(near)) > 5 * np.diff(warped(far))
    assert warped(np.array([-0.2, 0.0, 0.2])) == pytest.approx([-1, 0, 1])


def test_every_colour_of_srgb_is_shared_between_its_eight_nodes():
    oklab = SPACES["oklab"].from_rgb(np.random.default_rng(1).random((500, 3)))
    index, share = nodes_of(oklab)
    assert index.shape == share.shape == (8, 500)
    assert index.min() >= 0
    assert index.max() < LENGTH
    assert share.sum(axis=0) == pytest.approx(np.ones(500))
    # The shares' centre is the colour itself, on the warped axes.
    middle = np.stack([warped(oklab[:, 1]), warped(oklab[:, 2])]).clip(-1, 1)
    places = np.linspace(-1, 1, CHROMA_NODES)
    a, b = index // CHROMA_NODES % CHROMA_NODES, index % CHROMA_NODES
    light = index // CHROMA_NODES**2 / (LIGHTNESS_NODES - 1)
    assert (share * places[a]).sum(axis=0) == pytest.approx(middle[0])
    assert (share * places[b]).sum(axis=0) == pytest.approx(middle[1])
    assert (share * light).sum(axis=0) == pytest.approx(oklab[:, 0], abs=1e-6)


def test_a_node_holds_its_own_colour_whole():
    whole = histogram(np.array([[0.4, 0.0, 0.0]]), np.ones(1))
    assert whole[2 * 81 + 4 * 9 + 4] == pytest.approx(1)
    assert whole.sum() == pytest.approx(1)


def test_a_signature_is_a_unit_vector_and_survives_packing():
    signature = look_of(photograph(2)).signature
    assert signature.shape == (LENGTH,)
    assert float((signature.astype(float) ** 2).sum()) == pytest.approx(1, abs=0.001)
    assert (unpack_signature(pack_signature(signature)) == signature).all()


def test_a_signature_tells_its_histogram():
    dice = np.random.default_rng(5)
    shares = dice.dirichlet(np.full(LENGTH, 0.05))
    assert shares_of(rooted(shares)) == pytest.approx(shares, abs=0.001)


def test_a_small_change_of_exposure_is_a_small_step():
    base = np.asarray(photograph(2), float)
    looks = [look_of(_image(base * gain)) for gain in (1, 1.05, 1.4)]
    steps = [float(np.linalg.norm(look.signature - looks[0].signature)) for look in looks]
    assert steps[0] == 0
    assert 0 < steps[1] < steps[2]


def _image(pixels):
    from PIL import Image

    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))


def test_a_films_signature_is_the_root_of_the_mean_histogram():
    samples = [sample_picture(photograph(seed)) for seed in (1, 2, 3)]
    signatures = [look_of(sample).signature for sample in samples]
    mean = shares_of(np.stack(signatures)).mean(axis=0)
    film = look_of(samples)
    assert shares_of(film.signature) == pytest.approx(mean, abs=0.001)
    assert (mean_signature(np.stack(signatures)) == film.signature).all()
    assert (look_of_film(samples, [None, signatures[1], None]).signature == film.signature).all()
    assert film.swatches


def test_a_film_of_one_still_looks_like_it():
    sample = sample_picture(photograph(1))
    film, still = look_of([sample]), look_of(sample)
    assert film.signature == pytest.approx(still.signature, abs=0.001)
    assert film.statistics == still.statistics


def test_no_pictures_have_no_look():
    with pytest.raises(EngineError, match="no pictures"):
        look_of([])


def test_rooting_gives_half_precision():
    assert rooted(np.full(LENGTH, 1 / LENGTH)).dtype == np.float32
    assert look_of(flat((0, 0, 0))).signature.max() == 1
