"""How well a whole chronicle is told: releases of three years, read, joined across releases and followed up."""
