import torch
from micro import engine
