import boto3
from aws_lambda_powertools import Logger

logger = Logger()


def handler(event, context):
    logger.info(boto3.client("sts").get_caller_identity()["Arn"])
