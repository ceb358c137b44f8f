"""Catalogues drawn by lot: layout, wording and content are combined by a seed, so that as many unseen ones as wanted exist."""
