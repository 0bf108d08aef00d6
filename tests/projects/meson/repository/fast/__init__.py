from fast.sums import total
