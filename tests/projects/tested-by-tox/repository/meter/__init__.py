import attrs


@attrs.define
class Metre:
    feet: tuple[str, ...]
