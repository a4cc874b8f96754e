"""Mail in the look of the house: templates in MJML, each with its plain text, and a specimen of every mail for the gallery."""
