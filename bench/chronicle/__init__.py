"""How well a whole chronicle is told: releases of three years, read, joined and followed up."""
