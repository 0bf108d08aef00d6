# coding: utf-8
import simplejson
import urllib2


def show(page):
    print urllib2.urlopen(page).read()
    raise ValueError, simplejson.dumps(page)
