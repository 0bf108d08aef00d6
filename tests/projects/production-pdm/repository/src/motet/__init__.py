def main():
    pass


def migrate():
    pass
