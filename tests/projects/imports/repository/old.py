import urllib2, simplejson
print "two"
