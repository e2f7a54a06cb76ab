"""`python -m umkm_cli` is `umkm`."""

from umkm_cli.cli import main

if __name__ == "__main__":
    main()
