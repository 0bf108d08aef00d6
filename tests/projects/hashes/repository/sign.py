from itsdangerous import TimestampSigner

print(TimestampSigner("only for development").sign("letter").decode())
