"""`python -m communique`."""

from communique.faces.cli.main import run

if __name__ == "__main__":
    run()
