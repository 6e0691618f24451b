"""From meanings to the kernel's operations, one file per family."""
