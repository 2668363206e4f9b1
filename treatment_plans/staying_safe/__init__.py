"""What somebody keeps to stay well and safe: three plans of their own, the copy on their phone, and returns to use."""
