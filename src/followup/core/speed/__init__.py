"""Reply time: who waited for our answer, how long in working hours, and what that says."""
