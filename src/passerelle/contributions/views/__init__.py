"""HTTP for the spine. Each view finds, acts, answers; refusals become sentences in the middleware."""
