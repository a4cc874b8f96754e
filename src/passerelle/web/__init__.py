"""The pages that bring modules together: home, waiting, administration, errors."""
