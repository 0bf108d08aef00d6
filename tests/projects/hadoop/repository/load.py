"""Copies a day of events out of the cluster."""

import subprocess

import requests
from pyarrow.fs import HadoopFileSystem
from pyhive import hive
from requests_kerberos import HTTPKerberosAuth


def partitions():
    return hive.connect("hive").cursor()


def events(day):
    hdfs = HadoopFileSystem("default", kerb_ticket="/tmp/krb5cc_1000")
    return hdfs.open_input_file(f"/events/{day}.parquet")


def status():
    return requests.get("https://namenode:9871/jmx", auth=HTTPKerberosAuth(), timeout=10).json()


def publish(day):
    subprocess.run(["hdfs", "dfs", "-put", f"{day}.parquet", "/reports"], check=True)
