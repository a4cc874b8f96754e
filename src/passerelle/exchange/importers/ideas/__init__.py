"""Ideas of a public consultation: proposals, arguments for and against, votes."""
