import pandas as pd

pd.read_csv("drinks.csv").plot()
