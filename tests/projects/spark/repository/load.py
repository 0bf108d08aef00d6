from pyspark.sql import SparkSession

spark = (
    SparkSession.builder.appName("load")
    .config("spark.jars.packages", "org.postgresql:postgresql:42.7.4")
    .getOrCreate()
)
spark.read.jdbc("jdbc:postgresql://warehouse/sales", "orders").show()
