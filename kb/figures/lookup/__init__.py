"""Finding figures again: by what is asked, by vintage, by neighbourhood."""
