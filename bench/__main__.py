"""Every measurement, one after the other."""

from bench import anchoring, assess, extract, figures, pages

for part in (assess, anchoring, extract, figures, pages):
    print(f"\n{part.__name__}\n")
    part.main()
