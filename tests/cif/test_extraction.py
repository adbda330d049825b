"""Between samples and arrays: which extractors fit together."""

import pytest

from argen.pipelines.cif.detector import CIFDetector


def test_extractors_that_do_not_fit(tiny):
    with pytest.raises(ValueError, match='give "image"'):
        CIFDetector(extractors={"points": tiny(modality="points")})
    with pytest.raises(ValueError, match="of image under the name 'points'"):
        CIFDetector(extractors={"image": tiny(), "points": tiny()})
    with pytest.raises(ValueError, match="different grids"):
        CIFDetector(extractors={"image": tiny(), "points": tiny(modality="points", grid=4)})
