import pandas
import torch
