"""What conda and pip print and people keep as a requirements file."""

import pytest

from devcontain.manifests.listing import Listed, read_listing


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("# platform: linux-64\nnumpy=1.19.2=py38h54aff64_0\n", [Listed("numpy", "1.19.2", True)]),
        ("wandb=0.10.25=pypi_0\n", [Listed("wandb", "0.10.25", False)]),
        ("@EXPLICIT\nhttps://x.org/main/linux-64/numpy-1.19.2-py38_0.conda#ab\n", [Listed("numpy", "1.19.2", True)]),
        (
            "# Name  Version  Build  Channel\nxz  5.2.5  h7b6447c_0\nrich 10.1 pypi_0 pypi\n",
            [("xz", "5.2.5", True), ("rich", "10.1", False)],
        ),
        (
            "Package    Version Editable project location\n---------- ------- ---\nnumpy 2.1 \nown 1.0 /home/me/own\n",
            [("numpy", "2.1", False), ("own", "1.0", False)],
        ),
        ("numpy==1.19.2\n", []),
        ("numpy=1.19.2=py38_0\nnumpy==1.19.2\n", []),
        ("numpy=1.19.2\n", []),
        ("numpy\nrich >= 3\n", []),
        ("# nothing\n", []),
        ("=" * 20000, []),
    ],
)
def test_listing(text, listed):
    assert list(read_listing(text)) == listed
