"""Catalogues drawn by lot: layout, wording and content are combined by a seed, so that there are always unseen ones."""
