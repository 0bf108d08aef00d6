import pymysql
import six
