"""Passerelle as an app on somebody's device: what it is called, what it says without a network, what other apps hand to it."""
