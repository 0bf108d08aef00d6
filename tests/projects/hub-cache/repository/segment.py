import torch

model = torch.hub.load("mateuszbuda/brain-segmentation-pytorch", "unet", pretrained=True)
