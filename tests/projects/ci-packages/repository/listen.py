import pycurl
import soundfile


def fetch(address, path):
    with open(path, "wb") as file:
        curl = pycurl.Curl()
        curl.setopt(pycurl.URL, address)
        curl.setopt(pycurl.WRITEDATA, file)
        curl.perform()
    return soundfile.read(path)
