"""Update, check, review and count catalogues."""
