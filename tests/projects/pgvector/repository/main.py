import os

from fastapi import FastAPI
from pgvector.sqlalchemy import Vector
from sqlalchemy.ext.asyncio import create_async_engine

app = FastAPI()
engine = create_async_engine(os.environ.get("DATABASE_URL", "postgresql+asyncpg://localhost/rag"))
Embedding = Vector(3)
