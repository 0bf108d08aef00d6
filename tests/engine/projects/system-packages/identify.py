import magic
from pyzbar import pyzbar

print(magic.from_buffer(b"%PDF-1.7", mime=True), pyzbar.decode.__name__)
