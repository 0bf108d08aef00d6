"""Types only, what another system has, and what the code can do without, are not asked for."""

import sys
from typing import TYPE_CHECKING

import httpx
from fastapi import FastAPI
from pydantic import BaseModel

from app import redis

if TYPE_CHECKING:
    import pandas

if sys.platform == "win32":
    import wmi

try:
    import orjson
except ImportError:
    orjson = None

app = FastAPI()


def export():
    import openpyxl

    return openpyxl
