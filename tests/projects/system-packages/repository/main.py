import cv2
import psycopg2
import pyaudio
import pytesseract
