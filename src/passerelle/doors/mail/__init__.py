"""Mail that comes in: replies, and what could not be delivered. One function takes it all: ``receiving.receive``."""
