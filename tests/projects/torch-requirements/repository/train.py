import torch

device = "cuda" if torch.cuda.is_available() else "cpu"
print(torch.ones(3, device=device).sum())
