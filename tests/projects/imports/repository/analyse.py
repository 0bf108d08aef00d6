import os
import cv2
import numpy as np
from PIL import Image
from google.cloud import storage
import helpers
try:
    import tornado
except ImportError:
    tornado = None
def lazy():
    import sklearn.linear_model
