from datetime import datetime

import pandas as pd
from airflow import DAG
from airflow.operators.python import PythonOperator


def load():
    pd.read_csv("orders.csv").to_parquet("orders.parquet")


with DAG("orders", start_date=datetime(2024, 1, 1)):
    PythonOperator(task_id="load", python_callable=load)
