import asyncpg
import uvicorn
from fastapi import FastAPI

app = FastAPI()


@app.get("/orders")
async def orders():
    connection = await asyncpg.connect()
    return await connection.fetch("SELECT * FROM orders")


if __name__ == "__main__":
    uvicorn.run("shop.main:app", port=8080)
