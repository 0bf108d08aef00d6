from freezegun import freeze_time

import sign


@freeze_time("2024-01-01")
def test_signs():
    assert sign.TimestampSigner
