"""What people bring along from other systems: orders, doses, visits, drug tests and scores of earlier care."""
