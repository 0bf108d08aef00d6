from pyspark import SparkContext

print(SparkContext().range(10).count())
