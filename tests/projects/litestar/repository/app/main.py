from litestar import Litestar, get


@get("/")
async def today() -> str:
    return "Whitsun"


def create_app() -> Litestar:
    return Litestar(route_handlers=[today])
