import os

import boto3

s3 = boto3.client("s3", endpoint_url=os.environ["S3_ENDPOINT_URL"])
