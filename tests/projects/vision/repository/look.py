"""What stands on a picture."""

import sys

import cv2
from ultralytics import YOLO


def main():
    """Print what is seen."""
    for result in YOLO("yolo11n.pt")(cv2.imread(sys.argv[1])):
        print(result.verbose())


if __name__ == "__main__":
    main()
