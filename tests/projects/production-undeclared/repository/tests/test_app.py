import pandas
import pytest
