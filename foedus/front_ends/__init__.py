"""Where else the course opens: links to front ends, badges, and the edition for Google Colab."""
