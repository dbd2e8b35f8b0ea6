"""What every page shares: pages, forms, components, charts, errors, and the registry that apps fill in `ready`."""
