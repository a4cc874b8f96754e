"""The live hint: "X changed", an id and a type, nothing else."""
