// HTTPProvider
