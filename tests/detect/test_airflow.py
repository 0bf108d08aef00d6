"""The Airflow that a project's images have."""

import pytest

from devcontain.detect.imports.airflow import airflow_of_images
from devcontain.manifests.repository import Repository


@pytest.mark.parametrize(
    ("path", "text", "airflow"),
    [
        ("Dockerfile", "FROM apache/airflow:2.8.1-python3.9", "apache-airflow==2.8.1"),
        ("airflow/Dockerfile", "FROM apache/airflow:slim-3.0.5", "apache-airflow==3.0.5"),
        ("compose.yaml", "image: ${AIRFLOW_IMAGE_NAME:-apache/airflow:2.5.1}", "apache-airflow==2.5.1"),
        ("Dockerfile", "FROM quay.io/astronomer/astro-runtime:10.3.0", "apache-airflow~=2.8.0"),
        ("Dockerfile", "FROM astrocrpublic.azurecr.io/runtime:3.1-8", "apache-airflow~=3.1.0"),
        ("Dockerfile", "FROM quay.io/astronomer/astro-runtime:4.0.0", "apache-airflow"),
        ("Dockerfile", "FROM apache/airflow:1.10.14", "apache-airflow"),
        ("Dockerfile", "FROM apache/airflow:latest", "apache-airflow"),
        ("notes/Dockerfile", "FROM apache/airflow:2.8.1", "apache-airflow"),
    ],
)
def test_airflow(tmp_path, path, text, airflow):
    (tmp_path / path).parent.mkdir(exist_ok=True)
    (tmp_path / path).write_text(text)
    assert airflow_of_images(Repository(tmp_path)) == airflow
