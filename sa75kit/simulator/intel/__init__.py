"""Intel's side of a simulated machine: Management Engine, its wire, LMS, and Intel's tools."""
