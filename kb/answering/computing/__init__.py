"""What two figures give: differences, ratios, shares, growth; yes or no."""
