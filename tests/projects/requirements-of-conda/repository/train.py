import cv2
import numpy as np
import torch

image = cv2.cvtColor(np.zeros((8, 8, 3), "uint8"), cv2.COLOR_BGR2GRAY)
torch.from_numpy(image).float().mean()
