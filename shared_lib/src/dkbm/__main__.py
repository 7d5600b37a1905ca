"""``python -m dkbm``: the same as ``dkbm``."""

from dkbm.cli import main

if __name__ == "__main__":
    main()
