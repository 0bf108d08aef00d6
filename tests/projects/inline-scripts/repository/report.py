import pandas as pd

print(pd.read_csv("prices.csv").describe())
