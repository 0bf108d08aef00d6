import numpy

print "pi is about", numpy.pi
