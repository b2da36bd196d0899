"""What actors and mechanisms share: words, capitalised runs, countries, and the word lists behind them."""
