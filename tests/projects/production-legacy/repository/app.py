import ldap
from flask import Flask
from osgeo import gdal

app = Flask(__name__)


@app.route("/")
def versions():
    return {"gdal": gdal.VersionInfo(), "ldap": ldap.__version__}
