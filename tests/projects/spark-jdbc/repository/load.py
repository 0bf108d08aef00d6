from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("load").getOrCreate()
orders = spark.read.jdbc("jdbc:postgresql://warehouse/sales", "orders")
orders.join(spark.read.jdbc("jdbc:oracle:thin:@//erp:1521/XE", "customers"), "id").show()
