"""What a compose file says, however it is written."""

import pytest

from devcontain.semantics.compose import Compose
from devcontain.syntax.source import Source


def compose(text):
    return Compose(Source("compose.yaml", text))


def images(text):
    return [(use.image.name, use.image.tag) for use in compose(text).image_uses]


@pytest.mark.parametrize(
    ("services", "found"),
    [
        ("{a: {image: nginx}}", [("nginx", "")]),
        ("{a: {image: 'nginx:${TAG:-1.27}'}}", [("nginx", "1.27")]),
        ("{a: {image: 'nginx:${TAG-1.27}'}}", [("nginx", "1.27")]),
        ("{a: {image: 'nginx:$TAG'}}", []),
        ("{a: {image: 'nginx:${TAG}'}}", []),
        ("{a: {image: 'nginx:${TAG:?no tag}'}}", []),
        ("{a: {image: '{{ image }}'}}", []),
        ("{a: {build: ., image: mine}, b: {image: mine}, c: {image: theirs}}", [("theirs", "")]),
        ("{a: {image: mine, pull_policy: never}, b: {image: 3}, c: {image: }, d: [image]}", []),
        ("[a]", []),
        ("", []),
    ],
)
def test_the_images_that_are_pulled(services, found):
    assert images(f"services: {services}\n") == found


def test_one_in_an_anchor_counts_once():
    assert images("x: &x {image: a}\nservices: {b: {<<: *x}, c: {<<: *x}, d: {image: a}}") == [("a", "")] * 2


def test_services_of_the_first_format_stand_at_the_top():
    assert images("web:\n  image: a\ndb:\n  build: .\n") == [("a", "")]
    assert compose("web:\n  image: a\n").is_of_version_1
    assert not compose("include: [a.yaml]\n").is_of_version_1
    assert not compose("x: 1\nweb: {image: a}\n").is_of_version_1
    assert not compose("- a\n").is_of_version_1


@pytest.mark.parametrize(
    ("environment", "found"),
    [
        ("{A: 1, B: x, C: }", {"A": "1", "B": "x"}),
        ("[A=1, B, 'C=${D:-e}']", {"A": "1", "C": "e"}),
        ("", {}),
    ],
)
def test_the_environment(environment, found):
    [service] = compose(f"services: {{a: {{environment: {environment}}}}}").services
    assert service.environment == found


@pytest.mark.parametrize(
    ("service", "asks"),
    [
        ("{gpus: all}", True),
        ("{runtime: nvidia}", True),
        ("{deploy: {resources: {reservations: {devices: [{capabilities: [gpu]}]}}}}", True),
        ("{deploy: {resources: {reservations: {devices: [{driver: cdi}]}}}}", True),
        ("{deploy: {resources: {reservations: {devices: [{capabilities: [tpu]}]}}}}", False),
        ("{deploy: {resources: {reservations: {memory: 4g}}}}", False),
        ("{deploy: [], gpus: }", True),
        ("{devices: [/dev/dri]}", False),
    ],
)
def test_which_services_ask_for_a_gpu(service, asks):
    assert bool(compose(f"services: {{a: {service}}}").gpu_services) is asks
