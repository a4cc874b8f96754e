"""What reaches somebody, through which way and when: their choices, and what holds for who chose nothing."""
