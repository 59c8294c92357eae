"""Every measurement, one after the other."""

from bench import anchoring, assess, pages

for part in (assess, anchoring, pages):
    print(f"\n{part.__name__}\n")
    part.main()
