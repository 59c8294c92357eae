"""Every measurement, one after the other."""

from bench import anchoring, assess, captures, extract, pages

for part in (assess, anchoring, extract, pages, captures):
    print(f"\n{part.__name__}\n")
    part.main()
