"""Every measurement, one after the other."""

from bench import anchoring, assess, extract, pages

for part in (assess, anchoring, extract, pages):
    print(f"\n{part.__name__}\n")
    part.main()
