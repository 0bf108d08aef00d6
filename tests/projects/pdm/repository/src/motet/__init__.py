"""Several voices."""

from pydantic import BaseModel


class Voice(BaseModel):
    part: str
